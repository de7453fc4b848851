import { useEffect, useState } from 'preact/hooks';
import { identityText as say } from '../messages/identity.ts';
import { useDoing } from '../shell/doing.ts';
import { Frame } from '../shell/frame.tsx';
import { useLanguage } from '../shell/language.ts';
import { useLoaded } from '../shell/loaded.ts';
import { Notice } from '../shell/notice.tsx';
import { TextField } from '../shell/text-field.tsx';
import { giveCode, lookUpPetition, type Own, readOwn, signIn } from '../wire/identity.ts';

const PROBLEMS = ['noAccount', 'providerRefused', 'providerUnavailable', 'notAllowed'] as const;
/** Printed in the README too; the server lets nobody in with it but accounts of the sample office. */
const SAMPLE_PASSWORD = 'sample-office-2026';

/** Where to go afterwards: an address of this server's own. */
function nextAddress(): string {
  const next = new URLSearchParams(location.search).get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) ? next : '/';
}

/** Looking up an own petition for residents, who come first, and signing in for people of the office. */
export function LoginPage() {
  const language = useLanguage();
  const own = useLoaded(readOwn, []);
  const [awaitsCode, setAwaitsCode] = useState(false);
  const problem = PROBLEMS.find((one) => one === new URLSearchParams(location.search).get('problem'));
  useEffect(() => {
    document.title = language === 'en' ? 'Look up or sign in · Community Home' : '查询与登录 · 群众工作之家';
  }, [language]);
  const enter = (told: Own) => {
    if (told.kind === 'secondFactor') setAwaitsCode(true);
    else location.assign(told.mustChangePassword ? '/account' : nextAddress());
  };
  return (
    <Frame place="login">
      <div class="page-head">
        <h1>{say('enter')}</h1>
      </div>
      {problem ? <Notice tone="bad">{say(problem)}</Notice> : null}
      <div class="panels">
        <section class="panel">
          <h2>{say('resident')}</h2>
          <p>{say('residentHelp')}</p>
          <PetitionForm />
        </section>
        <section class="panel">
          <h2>{say('staff')}</h2>
          {awaitsCode ? <CodeForm onDone={enter} /> : <PasswordForm own={own.value} onDone={enter} />}
        </section>
      </div>
    </Frame>
  );
}

function PasswordForm(props: { own: Own | undefined; onDone: (told: Own) => void }) {
  const doing = useDoing();
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        doing.run(async () => props.onDone(await signIn(account.trim(), password)));
      }}
    >
      {doing.problem ? <Notice tone="bad">{doing.problem}</Notice> : null}
      <TextField
        name="account"
        label={say('account')}
        value={account}
        onValue={setAccount}
        autocomplete="username"
        error={doing.problemOf('account')}
      />
      <TextField
        name="password"
        label={say('password')}
        type="password"
        value={password}
        onValue={setPassword}
        autocomplete="current-password"
        error={doing.problemOf('password')}
      />
      <div class="actions">
        <button type="submit" class="primary wide" disabled={doing.busy}>
          {say('signIn')}
        </button>
        {props.own?.ways?.elsewhere ? (
          <a class="button wide" href={`/api/session/elsewhere?next=${encodeURIComponent(nextAddress())}`}>
            {say('elsewhere')}
          </a>
        ) : null}
      </div>
      {props.own?.ways?.samples ? <p class="help faint">{say('samples', { password: SAMPLE_PASSWORD })}</p> : null}
    </form>
  );
}

function CodeForm(props: { onDone: (told: Own) => void }) {
  const doing = useDoing();
  const [code, setCode] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        doing.run(async () => props.onDone(await giveCode(code)));
      }}
    >
      {doing.problem ? <Notice tone="bad">{doing.problem}</Notice> : null}
      <TextField
        name="code"
        label={say('code')}
        help={say('codeHelp')}
        value={code}
        onValue={setCode}
        autocomplete="one-time-code"
        error={doing.problemOf('code')}
        focus
      />
      <div class="actions">
        <button type="submit" class="primary wide" disabled={doing.busy}>
          {say('confirm')}
        </button>
      </div>
    </form>
  );
}

function PetitionForm() {
  const doing = useDoing();
  const [businessKey, setBusinessKey] = useState('');
  const [code, setCode] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        doing.run(async () => {
          const found = await lookUpPetition(businessKey, code);
          location.assign(`/petitions/${encodeURIComponent(found.businessKey)}`);
        });
      }}
    >
      {doing.problem ? <Notice tone="bad">{doing.problem}</Notice> : null}
      <TextField
        name="businessKey"
        label={say('businessKey')}
        value={businessKey}
        onValue={setBusinessKey}
        error={doing.problemOf('businessKey')}
      />
      <TextField name="code" label={say('queryCode')} value={code} onValue={setCode} error={doing.problemOf('code')} />
      <div class="actions">
        <button type="submit" class="primary wide" disabled={doing.busy}>
          {say('lookUp')}
        </button>
      </div>
    </form>
  );
}
