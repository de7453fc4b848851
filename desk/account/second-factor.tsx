import { useState } from 'preact/hooks';
import { renderSVG } from 'uqr';
import { identityText as say } from '../messages/identity.ts';
import { useDoing } from '../shell/doing.ts';
import { Notice } from '../shell/notice.tsx';
import { TextField } from '../shell/text-field.tsx';
import { newTotp, type Own, startTotp, stopTotp } from '../wire/identity.ts';

/** Switching the second factor on (picture, code, recovery codes) and off. */
export function SecondFactor(props: { own: Own; onDone: () => void }) {
  const doing = useDoing();
  const [offered, setOffered] = useState<{ secret: string; address: string }>();
  const [recoveryCodes, setRecoveryCodes] = useState<string[]>();
  const [typed, setTyped] = useState('');
  const isOn = props.own.secondFactor === true;
  const submit = async () => {
    if (isOn) await stopTotp(typed);
    else setRecoveryCodes((await startTotp(typed)).recoveryCodes);
    setOffered(undefined);
    setTyped('');
    props.onDone();
  };
  return (
    <section class="panel">
      <h2>{say('secondFactor')}</h2>
      {doing.problem ? <Notice tone="bad">{doing.problem}</Notice> : null}
      <p>{isOn ? say('secondFactorOn', { count: props.own.recoveryCodesLeft ?? 0 }) : say('secondFactorOff')}</p>
      {recoveryCodes ? (
        <>
          <Notice tone="good">{say('recovery')}</Notice>
          <ul class="recovery">
            {recoveryCodes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
        </>
      ) : null}
      {offered ? (
        <>
          <div
            class="qr"
            role="img"
            aria-label={say('qr')}
            dangerouslySetInnerHTML={{ __html: renderSVG(offered.address, { border: 2 }) }}
          />
          <p class="secret">{say('scan', { secret: offered.secret })}</p>
        </>
      ) : null}
      {offered || isOn ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            doing.run(submit);
          }}
        >
          <TextField
            name={isOn ? 'password' : 'code'}
            type={isOn ? 'password' : 'text'}
            label={isOn ? say('password') : say('code')}
            value={typed}
            onValue={setTyped}
            autocomplete={isOn ? 'current-password' : 'one-time-code'}
            error={doing.problemOf('code') ?? doing.problemOf('password')}
          />
          <div class="actions">
            <button type="submit" class={isOn ? '' : 'primary'} disabled={doing.busy}>
              {isOn ? say('stop') : say('confirm')}
            </button>
          </div>
        </form>
      ) : (
        <button type="button" disabled={doing.busy} onClick={() => doing.run(async () => setOffered(await newTotp()))}>
          {say('start')}
        </button>
      )}
    </section>
  );
}
