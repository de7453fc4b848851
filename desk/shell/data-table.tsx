import type { ComponentChildren } from 'preact';

/** One column: its heading, what a row shows under it, and what it is for on a phone. */
export interface Column<Row> {
  key: string;
  heading: string;
  cell: (row: Row) => ComponentChildren;
  /** `lead` becomes the card's first line on a phone; other columns follow with their heading beside them. */
  part?: 'lead';
  /** Numbers stand right. */
  numeric?: boolean;
}

/**
 * A table that becomes a list of cards on a narrow screen (by CSS alone, the semantics stay those of a table).
 * `empty` is shown when there is no row.
 */
export function DataTable<Row>(props: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  empty: string;
  markOf?: (row: Row) => string | undefined;
}) {
  if (props.rows.length === 0) return <p class="empty">{props.empty}</p>;
  return (
    <table class="data-table">
      <caption class="unseen">{props.caption}</caption>
      <thead>
        <tr>
          {props.columns.map((column) => (
            <th key={column.key} scope="col" class={column.numeric ? 'numeric' : undefined}>
              {column.heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={props.keyOf(row)} class={props.markOf?.(row)}>
            {props.columns.map((column) => (
              <td
                key={column.key}
                data-heading={column.heading}
                class={[column.part, column.numeric ? 'numeric' : ''].filter(Boolean).join(' ') || undefined}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
