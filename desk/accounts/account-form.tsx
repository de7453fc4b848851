import { useState } from 'preact/hooks';
import { identityText as say } from '../messages/identity.ts';
import { Dialog } from '../shell/dialog.tsx';
import { useDoing } from '../shell/doing.ts';
import { Notice } from '../shell/notice.tsx';
import { TextField } from '../shell/text-field.tsx';
import { type AccountFields, createAccount, type ListedAccount, updateAccount } from '../wire/identity.ts';
import { roleLabels } from './role-labels.ts';
import '../shell/dialog.css';

const TEXTS = [
  ['areaCode', 'area'],
  ['unitId', 'unit'],
  ['agentId', 'agent'],
  ['expertId', 'expert'],
  ['oidcSubject', 'subject'],
] as const;

const EMPTY: AccountFields = {
  name: '',
  roles: [],
  areaCode: null,
  unitId: null,
  agentId: null,
  expertId: null,
  active: true,
  oidcSubject: null,
};

/** A new account, or changes of one. */
export function AccountForm(props: { before: ListedAccount | undefined; onClose: (message?: string) => void }) {
  const { before } = props;
  const doing = useDoing();
  const [account, setAccount] = useState(before?.account ?? '');
  const [fields, setFields] = useState<AccountFields>(() => {
    const { name, roles, areaCode, unitId, agentId, expertId, active, oidcSubject } = before ?? EMPTY;
    return { name, roles, areaCode, unitId, agentId, expertId, active, oidcSubject };
  });
  const save = async () => {
    if (before) {
      await updateAccount(before.account, fields);
      props.onClose();
    } else {
      const made = await createAccount(account.trim(), fields);
      props.onClose(
        made.password === null ? undefined : say('oneTime', { account: made.account, password: made.password }),
      );
    }
  };
  const toggle = (role: string, on: boolean) =>
    setFields({ ...fields, roles: on ? [...fields.roles, role] : fields.roles.filter((one) => one !== role) });
  return (
    <Dialog title={before ? before.account : say('newAccount')} close={say('close')} onClose={() => props.onClose()}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          doing.run(save);
        }}
      >
        {doing.problem ? <Notice tone="bad">{doing.problem}</Notice> : null}
        <div class="field-grid">
          <TextField
            name="account"
            label={say('account')}
            value={account}
            onValue={setAccount}
            disabled={before !== undefined}
            error={doing.problemOf('account')}
          />
          <TextField
            name="name"
            label={say('name')}
            value={fields.name}
            onValue={(name) => setFields({ ...fields, name })}
            error={doing.problemOf('name')}
          />
          {TEXTS.map(([field, label]) => (
            <TextField
              key={field}
              name={field}
              label={say(label)}
              value={fields[field] ?? ''}
              onValue={(value) => setFields({ ...fields, [field]: value.trim() === '' ? null : value.trim() })}
              error={doing.problemOf(field)}
            />
          ))}
        </div>
        <fieldset class="role-ticks">
          <legend>{say('roles')}</legend>
          {Object.entries(roleLabels()).map(([role, label]) => (
            <label key={role} class="tick">
              <input
                type="checkbox"
                checked={fields.roles.includes(role)}
                onChange={(event) => toggle(role, event.currentTarget.checked)}
              />
              {label}
            </label>
          ))}
        </fieldset>
        {doing.problemOf('roles') ? <Notice tone="bad">{doing.problemOf('roles')}</Notice> : null}
        <label class="tick">
          <input
            type="checkbox"
            checked={fields.active}
            onChange={(event) => setFields({ ...fields, active: event.currentTarget.checked })}
          />
          {say('active')}
        </label>
        <div class="actions">
          <button type="submit" class="primary" disabled={doing.busy}>
            {say('save')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
