import { describe, expect, it } from 'vitest';
import type { ScriptEnd } from '../../server/engine/scripts/script-sandbox.ts';
import { openSandbox } from '../../server/sandbox/open-sandbox.ts';

const sandbox = await openSandbox({ timeMs: 250, memoryBytes: 32 * 1024 * 1024, textLength: 1_000_000 });

function run(source: string, ask: (question: string) => string = () => '{"value":null}'): ScriptEnd {
  return sandbox.run({ source, now: 0, seed: 1, names: ['amount'], objects: ['execution'], ask });
}
const resultOf = (source: string): unknown => {
  const end = run(source);
  return end.kind === 'value' ? JSON.parse(end.value) : end;
};
const reasonOf = (source: string): string => {
  const end = run(source);
  return end.kind === 'failed' ? end.reason : `${end.kind}`;
};

describe('a script that takes too much is stopped, and the next one runs', () => {
  it.each([
    ['an endless loop', 'while (true) {}', /^stopped after 250 ms$/],
    ['an endless loop that catches', 'for (;;) { try { while (true) {} } catch (e) {} }', /^stopped after 250 ms$/],
    ['a regular expression that never comes back', '/^(a+)+$/.test("a".repeat(50) + "b")', /^stopped after 250 ms$/],
    ['an endless toString', '({ toJSON() { while (true) {} } })', /^stopped after 250 ms$/],
    [
      'a list that grows',
      'const all = []; while (true) all.push(new Array(100000).fill(1))',
      /out of memory|stopped after/,
    ],
    ['a text that doubles', 'let text = "x"; while (true) text += text', /out of memory|too long|stopped after/],
    ['one huge list', 'new Array(1e9).fill(0).length', /out of memory|stopped after/],
    ['one huge text', '"x".repeat(1e9)', /out of memory|invalid/],
    ['a recursion without end', '(function down() { return 1 + down() })()', /stack overflow/],
    [
      'a recursion that catches',
      '(function down() { try { down() } finally { down() } })()',
      /stack overflow|stopped after/,
    ],
    [
      'a huge result',
      '"x".repeat(2000000)',
      /^a value of 2\d+ characters is too large: a script may hand over 1000000$/,
    ],
    ['a huge question', 'S("x".repeat(2000000))', /characters is too large/],
    ['a circle as its result', 'const a = {}; a.a = a; a', /circular/],
  ])('%s', (_name, source, reason) => {
    expect(reasonOf(source)).toMatch(reason);
    expect(resultOf('1 + 1')).toBe(2);
  });
});

describe('a script finds nothing of the process it runs in', () => {
  it.each([
    'process',
    'require',
    'module',
    'Buffer',
    'fetch',
    'setTimeout',
    'std',
    'os',
    'WebAssembly',
    'eval',
    'SharedArrayBuffer',
    'host',
    'ask',
    'importScripts',
    'load',
    'quit',
  ])('%s', (name) => {
    expect(resultOf(`typeof ${name}`)).toBe('undefined');
    expect(resultOf(`typeof globalThis.${name}`)).toBe('undefined');
    expect(resultOf(`Function("return typeof ${name}")()`)).toBe('undefined');
  });

  it.each([
    ['through a constructor', 'execution.constructor.constructor("return typeof process")()', 'undefined'],
    ['through a method of the outside', 'execution.getId.constructor("return typeof process")()', 'undefined'],
    ['through a prototype', 'Object.getPrototypeOf(execution) === Object.prototype', true],
    ['through a stack', 'try { null.x } catch (e) { /node|\\/|realm/.test(e.stack) }', false],
    ['through an import', 'typeof import("node:fs").then', 'function'],
  ])('%s', (_name, source, expected) => {
    const script = source.includes('getId')
      ? run(source, () => '{"value":{"t":"method"}}')
      : run(source, () => '{"value":{"t":"undefined"}}');
    if (source.includes('execution.constructor')) expect(script.kind).toBe('failed');
    else expect(script).toEqual({ kind: 'value', value: JSON.stringify(expected) });
  });

  it('a Java class is refused by name', () => {
    expect(reasonOf("Java.type('java.lang.Runtime')")).toMatch(/no Java classes here, so no 'java.lang.Runtime'/);
  });
});

