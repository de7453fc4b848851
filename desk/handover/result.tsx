import { handoverText as say } from '../messages/handover.ts';
import { DataTable } from '../shell/data-table.tsx';
import { Notice } from '../shell/notice.tsx';
import type { HandedOver } from '../wire/handover.ts';

/** What went to whom, and which accounts were closed with it. */
export function Result(props: { name: string; handed: HandedOver; nameOf: (id: string | null) => string }) {
  const { handedOver, closedAccounts } = props.handed;
  return (
    <section aria-labelledby="handed-heading">
      <Notice tone="good">
        <p>{say('done', { name: props.name, count: handedOver.length })}</p>
        {closedAccounts.length > 0 ? <p>{say('doneAccounts', { accounts: closedAccounts.join('、') })}</p> : null}
      </Notice>
      {handedOver.length > 0 ? (
        <>
          <h2 id="handed-heading">{say('handedOver')}</h2>
          <DataTable
            caption={say('handedOver')}
            rows={handedOver}
            keyOf={(one) => `${one.businessKey}:${one.successorId}`}
            empty=""
            columns={[
              {
                key: 'number',
                heading: say('number'),
                part: 'lead',
                // Administrators do not read petitions: the number alone, for those who do.
                cell: (one) => one.businessKey ?? say('noNumber'),
              },
              { key: 'takenBy', heading: say('takenBy'), cell: (one) => props.nameOf(one.successorId) },
            ]}
          />
        </>
      ) : (
        <h2 id="handed-heading" class="unseen">
          {say('handedOver')}
        </h2>
      )}
    </section>
  );
}
