import { useEffect, useState } from 'preact/hooks';
import { identityText as say } from '../messages/identity.ts';
import { useDoing } from '../shell/doing.ts';
import { Frame } from '../shell/frame.tsx';
import { reasonOf } from '../shell/http.ts';
import { useLanguage } from '../shell/language.ts';
import { useLoaded } from '../shell/loaded.ts';
import { Notice } from '../shell/notice.tsx';
import { TextField } from '../shell/text-field.tsx';
import { changePassword, endOtherSessions, readOwn } from '../wire/identity.ts';
import { SecondFactor } from './second-factor.tsx';

/** The own account: who one is here, password, second factor, sessions. */
export function AccountPage() {
  const language = useLanguage();
  const own = useLoaded(readOwn, []);
  useEffect(() => {
    document.title = language === 'en' ? 'My account · Community Home' : '我的账号 · 群众工作之家';
  }, [language]);
  const told = own.value;
  return (
    <Frame place="account">
      <div class="page-head">
        <h1>{say('myAccount')}</h1>
      </div>
      {own.error ? <Notice tone="bad">{say('failed', { reason: reasonOf(own.error) })}</Notice> : null}
      {told?.mustChangePassword ? <Notice tone="bad">{say('mustChange')}</Notice> : null}
      {told?.kind === 'account' ? (
        <>
          <section class="panel">
            <h2>{told.name}</h2>
            <p>
              {say('account')}: {told.account}
            </p>
            <p>
              {say('roles')}:{' '}
              {(told.roles ?? []).map(({ code, label }) => (language === 'en' ? code : label)).join('、')}
            </p>
            {told.areaCode ? (
              <p>
                {say('area')}: {told.areaCode}
              </p>
            ) : null}
            {told.unitId ? (
              <p>
                {say('unit')}: {told.unitId}
              </p>
            ) : null}
          </section>
          {told.hasPassword ? <PasswordChange onDone={own.reload} /> : null}
          {told.hasPassword ? <SecondFactor own={told} onDone={own.reload} /> : null}
          <OtherSessions />
        </>
      ) : null}
    </Frame>
  );
}

function PasswordChange(props: { onDone: () => void }) {
  const doing = useDoing();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [ended, setEnded] = useState<number>();
  return (
    <section class="panel">
      <h2>{say('changePassword')}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          doing.run(async () => {
            setEnded((await changePassword(current, next)).endedSessions);
            setCurrent('');
            setNext('');
            props.onDone();
          });
        }}
      >
        {doing.problem ? <Notice tone="bad">{doing.problem}</Notice> : null}
        {ended === undefined ? null : <Notice tone="good">{say('passwordChanged', { count: ended })}</Notice>}
        <TextField
          name="current"
          type="password"
          label={say('currentPassword')}
          value={current}
          onValue={setCurrent}
          autocomplete="current-password"
          error={doing.problemOf('current')}
        />
        <TextField
          name="next"
          type="password"
          label={say('nextPassword')}
          help={say('nextHelp')}
          value={next}
          onValue={setNext}
          autocomplete="new-password"
          error={doing.problemOf('next')}
        />
        <div class="actions">
          <button type="submit" class="primary" disabled={doing.busy}>
            {say('changePassword')}
          </button>
        </div>
      </form>
    </section>
  );
}

function OtherSessions() {
  const doing = useDoing();
  const [ended, setEnded] = useState<number>();
  return (
    <section class="panel">
      <h2>{say('sessions')}</h2>
      {doing.problem ? <Notice tone="bad">{doing.problem}</Notice> : null}
      {ended === undefined ? null : <Notice tone="good">{say('ended', { count: ended })}</Notice>}
      <button
        type="button"
        disabled={doing.busy}
        onClick={() => doing.run(async () => setEnded((await endOtherSessions()).endedSessions))}
      >
        {say('endOthers')}
      </button>
    </section>
  );
}
