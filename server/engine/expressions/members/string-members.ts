import { elInteger } from '../el-value.ts';
import { EvaluationFailure } from '../expression-error.ts';
import { beanMembers, type MemberTable, method, textArgument, wholeArgument } from './member-table.ts';

function checkRange(text: string, begin: number, end: number): void {
  if (begin < 0 || end > text.length || begin > end) {
    throw new EvaluationFailure('other', `begin ${begin}, end ${end}, length ${text.length}`);
  }
}

/** What `repeat` may make. */
const MOST_CHARACTERS = 1_000_000;

/** The text that a pattern means literally. @throws EvaluationFailure for one that means more: such patterns can take for ever */
function literalPattern(pattern: string): string {
  const text = pattern.replaceAll(/\\([^A-Za-z0-9])/g, '$1');
  const special = /[.*+?^${}()|[\]\\]/;
  if (special.test(pattern.replaceAll(/\\[^A-Za-z0-9]/g, '')))
    throw new EvaluationFailure('other', `'${pattern}' is a regular expression; only literal texts can split here`);
  return text;
}

/** As Java splits: empty texts at the end are left out. */
function split(text: string, separator: string): string[] {
  const parts = text.split(separator);
  if (separator !== '') while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return parts;
}

/** Methods of `java.lang.String`. Lengths and positions count UTF-16 units, as Java's do. */
export const stringMembers: MemberTable<string> = beanMembers<string>(
  {},
  {
    length: method(0, (text) => elInteger(text.length)),
    isEmpty: method(0, (text) => text.length === 0),
    isBlank: method(0, (text) => text.trim() === ''),
    trim: method(0, (text) => text.trim()),
    strip: method(0, (text) => text.trim()),
    toUpperCase: method(0, (text) => text.toUpperCase()),
    toLowerCase: method(0, (text) => text.toLowerCase()),
    toString: method<string>(0, (text) => text),
    equals: method(1, (text, args) => args[0] === text),
    equalsIgnoreCase: method(1, (text, args) => textArgument(args, 0).toLowerCase() === text.toLowerCase()),
    contains: method(1, (text, args) => text.includes(textArgument(args, 0))),
    startsWith: method(1, (text, args) => text.startsWith(textArgument(args, 0))),
    endsWith: method(1, (text, args) => text.endsWith(textArgument(args, 0))),
    indexOf: method(1, (text, args) => elInteger(text.indexOf(textArgument(args, 0)))),
    lastIndexOf: method(1, (text, args) => elInteger(text.lastIndexOf(textArgument(args, 0)))),
    concat: method(1, (text, args) => text + textArgument(args, 0)),
    replace: method(2, (text, args) => text.replaceAll(textArgument(args, 0), () => textArgument(args, 1))),
    split: method(1, (text, args) => ({ type: 'List', items: split(text, literalPattern(textArgument(args, 0))) })),
    repeat: method(1, (text, args) => {
      const count = wholeArgument(args, 0);
      if (count < 0) throw new EvaluationFailure('other', `count is negative: ${count}`);
      if (count * text.length > MOST_CHARACTERS) throw new EvaluationFailure('other', 'the text would become too long');
      return text.repeat(count);
    }),
    charAt: method(1, (text, args) => {
      const at = wholeArgument(args, 0);
      checkRange(text, at, at + 1);
      return text.charAt(at);
    }),
    compareTo: method(1, (text, args) => {
      const other = textArgument(args, 0);
      return elInteger(text < other ? -1 : text > other ? 1 : 0);
    }),
    substring: {
      min: 1,
      max: 2,
      call(text, args) {
        const begin = wholeArgument(args, 0);
        const end = args.length > 1 ? wholeArgument(args, 1) : text.length;
        checkRange(text, begin, end);
        return text.slice(begin, end);
      },
    },
  },
);
