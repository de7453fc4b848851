import { useState } from 'preact/hooks';
import { Field } from '../../desk/shell/field.tsx';
import { useLoaded } from '../../desk/shell/loaded.ts';
import { TextField } from '../../desk/shell/text-field.tsx';
import { dayText } from '../../desk/shell/when.ts';
import { whatIfText as say } from './texts.ts';
import { listDrafts, readDrafts } from './tried-drafts.ts';
import type { TriedModel } from './what-if-run.ts';

const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
const HALF_YEAR_DAYS = 183;

/** The day in China of a moment, `2026-11-24`. */
const dayOf = (ms: number): string => new Date(ms + CHINA_MS).toISOString().slice(0, 10);

/** Which past, which changes, which seed. */
export function Question(props: {
  span: { from: number; to: number; count: number } | null;
  open: { name: string; draftName: string; read: () => Promise<TriedModel> } | undefined;
  busy: boolean;
  again: boolean;
  onStart: (question: { from: string; to: string; seed: string }, models: TriedModel[]) => Promise<void>;
  onFailure: (error: unknown) => void;
}) {
  const { span, open } = props;
  const [from, setFrom] = useState(span ? dayOf(Math.max(span.from, span.to - HALF_YEAR_DAYS * DAY_MS)) : '');
  const [to, setTo] = useState(span ? dayOf(span.to) : '');
  const [seed, setSeed] = useState('1');
  const [withOpen, setWithOpen] = useState(true);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const found = useLoaded(listDrafts, []);
  const drafts = (found.value ?? []).filter(({ name }) => name !== open?.draftName);
  if (!span) return <p class="empty">{say('spanNone')}</p>;
  const chosen = drafts.filter(({ name }) => !left.has(name));
  const toggle = (name: string) => {
    const next = new Set(left);
    if (!next.delete(name)) next.add(name);
    setLeft(next);
  };
  const start = async () => {
    try {
      const own = open && withOpen ? [await open.read()] : [];
      await props.onStart({ from, to, seed }, [...own, ...(await readDrafts(chosen))]);
    } catch (error) {
      props.onFailure(error);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <p class="faint">
        {say('span', {
          from: dayText(new Date(span.from).toISOString()),
          to: dayText(new Date(span.to).toISOString()),
          count: span.count,
        })}
      </p>
      <div class="what-if-question">
        <DayField name="from" label={say('from')} value={from} onValue={setFrom} />
        <DayField name="to" label={say('to')} value={to} onValue={setTo} />
        <TextField name="seed" label={say('seed')} value={seed} onValue={setSeed} help={say('seedHelp')} />
      </div>
      <fieldset class="what-if-models">
        <legend>{say('models')}</legend>
        {open ? (
          <label>
            <input type="checkbox" checked={withOpen} onChange={() => setWithOpen(!withOpen)} />
            {say('modelOpen', { name: open.name })}
          </label>
        ) : null}
        {drafts.map(({ name, fileName, editor }) => (
          <label key={name}>
            <input type="checkbox" checked={!left.has(name)} onChange={() => toggle(name)} />
            {say('modelDraft', { name: fileName, editor })}
          </label>
        ))}
        {!found.busy && chosen.length === 0 && !(open && withOpen) ? <p class="faint">{say('modelsNone')}</p> : null}
      </fieldset>
      <button type="submit" class="primary" disabled={props.busy || found.busy}>
        {say(props.again ? 'again' : 'start')}
      </button>
    </form>
  );
}

function DayField(props: { name: string; label: string; value: string; onValue: (value: string) => void }) {
  return (
    <Field
      name={props.name}
      label={props.label}
      control={(control) => (
        <input
          {...control}
          type="date"
          required
          value={props.value}
          onInput={(event) => props.onValue(event.currentTarget.value)}
        />
      )}
    />
  );
}
