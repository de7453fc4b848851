/** Values that readers stumble over: empty, huge, of another kind, expressions that lead nowhere. */
const NASTY = [
  '',
  ' ',
  '0',
  '-1',
  'NaN',
  '1e309',
  '99999999999999999999',
  'true',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  'toString',
  '\u{1F4A5}',
  '\u202e',
  '&#x0;',
  '&undefined;',
  '<',
  ']]>',
  '${',
  '${}',
  '${a.b.c}',
  '${__proto__}',
  '#{x}',
  '${1/0}',
  '=',
  'PT',
  'PT0S',
  'P999999999Y',
  'R/PT0S',
  'R999999999/PT0.001S',
  '-PT1S',
  '2026-02-31T00:00:00',
  '* * * * * *',
  'a'.repeat(5_000),
  '('.repeat(2_000),
  '[1..',
  'for i in 1..1000000000 return i',
  'if true then',
  '"',
  "'",
  'UNIQUE',
  'COLLECT',
  'string',
  'boolean',
  '/engine',
  '../../x',
];

type Mutation = (text: string, pick: (count: number) => number) => string;

const ATTRIBUTE = /(\s[\w:-]+)="([^"]*)"/g;
const ELEMENT = /<([\w:-]+)(\s[^<>]*)?(\/>|>[^<>]*<\/\1>)/g;
const TEXT = />([^<>]+)</g;

function matchesOf(text: string, pattern: RegExp): RegExpMatchArray[] {
  return [...text.matchAll(pattern)];
}

function splice(text: string, match: RegExpMatchArray | undefined, replacement: string): string {
  if (match?.index === undefined) return text;
  return text.slice(0, match.index) + replacement + text.slice(match.index + match[0].length);
}

function among<T>(list: readonly T[], pick: (count: number) => number): T | undefined {
  return list[pick(list.length)];
}

const MUTATIONS: readonly Mutation[] = [
  // An attribute gone, with another value, or with that of another attribute.
  (text, pick) => splice(text, among(matchesOf(text, ATTRIBUTE), pick), ''),
  (text, pick) => {
    const found = among(matchesOf(text, ATTRIBUTE), pick);
    return splice(text, found, `${found?.[1]}="${escaped(among(NASTY, pick) ?? '')}"`);
  },
  (text, pick) => {
    const all = matchesOf(text, ATTRIBUTE);
    const found = among(all, pick);
    return splice(text, found, `${found?.[1]}="${among(all, pick)?.[2] ?? ''}"`);
  },
  // An element gone, twice, elsewhere, or inside of itself many times.
  (text, pick) => splice(text, among(matchesOf(text, ELEMENT), pick), ''),
  (text, pick) => {
    const found = among(matchesOf(text, ELEMENT), pick);
    return splice(text, found, `${found?.[0]}${found?.[0]}`);
  },
  (text, pick) => {
    const [one, other] = [among(matchesOf(text, ELEMENT), pick), among(matchesOf(text, ELEMENT), pick)];
    return splice(text, one, other?.[0] ?? '');
  },
  (text, pick) => {
    const name = among(matchesOf(text, ELEMENT), pick)?.[1] ?? 'x';
    const depth = 1 + pick(300);
    return splice(text, among(matchesOf(text, ELEMENT), pick), `<${name}>`.repeat(depth) + `</${name}>`.repeat(depth));
  },
  // An element of another kind.
  (text, pick) => {
    const all = matchesOf(text, ELEMENT);
    const [from, to] = [among(all, pick)?.[1] ?? 'x', among(all, pick)?.[1] ?? 'y'];
    return text.replaceAll(new RegExp(`(</?)${from}(?=[\\s/>])`, 'g'), `$1${to}`);
  },
  // Another text.
  (text, pick) => splice(text, among(matchesOf(text, TEXT), pick), `>${escaped(among(NASTY, pick) ?? '')}<`),
  // Broken files.
  (text, pick) => text.slice(0, pick(text.length + 1)),
  (text, pick) => {
    const at = pick(text.length + 1);
    return text.slice(0, at) + String.fromCharCode(pick(0xd7ff)) + text.slice(at + 1);
  },
  (text, pick) => {
    const [at, length] = [pick(text.length + 1), pick(200)];
    return text.slice(0, at) + text.slice(at + length);
  },
  // JSON files know other values.
  (text, pick) => {
    const found = among(matchesOf(text, /:\s*("[^"]*"|\d+|true|false|null)/g), pick);
    return splice(
      text,
      found,
      `: ${among(['null', '[]', '{}', '-1', '1e400', '""', '"x"', 'true', '{"a":{"a":{}}}'], pick)}`,
    );
  },
];

/** Mostly as it must be written in XML, so that the value arrives; sometimes raw, so that the file is broken. */
function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** A file with one to four things changed. @param random numbers from 0 up to 1 */
export function mutate(text: string, random: () => number): string {
  const pick = (count: number): number => Math.floor(random() * count);
  let changed = text;
  for (let left = 1 + pick(4); left > 0; left -= 1) changed = MUTATIONS[pick(MUTATIONS.length)]!(changed, pick);
  return changed;
}
