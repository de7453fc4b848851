import { table } from '../table.ts';

/** A value too long to be copied at every step. Documents and history rows name it; it goes with its root's history. */
export interface LargeValue {
  id: string;
  rootId: string;
  text: string;
}

export const largeValueTable = table<LargeValue>(
  'history_large_value',
  { id: 'text', rootId: 'text', text: 'text' },
  { insertOnly: true },
);
