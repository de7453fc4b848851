/** A table with personal data: its key, and the columns that are closed. Texts, and under `bytes` the contents of files. */
export interface ProtectedTable {
  table: string;
  key: string;
  columns: readonly string[];
  bytes?: readonly string[];
}

/** Everything of the register that is closed on the disk. What else there is: ids, codes, times, places, and how officials are called. */
export const PROTECTED_TABLES = [
  { table: 'person', key: 'id', columns: ['name', 'id_no', 'phone', 'address'] },
  { table: 'petition', key: 'id', columns: ['content', 'claims'] },
  { table: 'attachment', key: 'id', columns: ['file_name'], bytes: ['closed'] },
  { table: 'document', key: 'id', columns: ['content'] },
  { table: 'sealed', key: 'seal_no', columns: ['matter_sealed'] },
  { table: 'supervision_order', key: 'order_no', columns: ['reply'] },
  { table: 'rating', key: 'token', columns: ['answer'] },
  { table: 'recusal', key: 'id', columns: ['reason'] },
  { table: 'suggestion', key: 'petition_id', columns: ['title', 'problem', 'proposal', 'benefit', 'instruction'] },
  { table: 'review', key: 'id', columns: ['reason'] },
  { table: 'statement', key: 'id', columns: ['detail'] },
  { table: 'visit', key: 'id', columns: ['summary'] },
  { table: 'expert', key: 'id', columns: ['name', 'phone'] },
  { table: 'audit', key: 'id', columns: ['detail'] },
  { table: 'disclosure', key: 'id', columns: ['reason'] },
] as const satisfies readonly ProtectedTable[];

type Of<Table> = Table extends { table: infer Name extends string; columns: readonly (infer Column extends string)[] }
  ? `${Name}.${Column}`
  : never;

/** A closed column, as `person.name`; what is closed for one cannot be opened as another. */
export type ProtectedColumn = Of<(typeof PROTECTED_TABLES)[number]>;
