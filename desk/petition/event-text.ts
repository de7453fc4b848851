import { logText, valueWords } from '../messages/register-log.ts';
import { termText } from '../messages/terms.ts';
import { minuteText } from '../shell/when.ts';
import { labelOf } from '../wire/code-labels.ts';
import type { CodeLists, RegisterEvent } from '../wire/register.ts';
import { valueText } from './value-text.ts';

/** What turns ids and codes into words: agents and units by id, and the register's code lists. */
export interface Names {
  agent: (id: string) => string;
  codes: CodeLists | undefined;
}

const CODE_LISTS: Readonly<Record<string, string>> = { channel: 'channel', petitionKind: 'kind' };

function particular(name: string, value: unknown, names: Names): string {
  if (Array.isArray(value)) return value.map((each) => particular(name, each, names)).join('、') || '—';
  if (typeof value !== 'string') return valueText(value);
  const list = CODE_LISTS[name];
  if (list) return labelOf(names.codes, list, value);
  if (name === 'trigger' || name === 'cause' || name === 'reason') return termText('trigger', value);
  if (name === 'degree') return termText('degree', value);
  const words = valueWords(name, value);
  if (words !== undefined) return words;
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return minuteText(value);
  return names.agent(value);
}

/** A register event in words: what was done, and its particulars as `name：value` in one line. */
export function eventText(event: RegisterEvent, names: Names): { what: string; detail: string } {
  const { detail } = event;
  const particulars =
    typeof detail === 'object' && detail !== null && !Array.isArray(detail)
      ? Object.entries(detail)
          .filter(([, value]) => value !== null && value !== '')
          .map(([name, value]) => `${logText('detail', name)}：${particular(name, value, names)}`)
          .join('；')
      : '';
  return { what: logText('event', event.action), detail: particulars };
}
