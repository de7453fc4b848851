import { useEffect, useState } from 'preact/hooks';
import { homeText as say } from '../messages/home.ts';
import { Frame } from '../shell/frame.tsx';
import { reasonOf } from '../shell/http.ts';
import { useLanguage } from '../shell/language.ts';
import { useLoaded } from '../shell/loaded.ts';
import { Notice } from '../shell/notice.tsx';
import { readStatistics } from '../wire/engine.ts';
import { readOwn } from '../wire/identity.ts';
import { readAreas, readCodes, readSummary } from '../wire/register.ts';
import { CsvImport } from './csv-import.tsx';
import { FigureRow } from './figure-row.tsx';
import { offersTo } from './offers.ts';
import { PetitionList } from './petition-list.tsx';
import { RegistrationForm } from './registration-form.tsx';
import { RunningProcesses } from './running-processes.tsx';
import { Welcome } from './welcome.tsx';

/** The first page: what runs, which petitions there are, and the two ways to bring in new ones. */
export function HomePage() {
  const language = useLanguage();
  const [open, setOpen] = useState<'registration' | 'import'>();
  const [round, setRound] = useState(0);
  const own = useLoaded(readOwn, []);
  const may = offersTo(own.value);
  // What somebody may not see is not asked for, and not missed.
  const summary = useLoaded(async () => (may.figures ? readSummary() : undefined), [round, may.figures]);
  const statistics = useLoaded(async () => (may.running ? readStatistics() : undefined), [round, may.running]);
  const codes = useLoaded(readCodes, []);
  const areas = useLoaded(readAreas, []);
  useEffect(() => {
    document.title = language === 'en' ? 'Petitions · Community Home' : '信访事项 · 群众工作之家';
  }, [language]);
  const close = () => {
    setOpen(undefined);
    setRound((before) => before + 1);
  };
  return (
    <Frame place="home">
      <div class="page-head">
        <h1>{say('title')}</h1>
        <div class="actions">
          {may.register ? (
            <button type="button" class="primary" onClick={() => setOpen('registration')}>
              {say('register')}
            </button>
          ) : null}
          {may.import ? (
            <button type="button" onClick={() => setOpen('import')}>
              {say('import')}
            </button>
          ) : null}
          <button type="button" onClick={() => setRound((before) => before + 1)}>
            {say('refresh')}
          </button>
        </div>
      </div>
      {[own, summary, statistics, codes].map((each) =>
        each.error ? (
          <Notice key={reasonOf(each.error)} tone="bad">
            {say('failed', { reason: reasonOf(each.error) })}
          </Notice>
        ) : null,
      )}
      {own.value && !may.list ? <Welcome offers={may} /> : null}
      {may.figures ? <FigureRow summary={summary.value} statistics={statistics.value} running={may.running} /> : null}
      {may.running ? <RunningProcesses statistics={statistics.value} /> : null}
      {may.list ? <PetitionList round={round} codes={codes.value} areas={areas.value ?? []} /> : null}
      {open === 'registration' ? (
        <RegistrationForm codes={codes.value ?? {}} areas={areas.value ?? []} onClose={close} />
      ) : null}
      {open === 'import' ? <CsvImport onClose={close} /> : null}
    </Frame>
  );
}
