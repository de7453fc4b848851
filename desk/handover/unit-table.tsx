import { handoverText as say } from '../messages/handover.ts';
import { DataTable } from '../shell/data-table.tsx';
import type { ListedUnit } from '../wire/handover.ts';

/** The units of the house; open ones can be closed. */
export function UnitTable(props: {
  units: readonly ListedUnit[];
  nameOf: (id: string | null) => string;
  areaOf: (code: string) => string;
  onClose: (unit: ListedUnit) => void;
}) {
  return (
    <section aria-labelledby="units-heading">
      <h2 id="units-heading">{say('units')}</h2>
      <DataTable
        caption={say('units')}
        rows={props.units}
        keyOf={(unit) => unit.id}
        empty={say('none')}
        columns={[
          { key: 'name', heading: say('name'), part: 'lead', cell: (unit) => <strong>{unit.name}</strong> },
          { key: 'area', heading: say('area'), cell: (unit) => props.areaOf(unit.areaCode) },
          {
            key: 'state',
            heading: say('state'),
            cell: (unit) => (
              <span class="badge">
                {unit.closed ? say('closed', { name: props.nameOf(unit.successorId) }) : say('inUse')}
              </span>
            ),
          },
          {
            key: 'actions',
            heading: say('actions'),
            cell: (unit) =>
              unit.closed ? (
                '—'
              ) : (
                <button
                  type="button"
                  aria-label={say('closeNamed', { name: unit.name })}
                  onClick={() => props.onClose(unit)}
                >
                  {say('closeUnit')}
                </button>
              ),
          },
        ]}
      />
    </section>
  );
}
