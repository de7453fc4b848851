import { useState } from 'preact/hooks';
import { handoverText as say } from '../messages/handover.ts';
import { Dialog } from '../shell/dialog.tsx';
import { useDoing } from '../shell/doing.ts';
import { Field } from '../shell/field.tsx';
import { Notice } from '../shell/notice.tsx';
import { TextField } from '../shell/text-field.tsx';
import { closeUnit, type HandedOver, type ListedAgent, type ListedUnit, leaveAgent } from '../wire/handover.ts';
import '../shell/dialog.css';

/** Those of the same place come first, then those of the places above it, then all others. */
function nearestFirst<One extends { areaCode: string }>(all: readonly One[], areaCode: string): One[] {
  const distance = (one: One) =>
    areaCode.startsWith(one.areaCode) ? areaCode.length - one.areaCode.length : areaCode.length + 1;
  return [...all].sort((a, b) => distance(a) - distance(b));
}

/** Asks who takes over, why, and of an agent whether they come back; then hands over. The server's reason is shown where it refuses. */
export function LeavingForm(props: {
  leaving: { kind: 'unit'; unit: ListedUnit } | { kind: 'agent'; agent: ListedAgent };
  units: readonly ListedUnit[];
  agents: readonly ListedAgent[];
  areaOf: (code: string) => string;
  /** @param handed absent: nothing was done */
  onClose: (handed?: HandedOver) => void;
}) {
  const { leaving } = props;
  const doing = useDoing();
  const [successorId, setSuccessorId] = useState('');
  const [reason, setReason] = useState('');
  const [comesBack, setComesBack] = useState(false);
  const isUnit = leaving.kind === 'unit';
  const who = isUnit ? leaving.unit : leaving.agent;
  const others: readonly { id: string; name: string; areaCode: string }[] = isUnit
    ? props.units.filter((unit) => !unit.closed)
    : props.agents.filter((agent) => agent.onDuty);
  const handOver = (): Promise<HandedOver> =>
    isUnit
      ? closeUnit(who.id, { successorId, reason })
      : leaveAgent(who.id, { ...(successorId === '' ? {} : { successorId }), reason, comesBack });
  const way = (back: boolean) => (
    <label class="tick">
      <input type="radio" name="comesBack" checked={comesBack === back} onChange={() => setComesBack(back)} />
      {say(back ? 'comesBack' : 'forGood')}
    </label>
  );
  return (
    <Dialog
      title={say(isUnit ? 'closeNamed' : 'leaveNamed', { name: who.name })}
      close={say('cancel')}
      onClose={() => props.onClose()}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          doing.run(async () => props.onClose(await handOver()));
        }}
      >
        {doing.problem ? <Notice tone="bad">{doing.problem}</Notice> : null}
        {isUnit ? (
          <p>{say('unitAccounts')}</p>
        ) : (
          <fieldset class="handover-ways">
            <legend>{say('howLong')}</legend>
            {way(false)}
            {way(true)}
          </fieldset>
        )}
        <Field
          name="successorId"
          label={say(isUnit ? 'successorUnit' : 'successorAgent')}
          help={isUnit ? undefined : say('successorHelp')}
          required={isUnit}
          error={doing.problemOf('successorId')}
          control={(control) => (
            <select {...control} value={successorId} onChange={(event) => setSuccessorId(event.currentTarget.value)}>
              <option value="">{say(isUnit ? 'choose' : 'byRule')}</option>
              {nearestFirst(others, who.areaCode)
                .filter((one) => one.id !== who.id)
                .map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}（{props.areaOf(one.areaCode)}）
                  </option>
                ))}
            </select>
          )}
        />
        <TextField
          name="reason"
          label={say('reason')}
          help={say('reasonHelp')}
          value={reason}
          onValue={setReason}
          error={doing.problemOf('reason')}
        />
        <div class="actions">
          <button type="submit" class="primary" disabled={doing.busy}>
            {doing.busy ? say('working') : say(isUnit ? 'confirmClose' : 'confirmLeave')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
