import { petitionText as say } from '../messages/petition.ts';
import { termText } from '../messages/terms.ts';
import { DataTable } from '../shell/data-table.tsx';
import { minuteText } from '../shell/when.ts';
import { labelOf } from '../wire/code-labels.ts';
import type { CodeLists, Petition } from '../wire/register.ts';

/** Supervision orders sent to units, and each time the lead moved up a level. */
export function Supervision(props: { petition: Petition; codes: CodeLists | undefined }) {
  const { petition, codes } = props;
  return (
    <>
      <h3 class="panel-heading">{say('orders')}</h3>
      <DataTable
        caption={say('orders')}
        rows={petition.supervisionOrders}
        keyOf={(order) => order.orderNo}
        empty={say('ordersNone')}
        columns={[
          { key: 'no', heading: say('orderNo'), part: 'lead', cell: (order) => <strong>{order.orderNo}</strong> },
          { key: 'unit', heading: say('unit'), cell: (order) => order.unitName ?? order.unitId },
          { key: 'reason', heading: say('reason'), cell: (order) => termText('trigger', order.reason) },
          { key: 'degree', heading: say('degree'), cell: (order) => termText('degree', order.degree) },
          { key: 'issued', heading: say('issued'), cell: (order) => minuteText(order.issuedAt) },
          {
            key: 'reply',
            heading: say('reply'),
            cell: (order) => (order.reply === null ? '—' : `${minuteText(order.repliedAt)} ${order.reply}`),
          },
        ]}
      />
      <h3 class="panel-heading">{say('escalations')}</h3>
      <DataTable
        caption={say('escalations')}
        rows={petition.escalations}
        keyOf={(escalation) => `${escalation.at}:${escalation.trigger}`}
        empty={say('escalationsNone')}
        columns={[
          {
            key: 'trigger',
            heading: say('trigger'),
            part: 'lead',
            cell: (escalation) => <strong>{termText('trigger', escalation.trigger)}</strong>,
          },
          { key: 'at', heading: say('at'), cell: (escalation) => minuteText(escalation.at) },
          {
            key: 'from',
            heading: say('fromLevel'),
            cell: (escalation) => labelOf(codes, 'level', escalation.fromLevel),
          },
          {
            key: 'to',
            heading: say('targetLevel'),
            cell: (escalation) => labelOf(codes, 'level', escalation.targetLevel),
          },
          { key: 'action', heading: say('action'), cell: (escalation) => termText('action', escalation.action) },
          { key: 'degree', heading: say('degree'), cell: (escalation) => termText('degree', escalation.degree) },
        ]}
      />
    </>
  );
}
