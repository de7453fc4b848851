import { petitionText as say } from '../messages/petition.ts';
import type { DecisionLogic } from './decision-logic.ts';

/** A decision table for reading, the rows that matched set off by colour, weight and the word itself. */
export function DecisionTable(props: {
  table: Extract<DecisionLogic, { kind: 'table' }>;
  name: string;
  matched: ReadonlySet<string>;
}) {
  const { table } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section class="decision-scroll" tabIndex={0} aria-label={props.name}>
      <table class="decision-table">
        <caption>{say('hitPolicy', { policy: table.hitPolicy })}</caption>
        <thead>
          <tr>
            <th scope="col">{say('rule')}</th>
            {table.inputs.map((input) => (
              <th key={input.id} scope="col">
                {input.label}
              </th>
            ))}
            {table.outputs.map((output) => (
              <th key={output.id} scope="col" class="output">
                {output.label}
              </th>
            ))}
            <th scope="col">{say('annotation')}</th>
          </tr>
        </thead>
        <tbody>
          {table.rules.map((rule, index) => {
            const hit = props.matched.has(rule.id);
            return (
              <tr key={rule.id} class={hit ? 'rule-matched' : undefined} data-rule={rule.id}>
                <th scope="row">
                  {index + 1}
                  {hit ? <span class="badge badge-good">{say('matched')}</span> : null}
                </th>
                {rule.inputs.map((text, column) => (
                  <td key={table.inputs[column]?.id}>{text === '' ? '-' : text}</td>
                ))}
                {rule.outputs.map((text, column) => (
                  <td key={table.outputs[column]?.id} class="output">
                    {text}
                  </td>
                ))}
                <td>{rule.annotation}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
