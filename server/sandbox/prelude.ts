/**
 * What a realm is made of before the first script: JavaScript, evaluated inside the sandbox. It is given `host`, the one
 * function that leads outside (text in, text out), and answers `begin`, `run` and `clear`.
 *
 * - Everything that comes with the language is frozen, so that no script can leave something in it for the next one.
 * - Scripts are evaluated as the body of a function: their `var`, `let` and functions die with it. What they assign without
 *   declaring lands on the global object and is taken off again by `clear`.
 * - `eval` itself is out of reach: an indirect one could make bindings that nobody can take off.
 * - `Date` and `Math.random` read what the run was given.
 */
export const PRELUDE = `(function (host) {
'use strict';
const global = globalThis;
const { parse, stringify } = JSON;
const { ownKeys, getPrototypeOf, getOwnPropertyDescriptor, defineProperty, construct, deleteProperty } = Reflect;
const RealDate = Date;
const handles = new WeakMap();
let now = 0;
let seed = 0;

class BpmnError extends Error {
  constructor(code, message) {
    super(message === undefined || message === null ? '' : String(message));
    this.name = 'BpmnError';
    this.errorCode = String(code);
  }
  getErrorCode() { return this.errorCode; }
  getMessage() { return this.message; }
}

function ask(...question) {
  const answer = parse(host(stringify(question)));
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer.value;
}

function encode(value) {
  switch (typeof value) {
    case 'boolean':
    case 'string':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : { t: 'double', v: String(value) };
    case 'bigint':
      return { t: 'long', v: String(value) };
    case 'object': {
      if (value === null) return null;
      const handle = handles.get(value);
      if (handle !== undefined) return { t: 'ref', v: handle };
      if (value instanceof RealDate) return { t: 'date', v: value.getTime() };
      return { t: 'json', v: stringify(value) };
    }
    default:
      return null;
  }
}

function decode(value) {
  if (typeof value !== 'object' || value === null) return value;
  switch (value.t) {
    case 'undefined': return undefined;
    case 'double': return Number(value.v);
    case 'long': return BigInt(value.v);
    case 'date': return new RealDate(value.v);
    case 'list': return list(value.v.map(decode));
    default: return wrap(value.v, value.kind);
  }
}

const listMethods = {
  get(index) { return this[index]; },
  size() { return this.length; },
  isEmpty() { return this.length === 0; },
  contains(item) { return this.includes(item); },
};
function list(items) {
  for (const name of ownKeys(listMethods)) defineProperty(items, name, { value: listMethods[name] });
  return items;
}

/** An object outside: each property is asked for, each method called there. A JSON tree ('object', 'array') can be listed too. */
function wrap(handle, kind) {
  const isArray = kind === 'array';
  const names = () => (kind === undefined ? [] : ask('keys', handle));
  const read = (name) => decode(ask('get', handle, name));
  const proxy = new Proxy(isArray ? [] : {}, {
    get(_target, name, receiver) {
      if (typeof name === 'symbol') {
        if (name === Symbol.toPrimitive) return () => ask('text', handle);
        return name === Symbol.iterator && isArray ? Array.prototype[Symbol.iterator].bind(receiver) : undefined;
      }
      if (name === 'toJSON') return kind === undefined ? undefined : () => parse(ask('json', handle));
      if (name === 'length' && isArray) return names().length;
      const found = ask('get', handle, name);
      if (isArray && found !== null && found.t === 'undefined') return Array.prototype[name];
      return found !== null && found.t === 'method' ? (...args) => decode(ask('call', handle, name, args.map(encode))) : decode(found);
    },
    set(_target, name) { throw new TypeError("'" + String(name) + "' cannot be assigned: call a method that sets it"); },
    deleteProperty(_target, name) { throw new TypeError("'" + String(name) + "' cannot be deleted: call a method that removes it"); },
    defineProperty() { throw new TypeError('nothing can be defined on this object'); },
    setPrototypeOf() { return false; },
    preventExtensions() { return false; },
    getPrototypeOf() { return isArray ? Array.prototype : Object.prototype; },
    has(_target, name) { return names().includes(name); },
    ownKeys() { return isArray ? [...names(), 'length'] : names(); },
    getOwnPropertyDescriptor(target, name) {
      if (name === 'length' && isArray) return getOwnPropertyDescriptor(target, name);
      return names().includes(name) ? { value: read(name), enumerable: true, configurable: true, writable: true } : undefined;
    },
  });
  handles.set(proxy, handle);
  return proxy;
}

const spin = (name) => (...args) => decode(ask('function', name, args.map(encode)));
const S = spin('S');
const XML = spin('XML');
const json = spin('JSON');
const spinJson = Object.assign(function JSON(text) { return json(text); }, { parse, stringify });
defineProperty(spinJson, Symbol.toStringTag, { value: 'JSON' });

function FixedDate(...parts) {
  if (new.target === undefined) return new RealDate(now).toString();
  return construct(RealDate, parts.length === 0 ? [now] : parts, new.target === FixedDate ? RealDate : new.target);
}
FixedDate.prototype = RealDate.prototype;
Object.assign(FixedDate, { parse: RealDate.parse, UTC: RealDate.UTC, now: () => now });
defineProperty(RealDate.prototype, 'constructor', { value: FixedDate });
defineProperty(FixedDate, 'name', { value: 'Date' });
defineProperty(FixedDate, 'length', { value: 7 });
Math.random = () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
};

const classes = { 'org.camunda.bpm.engine.delegate.BpmnError': BpmnError, 'org.camunda.spin.Spin': { S, XML, JSON: spinJson } };
const silent = () => {};
const given = {
  BpmnError, S, XML, JSON: spinJson, Date: FixedDate, print: silent,
  console: { log: silent, info: silent, warn: silent, error: silent, debug: silent },
  org: { camunda: { bpm: { engine: { delegate: { BpmnError } } }, spin: { Spin: classes['org.camunda.spin.Spin'] } } },
  Java: {
    type(name) {
      if (Object.hasOwn(classes, name)) return classes[name];
      throw new Error("there are no Java classes here, so no '" + name + "'; use an external task for what needs them");
    },
  },
};
for (const name of ownKeys(given)) defineProperty(global, name, { value: given[name], configurable: true });

// A function of its own for each script, which finds it in 'arguments.callee'.
const evaluator = Function('eval', 'return () => function () { return eval(arguments[0]); }')(eval);
deleteProperty(global, 'eval');
deleteProperty(global, 'Atomics');
deleteProperty(global, 'SharedArrayBuffer');

// Objects inherit from these: a frozen data property could not even be shadowed by assigning to it.
function letBeShadowed(holder) {
  for (const name of ownKeys(holder)) {
    const { value, configurable, enumerable, get } = getOwnPropertyDescriptor(holder, name);
    if (get !== undefined || !configurable || typeof name === 'symbol' || name === '__proto__') continue;
    defineProperty(holder, name, {
      get: () => value,
      set(assigned) {
        if (this === holder) throw new TypeError("'" + name + "' belongs to the language and cannot be changed");
        defineProperty(this, name, { value: assigned, writable: true, enumerable: true, configurable: true });
      },
      enumerable,
      configurable: false,
    });
  }
}
for (const type of [Object, Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, BpmnError]) letBeShadowed(type.prototype);

const frozen = new Set();
const open = [global, BpmnError, getPrototypeOf(function* () {}), getPrototypeOf(async function () {}), getPrototypeOf(async function* () {}),
  getPrototypeOf([][Symbol.iterator]()), getPrototypeOf(new Map().entries()), getPrototypeOf(new Set().values()),
  getPrototypeOf(''[Symbol.iterator]()), getPrototypeOf(/x/[Symbol.matchAll]('')), handles, listMethods];
while (open.length > 0) {
  const next = open.pop();
  if (next === null || (typeof next !== 'object' && typeof next !== 'function') || frozen.has(next)) continue;
  frozen.add(next);
  open.push(getPrototypeOf(next));
  for (const name of ownKeys(next)) {
    const { value, get, set } = getOwnPropertyDescriptor(next, name);
    open.push(value, get, set);
  }
  if (next !== global) Object.freeze(next);
}
for (const name of ownKeys(global)) {
  const property = getOwnPropertyDescriptor(global, name);
  if (property.configurable) defineProperty(global, name, 'value' in property ? { writable: false, configurable: false } : { configurable: false });
}
const own = new Set(ownKeys(global));

function offer(name, read) {
  if (own.has(name)) return;
  let value;
  let known = false;
  defineProperty(global, name, {
    get() {
      if (!known) value = read();
      known = true;
      return value;
    },
    set(assigned) {
      value = assigned;
      known = true;
    },
    enumerable: true,
    configurable: true,
  });
}

return {
  /** The result, encoded: ['value', v], ['bpmnError', code, message] or ['failed', reason, stack]. */
  run(input) {
    const { source, names, objects, now: at, seed: first } = parse(input);
    now = at;
    seed = first;
    for (const name of names) offer(name, () => decode(ask('variable', name)));
    objects.forEach((name, handle) => offer(name, () => wrap(handle)));
    try {
      return stringify(['value', encode(evaluator()('let eval; ' + source))]);
    } catch (error) {
      if (error instanceof BpmnError) return stringify(['bpmnError', error.errorCode, error.message === '' ? null : error.message]);
      if (error instanceof Error) return stringify(['failed', error.name + ': ' + error.message, String(error.stack)]);
      return stringify(['failed', String(error), '']);
    }
  },
  /** Takes off what a script left on the global object. False: something stays, the realm must not be used again. */
  clear() {
    for (const name of ownKeys(global)) if (!own.has(name) && !deleteProperty(global, name)) return false;
    return Object.isExtensible(global);
  },
};
})`;
