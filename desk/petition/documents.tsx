import { petitionText as say } from '../messages/petition.ts';
import { DataTable } from '../shell/data-table.tsx';
import { minuteText } from '../shell/when.ts';
import type { PetitionDocument } from '../wire/register.ts';

/** The letters of the petition; each opens as plain text. */
export function Documents(props: { documents: readonly PetitionDocument[] }) {
  return (
    <DataTable
      caption={say('documents')}
      rows={props.documents}
      keyOf={(document) => document.documentId}
      empty={say('documentsNone')}
      columns={[
        {
          key: 'title',
          heading: say('document'),
          part: 'lead',
          cell: (document) => (
            <a href={`/api/documents/${encodeURIComponent(document.documentId)}`} target="_blank" rel="noopener">
              {document.title}
            </a>
          ),
        },
        { key: 'no', heading: say('documentNo'), cell: (document) => document.documentNo ?? '—' },
        { key: 'round', heading: say('round'), numeric: true, cell: (document) => document.round },
        { key: 'created', heading: say('created'), cell: (document) => minuteText(document.createdAt) },
        { key: 'sent', heading: say('sent'), cell: (document) => minuteText(document.sentAt) },
        { key: 'delivered', heading: say('delivered'), cell: (document) => minuteText(document.deliveredAt) },
      ]}
    />
  );
}
