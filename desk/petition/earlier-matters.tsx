import { petitionText as say } from '../messages/petition.ts';
import { useDoing } from '../shell/doing.ts';
import { reasonOf } from '../shell/http.ts';
import { useLoaded } from '../shell/loaded.ts';
import { Notice } from '../shell/notice.tsx';
import { minuteText } from '../shell/when.ts';
import { labelOf } from '../wire/code-labels.ts';
import { type CodeLists, decideLikeness, type Likeness, readLikenesses } from '../wire/register.ts';

/** Earlier petitions that may be about the same matter, with the reasons; a person says whether they are. */
export function EarlierMatters(props: { businessKey: string; codes: CodeLists | undefined; onDecided: () => void }) {
  const { businessKey } = props;
  const offered = useLoaded(() => readLikenesses(businessKey), [businessKey]);
  const doing = useDoing();
  const decide = (other: string, same: boolean) =>
    doing.run(async () => {
      await decideLikeness(businessKey, other, same);
      offered.reload();
      props.onDecided();
    });
  return (
    <section class="earlier" aria-labelledby="earlier-heading">
      <h2 id="earlier-heading">{say('earlier')}</h2>
      {offered.error ? <Notice tone="bad">{say('failed', { reason: reasonOf(offered.error) })}</Notice> : null}
      {doing.problem ? <Notice tone="bad">{doing.problem}</Notice> : null}
      {offered.value?.likenesses.length === 0 ? <p class="empty">{say('earlierNone')}</p> : null}
      <ul class="earlier-list">
        {(offered.value?.likenesses ?? []).map((one) => (
          <Offer key={one.businessKey} one={one} codes={props.codes} busy={doing.busy} onDecide={decide} />
        ))}
      </ul>
    </section>
  );
}

function Offer(props: {
  one: Likeness;
  codes: CodeLists | undefined;
  busy: boolean;
  onDecide: (other: string, same: boolean) => void;
}) {
  const { one } = props;
  const button = (same: boolean) => (
    <button
      type="button"
      disabled={props.busy}
      aria-pressed={one.decided === same}
      onClick={() => props.onDecide(one.businessKey, same)}
    >
      {say(same ? 'earlierSame' : 'earlierOther')}
    </button>
  );
  return (
    <li class="earlier-one">
      <p>
        <a href={`/petitions/${encodeURIComponent(one.businessKey)}`}>{one.businessKey}</a>{' '}
        <span class={`badge badge-${one.state}`}>{labelOf(props.codes, 'state', one.state)}</span>{' '}
        {minuteText(one.receivedAt)}
      </p>
      <p>{one.summary}</p>
      <p class="help">
        {one.reasons.map((reason) => say(reason)).join('、')} · {say(STANDING[String(one.decided)] ?? 'earlierOpen')}
      </p>
      <p class="actions">
        {button(true)}
        {button(false)}
      </p>
    </li>
  );
}

const STANDING: Readonly<Record<string, 'earlierIsSame' | 'earlierIsOther' | 'earlierOpen'>> = {
  true: 'earlierIsSame',
  false: 'earlierIsOther',
  null: 'earlierOpen',
};
