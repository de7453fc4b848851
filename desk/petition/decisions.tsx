import { petitionText as say } from '../messages/petition.ts';
import { reasonOf } from '../shell/http.ts';
import { useLoaded } from '../shell/loaded.ts';
import { Notice } from '../shell/notice.tsx';
import { timeMs } from '../shell/time-ms.ts';
import { minuteText } from '../shell/when.ts';
import { type DecisionInstance, readDecisions, readDecisionXml } from '../wire/engine.ts';
import { readDecisionLogic } from './decision-logic.ts';
import { DecisionTable } from './decision-table.tsx';
import { type InstanceRecord, nameOf } from './petition-family.ts';
import { valueText } from './value-text.ts';

/** Every table that was evaluated for the petition: what went in, what came out, and which row matched. */
export function Decisions(props: { records: readonly InstanceRecord[] }) {
  const decisions = useLoaded(async () => {
    const lists = await Promise.all(
      props.records.map(async (record) =>
        (await readDecisions(record.instance.id)).map((decision) => ({ decision, process: nameOf(record) })),
      ),
    );
    return lists.flat().sort((a, b) => timeMs(a.decision.evaluationTime) - timeMs(b.decision.evaluationTime));
  }, [props.records]);
  if (decisions.error) return <Notice tone="bad">{say('failed', { reason: reasonOf(decisions.error) })}</Notice>;
  if (!decisions.value) return <p class="empty">{say('loading')}</p>;
  if (decisions.value.length === 0) return <p class="empty">{say('decisionsNone')}</p>;
  return (
    <ol class="decisions">
      {decisions.value.map(({ decision, process }) => (
        <li key={decision.id}>
          <Decision decision={decision} process={process} />
        </li>
      ))}
    </ol>
  );
}

function Decision(props: { decision: DecisionInstance; process: string }) {
  const { decision } = props;
  const logic = useLoaded(
    async () => readDecisionLogic(await readDecisionXml(decision.decisionDefinitionId), decision.decisionDefinitionKey),
    [decision.decisionDefinitionId],
  );
  const version = decision.decisionDefinitionId.split(':')[1];
  return (
    <article class="decision">
      <h3>
        {decision.decisionDefinitionName ?? decision.decisionDefinitionKey}{' '}
        {version && /^\d+$/.test(version) ? <span class="badge">{say('decisionVersion', { version })}</span> : null}
      </h3>
      <p class="faint">{say('decisionAt', { at: minuteText(decision.evaluationTime), process: props.process })}</p>
      <div class="decision-values">
        <Values
          heading={say('inputs')}
          values={decision.inputs.map((each) => [each.clauseName ?? each.clauseId, each.value])}
        />
        <Values
          heading={say('outputs')}
          values={decision.outputs.map((each) => [each.variableName ?? each.clauseName, each.value])}
        />
      </div>
      {logic.error ? <p class="faint">{say('decisionGone')}</p> : null}
      {logic.value?.kind === 'table' ? (
        <DecisionTable
          table={logic.value}
          name={decision.decisionDefinitionName ?? decision.decisionDefinitionKey}
          matched={new Set(decision.outputs.map((output) => output.ruleId ?? ''))}
        />
      ) : null}
      {logic.value?.kind === 'expression' ? (
        <p>
          {say('expression')} <code>{logic.value.text}</code>
        </p>
      ) : null}
    </article>
  );
}

function Values(props: { heading: string; values: [string | null, unknown][] }) {
  return (
    <div>
      <h4>{props.heading}</h4>
      <dl class="value-list">
        {props.values.map(([name, value], index) => (
          <div key={`${name}:${index}`}>
            <dt>{name ?? '—'}</dt>
            <dd>{valueText(value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
