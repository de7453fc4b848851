import type { ElValue } from '../expressions/el-value.ts';
import { fromTyped, toJson } from '../expressions/el-value.ts';
import { EvaluationFailure } from '../expressions/expression-error.ts';
import type { ExpressionScope } from '../expressions/expression-scope.ts';
import { FUNCTIONS } from '../expressions/functions.ts';
import { textOf } from '../expressions/java-text.ts';
import { callMethod, hasMethod, hasProperty, readProperty } from '../expressions/members/members.ts';
import { ScriptObjects, type ScriptValue } from './script-value.ts';

/** Characters that one script may move in and out all together. */
const MOST_CHARACTERS = 100_000_000;

type Question =
  | ['variable', string]
  | ['get', number, string]
  | ['call', number, string, ScriptValue[]]
  | ['function', string, ScriptValue[]]
  | ['text' | 'json' | 'keys', number];

/** What JavaScript itself looks for on any object. */
const ABSENT = new Set(['constructor', 'valueOf', 'then', 'inspect', 'prototype']);

/**
 * Answers the questions of one running script: variables, and the objects and functions that expressions have too. What a
 * script may do is in the tables of `expressions/members`, nothing else.
 */
export class ScriptHost {
  readonly objects: ScriptObjects;
  /** Names of the objects it begins with, in the order of their handles. */
  readonly names: readonly string[];
  readonly #scope: ExpressionScope;
  #characters = 0;

  constructor(scope: ExpressionScope) {
    const { execution, task } = scope;
    this.#scope = scope;
    const first: [string, Exclude<ElValue, null>][] = [];
    if (execution) first.push(['execution', { type: 'execution', execution }]);
    if (task) first.push(['task', { type: 'task', task }]);
    this.names = first.map(([name]) => name);
    this.objects = new ScriptObjects(first.map(([, object]) => object));
  }

  /** @returns the text of `{ value }` or `{ error }` */
  ask(question: string): string {
    try {
      const answer = JSON.stringify({ value: this.#answer(JSON.parse(question) as Question) });
      this.#characters += question.length + answer.length;
      if (this.#characters > MOST_CHARACTERS) return JSON.stringify({ error: 'the script moves too much data' });
      return answer;
    } catch (error) {
      return JSON.stringify({ error: error instanceof Error ? error.message : String(error) });
    }
  }

  #answer(question: Question): unknown {
    const { objects } = this;
    switch (question[0]) {
      case 'variable': {
        const typed = this.#scope.get(question[1]);
        return typed === undefined ? { t: 'undefined' } : objects.encode(fromTyped(typed));
      }
      case 'get':
        return this.#property(objects.at(question[1]), question[2]);
      case 'call': {
        const [, handle, name, args] = question;
        const base = objects.at(handle);
        if (name === 'toString' && !hasMethod(base, name)) return textOf(base);
        const given = args.map((arg) => objects.decode(arg));
        return objects.encode(callMethod(base, name, given, this.#scope));
      }
      case 'function': {
        const [, name, args] = question;
        const target = FUNCTIONS.get(name);
        if (target === undefined) throw new EvaluationFailure('other', `there is no function '${name}'`);
        return objects.encode(
          target.call(
            args.map((arg) => objects.decode(arg)),
            this.#scope,
          ),
        );
      }
      case 'text':
        return textOf(objects.at(question[1]));
      case 'json':
        return JSON.stringify(toJson(objects.at(question[1])));
      case 'keys': {
        const base = objects.at(question[1]);
        return typeof base === 'object' && base.type === 'Json' ? Object.keys(base.json as object) : [];
      }
    }
  }

  #property(base: Exclude<ElValue, null>, name: string): ScriptValue {
    if (name === 'toString' || hasMethod(base, name)) return { t: 'method' };
    if (hasProperty(base, name)) return this.objects.encode(readProperty(base, name));
    const isTree = typeof base === 'object' && base.type === 'Json';
    if (isTree || ABSENT.has(name)) return { t: 'undefined' };
    throw new EvaluationFailure(
      'other',
      `there is no '${name}' on ${typeof base === 'object' ? base.type : typeof base}`,
    );
  }
}