describe('a script leaves nothing for the next one', () => {
  it.each([
    ['a name it did not declare', 'leak = 1', 'typeof leak', 'undefined'],
    [
      'a name it declared',
      'var leak = 1; let other = 2; function third() {}',
      'typeof leak + typeof other + typeof third',
      'undefinedundefinedundefined',
    ],
    ['a global property', 'globalThis.leak = 1', 'typeof leak', 'undefined'],
    [
      'a global property that cannot be deleted',
      'Object.defineProperty(globalThis, "leak", { value: 1 }); 1',
      'typeof leak',
      'undefined',
    ],
    ['a property of every object', 'Object.prototype.leak = 1', '({}).leak === undefined', true],
    ['a property of every object, by way of __proto__', '({}).__proto__.leak = 1', '({}).leak === undefined', true],
    ['a parsed __proto__', 'JSON.parse(\'{"__proto__":{"leak":1}}\').leak', '({}).leak === undefined', true],
    [
      'another built-in',
      'Array.prototype.map = () => 666; Math.max = () => 666; JSON = 1; Date = 1',
      '[1].map((n) => n + 1)[0] + Math.max(1, 2) + JSON.stringify([1])',
      '4[1]',
    ],
    [
      'a hidden built-in',
      'Object.getPrototypeOf(function* () {}).leak = 1; 1',
      'Object.getPrototypeOf(function* () {}).leak === undefined',
      true,
    ],
    ['a property of its own function', 'arguments.callee.leak = 1; 1', 'arguments.callee.leak === undefined', true],
    [
      'a property of its caller',
      'const up = arguments.callee.caller; if (up) up.leak = 1; 1',
      'const up = arguments.callee.caller; up ? up.leak === undefined : true',
      true,
    ],
    ['a promise', 'Promise.resolve().then(() => { leak = 1 }); 1', 'typeof leak', 'undefined'],
    ['an async function', '(async () => { await null; leak = 1 })(); 1', 'typeof leak', 'undefined'],
    ['a closed global object', 'Object.preventExtensions(globalThis); 1', 'leak = 2; leak', 2],
    ['an indirect eval', 'try { (0, eval)("let leak = 1") } catch (e) {}', 'typeof leak', 'undefined'],
    ['a variable it changed', 'amount = 77', 'amount', null],
    ['another time', 'Date.now = () => 7; 1', 'Date.now()', 0],
  ])('%s', (_name, first, second, expected) => {
    run(first);
    expect(resultOf(second)).toEqual(expected);
  });

  it('after a thousand scripts in a row, of which some fail', () => {
    for (let index = 0; index < 1000; index += 1) {
      const end = run(index % 10 === 3 ? 'throw new Error("no")' : `var n = ${index}; kept = n; n * 2`);
      expect(end).toEqual(
        index % 10 === 3
          ? { kind: 'failed', reason: 'Error: no at line 1' }
          : { kind: 'value', value: String(index * 2) },
      );
    }
    expect(resultOf('typeof kept + typeof n')).toBe('undefinedundefined');
  });
});

describe('what scripts commonly do still works', () => {
  it.each([
    ['a class with its own toString', 'class P { toString() { return "p" } } String(new P())', 'p'],
    ['a prototype', 'function P() {} P.prototype.toString = function () { return "p" }; String(new P())', 'p'],
    [
      'an error of its own',
      'class E extends Error { constructor() { super("m"); this.name = "E" } } String(new E())',
      'E: m',
    ],
    [
      'a property named like a built-in',
      'const o = {}; o.constructor = 1; o.toString = 2; o.constructor + o.toString',
      3,
    ],
    ['dates', 'new Date(Date.UTC(2026, 0, 31)).toISOString()', '2026-01-31T00:00:00.000Z'],
    ['JSON', 'JSON.stringify(JSON.parse("[1,2]").map((n) => n * 2))', '[2,4]'],
    ['printing', 'print("a"); console.log("b"); 1', 1],
    ['generators, maps, destructuring', 'const { a = 1, ...rest } = { b: 2 }; [...new Map([[a, rest.b]])][0][1]', 2],
    ['numbers at the edges', '[-(2 ** 31), 2 ** 53, 1e300, -0].length', 4],
  ])('%s', (_name, source, expected) => {
    expect(resultOf(source)).toEqual(expected);
  });
});
