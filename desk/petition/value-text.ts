import { petitionText as say } from '../messages/petition.ts';
import { minuteText } from '../shell/when.ts';

const ENGINE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}$/;

/** A variable's value as a reader sees it: times in the office's zone, yes and no in words, structures as JSON, `—` for none. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'string') return ENGINE_TIME.test(value) ? minuteText(value) : value === '' ? '""' : value;
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
