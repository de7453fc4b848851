import { useEffect, useState } from 'preact/hooks';
import { handoverText as say } from '../messages/handover.ts';
import { useDoing } from '../shell/doing.ts';
import { Field } from '../shell/field.tsx';
import { Frame } from '../shell/frame.tsx';
import { reasonOf } from '../shell/http.ts';
import { useLanguage } from '../shell/language.ts';
import { useLoaded } from '../shell/loaded.ts';
import { Notice } from '../shell/notice.tsx';
import { TextField } from '../shell/text-field.tsx';
import { areaOptions } from '../wire/area-options.ts';
import {
  type HandedOver,
  type ListedAgent,
  type ListedUnit,
  listAgents,
  listUnits,
  returnAgent,
} from '../wire/handover.ts';
import { readAreas, readCodes } from '../wire/register.ts';
import { AgentTable } from './agent-table.tsx';
import { LeavingForm } from './leaving-form.tsx';
import { Result } from './result.tsx';
import { UnitTable } from './unit-table.tsx';

/** Whom a dialog is open for. */
type Leaving = { kind: 'unit'; unit: ListedUnit } | { kind: 'agent'; agent: ListedAgent };

/** The administrators' page on which units are closed and agents leave: what they have in hand goes to others in the same step. */
export function HandoverPage() {
  useLanguage();
  const places = useLoaded(() => Promise.all([listUnits(), listAgents(), readAreas(), readCodes()]), []);
  const doing = useDoing();
  const [wanted, setWanted] = useState({ name: '', areaCode: '' });
  const [leaving, setLeaving] = useState<Leaving>();
  const [result, setResult] = useState<{ name: string; handed: HandedOver }>();
  const [told, setTold] = useState<string>();
  useEffect(() => {
    document.title = `${say('title')} · 群众工作之家`;
  });
  const [units, agents, areas, codes] = places.value ?? [[], [], [], undefined];
  const isWanted = (one: { name: string; areaCode: string }) =>
    one.name.includes(wanted.name.trim()) && one.areaCode.startsWith(wanted.areaCode);
  const names = new Map([...units, ...agents].map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null) => (id === null ? '—' : (names.get(id) ?? id));
  const areaOf = (code: string) => areas.find((area) => area.code === code)?.name ?? code;
  const comeBack = (agent: ListedAgent) =>
    doing.run(async () => {
      await returnAgent(agent.id);
      setResult(undefined);
      setTold(say('isBack', { name: agent.name }));
      places.reload();
    });
  return (
    <Frame place="handover">
      <h1>{say('title')}</h1>
      <p>{say('intro')}</p>
      {places.error ? <Notice tone="bad">{say('failed', { reason: reasonOf(places.error) })}</Notice> : null}
      {doing.problem ? <Notice tone="bad">{doing.problem}</Notice> : null}
      {told ? <Notice tone="good">{told}</Notice> : null}
      {result ? <Result name={result.name} handed={result.handed} nameOf={nameOf} /> : null}
      <div class="handover-filter">
        <TextField
          name="find"
          label={say('find')}
          value={wanted.name}
          onValue={(name) => setWanted({ ...wanted, name })}
        />
        <Field
          name="areaCode"
          label={say('area')}
          control={(control) => (
            <select
              {...control}
              value={wanted.areaCode}
              onChange={(event) => setWanted({ ...wanted, areaCode: event.currentTarget.value })}
            >
              <option value="">{say('everywhere')}</option>
              {areaOptions(areas).map((option) => (
                <option key={option.code} value={option.code}>
                  {option.label}
                </option>
              ))}
            </select>
          )}
        />
      </div>
      <UnitTable
        units={units.filter(isWanted)}
        nameOf={nameOf}
        areaOf={areaOf}
        onClose={(unit) => setLeaving({ kind: 'unit', unit })}
      />
      <AgentTable
        agents={agents.filter(isWanted)}
        codes={codes}
        nameOf={nameOf}
        areaOf={areaOf}
        onLeave={(agent) => setLeaving({ kind: 'agent', agent })}
        onBack={comeBack}
      />
      {leaving ? (
        <LeavingForm
          leaving={leaving}
          units={units}
          agents={agents}
          areaOf={areaOf}
          onClose={(handed) => {
            setLeaving(undefined);
            if (!handed) return;
            setTold(undefined);
            setResult({ name: leaving.kind === 'unit' ? leaving.unit.name : leaving.agent.name, handed });
            places.reload();
            // What became of it stands at the top of the page.
            document.getElementById('content')?.focus();
          }}
        />
      ) : null}
    </Frame>
  );
}
