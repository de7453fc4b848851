import { termText } from '../messages/terms.ts';
import type { RegisterEvent } from '../wire/register.ts';
import { valueText } from './value-text.ts';

/** A register event in words: what was done, and its particulars as `key：value` in one line. */
export function eventText(event: RegisterEvent): { what: string; detail: string } {
  const { detail } = event;
  const particulars =
    typeof detail === 'object' && detail !== null && !Array.isArray(detail)
      ? Object.entries(detail)
          .filter(([, value]) => value !== null && value !== '')
          .map(([name, value]) => `${name}：${valueText(value)}`)
          .join('；')
      : '';
  return { what: termText('event', event.action), detail: particulars };
}
