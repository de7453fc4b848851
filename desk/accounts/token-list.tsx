import { useState } from 'preact/hooks';
import { identityText as say } from '../messages/identity.ts';
import { type Column, DataTable } from '../shell/data-table.tsx';
import { useDoing } from '../shell/doing.ts';
import { useLoaded } from '../shell/loaded.ts';
import { Notice } from '../shell/notice.tsx';
import { TextField } from '../shell/text-field.tsx';
import { minuteText } from '../shell/when.ts';
import { createToken, type ListedToken, listTokens, revokeToken } from '../wire/identity.ts';

/** Tokens of programs: made here, shown once, revoked here. */
export function TokenList() {
  const tokens = useLoaded(listTokens, []);
  const doing = useDoing();
  const [name, setName] = useState('');
  const [topics, setTopics] = useState('');
  const [made, setMade] = useState<string>();
  const columns: Column<ListedToken>[] = [
    { key: 'name', heading: say('name'), part: 'lead', cell: (row) => <strong>{row.name}</strong> },
    { key: 'topics', heading: say('topics'), cell: (row) => row.topics.join(' ') },
    { key: 'madeAt', heading: say('madeAt'), cell: (row) => minuteText(row.createdAt) },
    {
      key: 'actions',
      heading: say('actions'),
      cell: (row) => (
        <button
          type="button"
          onClick={() =>
            doing.run(async () => {
              await revokeToken(row.id);
              tokens.reload();
            })
          }
        >
          {say('revoke')}
        </button>
      ),
    },
  ];
  return (
    <section>
      <h2>{say('tokens')}</h2>
      <p class="faint">{say('tokensHelp')}</p>
      {doing.problem ? <Notice tone="bad">{doing.problem}</Notice> : null}
      {made ? (
        <Notice tone="good">
          <span class="secret">{say('tokenMade', { token: made })}</span>
        </Notice>
      ) : null}
      <form
        class="panel"
        onSubmit={(event) => {
          event.preventDefault();
          doing.run(async () => {
            const answer = await createToken(name, topics.split(/[\s,，]+/).filter(Boolean));
            setMade(answer.token);
            setName('');
            setTopics('');
            tokens.reload();
          });
        }}
      >
        <div class="field-grid">
          <TextField name="name" label={say('name')} value={name} onValue={setName} error={doing.problemOf('name')} />
          <TextField
            name="topics"
            label={say('topics')}
            value={topics}
            onValue={setTopics}
            error={doing.problemOf('topics')}
          />
        </div>
        <div class="actions">
          <button type="submit" class="primary" disabled={doing.busy}>
            {say('makeToken')}
          </button>
        </div>
      </form>
      <DataTable
        caption={say('tokens')}
        columns={columns}
        rows={tokens.value ?? []}
        keyOf={(row) => row.id}
        empty={say('noTokens')}
      />
    </section>
  );
}
