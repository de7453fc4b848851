import { useEffect, useState } from 'preact/hooks';
import { identityText as say } from '../messages/identity.ts';
import { type Column, DataTable } from '../shell/data-table.tsx';
import { useDoing } from '../shell/doing.ts';
import { Frame } from '../shell/frame.tsx';
import { reasonOf } from '../shell/http.ts';
import { useLanguage } from '../shell/language.ts';
import { useLoaded } from '../shell/loaded.ts';
import { Notice } from '../shell/notice.tsx';
import { minuteText } from '../shell/when.ts';
import { dropSecondFactor, endSessions, type ListedAccount, listAccounts, resetPassword } from '../wire/identity.ts';
import { AccountForm } from './account-form.tsx';
import { roleLabels } from './role-labels.ts';
import { TokenList } from './token-list.tsx';
import '../shell/data-table.css';

/** The administrators' page: who may sign in, and which programs may fetch tasks. */
export function AccountsPage() {
  const language = useLanguage();
  const accounts = useLoaded(listAccounts, []);
  const doing = useDoing();
  const [open, setOpen] = useState<ListedAccount | 'new'>();
  const [told, setTold] = useState<string>();
  useEffect(() => {
    document.title = language === 'en' ? 'Accounts and tokens · Community Home' : '账号与令牌 · 群众工作之家';
  }, [language]);
  const act = (work: () => Promise<string | undefined>) =>
    doing.run(async () => {
      setTold(await work());
      accounts.reload();
    });
  const columns: Column<ListedAccount>[] = [
    { key: 'account', heading: say('account'), part: 'lead', cell: (row) => <strong>{row.account}</strong> },
    { key: 'name', heading: say('name'), cell: (row) => row.name },
    {
      key: 'roles',
      heading: say('roles'),
      cell: (row) => row.roles.map((role) => roleLabels()[role] ?? role).join('、'),
    },
    { key: 'area', heading: say('area'), cell: (row) => row.areaCode ?? '—' },
    { key: 'state', heading: say('state'), cell: stateOf },
    {
      key: 'actions',
      heading: say('actions'),
      cell: (row) => (
        <div class="actions">
          <button type="button" onClick={() => setOpen(row)}>
            {say('edit')}
          </button>
          <button type="button" onClick={() => act(async () => say('oneTime', await resetPassword(row.account)))}>
            {say('resetPassword')}
          </button>
          {row.sessions > 0 ? (
            <button
              type="button"
              onClick={() => act(async () => say('ended', { count: (await endSessions(row.account)).endedSessions }))}
            >
              {say('endSessions')}
            </button>
          ) : null}
          {row.secondFactor ? (
            <button
              type="button"
              onClick={() =>
                act(async () => {
                  await dropSecondFactor(row.account);
                  return undefined;
                })
              }
            >
              {say('dropSecondFactor')}
            </button>
          ) : null}
        </div>
      ),
    },
  ];
  return (
    <Frame place="accounts">
      <div class="page-head">
        <h1>{say('accountsTitle')}</h1>
        <div class="actions">
          <button type="button" class="primary" onClick={() => setOpen('new')}>
            {say('newAccount')}
          </button>
        </div>
      </div>
      {accounts.error ? <Notice tone="bad">{say('failed', { reason: reasonOf(accounts.error) })}</Notice> : null}
      {doing.problem ? <Notice tone="bad">{doing.problem}</Notice> : null}
      {told ? <Notice tone="good">{told}</Notice> : null}
      <section>
        <h2>{say('accounts')}</h2>
        <DataTable
          caption={say('accounts')}
          columns={columns}
          rows={accounts.value ?? []}
          keyOf={(row) => row.account}
          empty={say('noAccounts')}
        />
      </section>
      <TokenList />
      {open ? (
        <AccountForm
          before={open === 'new' ? undefined : open}
          onClose={(message) => {
            setOpen(undefined);
            if (message) setTold(message);
            accounts.reload();
          }}
        />
      ) : null}
    </Frame>
  );
}

function stateOf(row: ListedAccount) {
  const states = [
    row.active ? '' : say('inactive'),
    row.lockedUntil ? say('locked', { until: minuteText(row.lockedUntil) }) : '',
    row.sample ? say('sample') : '',
    row.secondFactor ? say('secondFactor') : '',
    row.sessions > 0 ? say('signedInCount', { count: row.sessions }) : '',
  ].filter(Boolean);
  return states.length === 0
    ? '—'
    : states.map((state) => (
        <span key={state} class="badge">
          {state}
        </span>
      ));
}
