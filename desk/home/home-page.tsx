import { useEffect, useState } from 'preact/hooks';
import { homeText as say } from '../messages/home.ts';
import { Frame } from '../shell/frame.tsx';
import { reasonOf } from '../shell/http.ts';
import { useLanguage } from '../shell/language.ts';
import { useLoaded } from '../shell/loaded.ts';
import { Notice } from '../shell/notice.tsx';
import { readStatistics } from '../wire/engine.ts';
import { readAreas, readCodes, readSummary } from '../wire/register.ts';
import { CsvImport } from './csv-import.tsx';
import { FigureRow } from './figure-row.tsx';
import { PetitionList } from './petition-list.tsx';
import { RegistrationForm } from './registration-form.tsx';
import { RunningProcesses } from './running-processes.tsx';

/** The first page: what runs, which petitions there are, and the two ways to bring in new ones. */
export function HomePage() {
  const language = useLanguage();
  const [open, setOpen] = useState<'registration' | 'import'>();
  const [round, setRound] = useState(0);
  const summary = useLoaded(readSummary, [round]);
  const statistics = useLoaded(readStatistics, [round]);
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
          <button type="button" class="primary" onClick={() => setOpen('registration')}>
            {say('register')}
          </button>
          <button type="button" onClick={() => setOpen('import')}>
            {say('import')}
          </button>
          <button type="button" onClick={() => setRound((before) => before + 1)}>
            {say('refresh')}
          </button>
        </div>
      </div>
      {[summary, statistics, codes].map((each) =>
        each.error ? (
          <Notice key={reasonOf(each.error)} tone="bad">
            {say('failed', { reason: reasonOf(each.error) })}
          </Notice>
        ) : null,
      )}
      <FigureRow summary={summary.value} statistics={statistics.value} />
      <RunningProcesses statistics={statistics.value} />
      <PetitionList round={round} codes={codes.value} areas={areas.value ?? []} />
      {open === 'registration' ? (
        <RegistrationForm codes={codes.value ?? {}} areas={areas.value ?? []} onClose={close} />
      ) : null}
      {open === 'import' ? <CsvImport onClose={close} /> : null}
    </Frame>
  );
}
