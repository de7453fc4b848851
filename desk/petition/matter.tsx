import { petitionText as say } from '../messages/petition.ts';

/** What a petition says, in its words: the text and what is asked for. */
export function MatterWords(props: { text: string; claims: readonly string[] }) {
  return (
    <>
      <h3>{say('text')}</h3>
      <p class="matter-text">{props.text}</p>
      <h3>{say('claims')}</h3>
      <ol>
        {props.claims.map((claim) => (
          <li key={claim}>{claim}</li>
        ))}
      </ol>
    </>
  );
}

/** Names and values beside each other. */
export function FactList(props: { facts: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl class="fact-list">
      {props.facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
