import { expect, test } from 'vitest';
import { eventText } from '../../desk/petition/event-text.ts';
import { valueText } from '../../desk/petition/value-text.ts';

const names = { agent: (id: string) => id, codes: undefined };

test.each([
  [true, '是'],
  [false, '否'],
])('given an event that says %s, when it is told, then it says so in words', (same, word) => {
  const at = '2026-11-26T00:00:00.000Z';
  const { detail } = eventText({ action: 'likenessDecided', actor: null, at, detail: { other: 'XF-1', same } }, names);
  expect(detail).toContain(`：${word}`);
  expect(detail).not.toContain(String(same));
  expect(valueText(same)).toBe(word);
});
