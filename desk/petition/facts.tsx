import { petitionText as say } from '../messages/petition.ts';
import { outcomeText } from '../messages/register-log.ts';
import { dayText, minuteText } from '../shell/when.ts';
import { labelOf } from '../wire/code-labels.ts';
import type { CodeLists, Petition } from '../wire/register.ts';
import { FactList, MatterWords } from './matter.tsx';

/** What the register holds about the matter. Names come masked from the register and stay so. */
export function Facts(props: { petition: Petition; codes: CodeLists | undefined }) {
  const { petition, codes } = props;
  const petitioners = petition.persons.filter((person) => person.role === 'petitioner');
  const facts: [string, string][] = [
    [say('kind'), labelOf(codes, 'kind', petition.kind)],
    [say('area'), petition.areaPath],
    [say('channel'), labelOf(codes, 'channel', petition.channel)],
    [say('leadUnit'), petition.leadUnitName ?? '—'],
    [say('agent'), petition.assigneeName ?? '—'],
    [say('level'), labelOf(codes, 'level', petition.level)],
    [say('highestLevel'), labelOf(codes, 'level', petition.highestLevel)],
    [say('received'), minuteText(petition.receivedAt)],
    [say('accepted'), minuteText(petition.acceptedAt)],
    [say('deadline'), dayText(petition.deadlineAt)],
    [say('concluded'), minuteText(petition.concludedAt)],
    [say('outcome'), outcomeText(petition.outcome)],
    [say('round'), String(petition.round)],
    [say('visits'), String(petition.residentVisits)],
    [say('group'), String(petition.groupSize)],
    [say('persons'), petitioners.map((person) => person.name ?? say('anonymous')).join('、') || say('anonymous')],
  ];
  return (
    <section class="facts" aria-labelledby="facts-heading">
      <h2 id="facts-heading" class="unseen">
        {say('facts')}
      </h2>
      <div class="matter">
        <MatterWords text={petition.text} claims={petition.claims} />
      </div>
      <FactList facts={facts} />
    </section>
  );
}
