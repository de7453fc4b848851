import { petitionText as say } from '../messages/petition.ts';
import { DataTable } from '../shell/data-table.tsx';
import { type PersonInFull, revealPersons } from '../wire/register.ts';
import { ReasonForm } from './reason-form.tsx';

const ROLES: Readonly<Record<string, 'persons' | 'representative' | 'member'>> = {
  petitioner: 'persons',
  representative: 'representative',
  member: 'member',
};

/** Names, numbers and addresses in full, as the register gave them for a reason. */
export function PersonTable(props: { persons: readonly PersonInFull[] }) {
  return (
    <DataTable
      caption={say('personsFull')}
      rows={props.persons}
      keyOf={(person) => JSON.stringify(person)}
      empty={say('personsNone')}
      columns={[
        { key: 'name', heading: say('name'), part: 'lead', cell: (person) => person.name || say('anonymous') },
        { key: 'role', heading: say('role'), cell: (person) => say(ROLES[person.role] ?? 'otherRole') },
        { key: 'phone', heading: say('phone'), cell: (person) => person.phone ?? '—' },
        { key: 'idNo', heading: say('idNo'), cell: (person) => person.idNo ?? '—' },
        { key: 'address', heading: say('address'), cell: (person) => person.address ?? '—' },
      ]}
    />
  );
}

/** Whoever handles the petition sees its persons in full once they say why. */
export function Persons(props: { businessKey: string }) {
  return (
    <section class="persons" aria-labelledby="persons-heading">
      <h2 id="persons-heading">{say('personsFull')}</h2>
      <ReasonForm
        button={say('personsOpen')}
        open={async (reason) => (await revealPersons(props.businessKey, reason)).persons}
        shown={(persons) => <PersonTable persons={persons} />}
      />
    </section>
  );
}
