import { whatIfText as say } from './texts.ts';

/** What every result takes for granted; shown before, during and after a run. */
export function Assumptions(props: { names: readonly string[] }) {
  return (
    <section class="what-if-assumptions" aria-labelledby="what-if-assumptions">
      <h3 id="what-if-assumptions">{say('assumptions')}</h3>
      <ol>
        {props.names.map((name) => (
          <li key={name}>{say(`assume_${name}` as 'assume_noQueues')}</li>
        ))}
      </ol>
    </section>
  );
}
