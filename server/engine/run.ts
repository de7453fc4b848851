import { behaviors } from './behaviors/behaviors.ts';
import { BpmnError, markThrown, thrownAt } from './bpmn-error.ts';
import { type Changes, newChanges } from './changes.ts';
import { onVariableWrite } from './conditions.ts';
import { EngineError } from './engine-error.ts';
import type { RunEnvironment } from './environment.ts';
import type { CompiledExpression } from './expressions/compile-expression.ts';
import type { DecisionRows, ExpressionScope } from './expressions/expression-scope.ts';
import type { TypedValue } from './expressions/typed-value.ts';
import { carryOut } from './lifecycle.ts';
import type { EvaluatedList } from './loop-instances.ts';
import type { Element } from './model/graph.ts';
import type { Family, Instance, Node } from './state.ts';
import type { Step } from './steps.ts';
import type { Token } from './token.ts';
import { isAlive } from './tree.ts';
import { type SeenBeside, TokenScope, type VariableWrite, VariableWriter, type WriteRecorder } from './variables.ts';

/** Steps that an instance of a multi-instance activity may take beside the run's own: how many there are is known beforehand. */
const STEPS_PER_INSTANCE = 50;

/**
 * One run: tokens of a family move until every one waits, and what changed is collected.
 * A run that throws leaves the family half changed; the caller throws that object away and reads it again.
 */
export class Run implements WriteRecorder {
  readonly environment: RunEnvironment;
  /** The families this run may touch, by root id: the one it was called for, and those that a signal reaches. */
  readonly families = new Map<string, Family>();
  readonly changes: Changes;
  readonly now: number;
  readonly pathOnly: boolean;
  readonly variables: VariableWriter;
  /** What the business rule task at a node has just decided: its output mappings may read it. */
  decisionResults: WeakMap<Node, DecisionRows> | undefined;
  /** Nodes whose end listeners were told: a cancellation that follows does not tell them again. */
  readonly endTold = new Set<Node>();
  /** Listeners are not told, as the caller asked. */
  skipListeners = false;
  /** What an instance called that is ended from outside goes on by itself, as the caller asked. */
  leavesCalled = false;
  /** Mappings of variables are left out, as the caller asked. */
  skipMappings = false;
  /**
   * Instances that stay though their last token is gone, while somebody sets and takes their tokens by hand; `true` when
   * the last one came to its end by itself.
   */
  readonly held = new Map<Instance, boolean>();
  /** Lists that multi-instance bodies run over, by body. */
  readonly lists = new Map<Node, EvaluatedList>();
  readonly #writes: VariableWrite[] = [];
  #steps = 0;
  #stepLimit: number;
  #instances = 0;

  constructor(environment: RunEnvironment, family: Family | null, changes: Changes = newChanges()) {
    this.environment = environment;
    this.#stepLimit = environment.limits.steps;
    if (family) this.families.set(family.rootId, family);
    this.changes = changes;
    this.now = environment.now;
    this.pathOnly = environment.pathOnly ?? false;
    this.variables = new VariableWriter(this);
  }

  newId(): string {
    return this.environment.newId();
  }

  /** What is written may set off conditional events. A method, and no closure of each run: those kept whole runs alive (ADR 8). */
  wrote(write: VariableWrite): void {
    const { definitions, wrote } = this.environment;
    if (definitions.process(write.instance.definitionId).graph.hasConditions) this.#writes.push(write);
    wrote?.(write);
  }

  /**
   * The only loop: carries out steps and all that follow from them, depth first, in the order given.
   * @param first the steps to begin with, or what answers them: a BPMN error it throws is thrown in the diagram
   */
  proceed(first: readonly Step[] | (() => readonly Step[])): void {
    const stack: Step[] = [];
    push(stack, typeof first === 'function' ? this.#attempt(first) : first);
    push(stack, this.#conditions());
    for (;;) {
      const step = stack.pop();
      if (step) {
        this.#count(step);
        push(stack, this.#carryOut(step));
        if (this.#writes.length > 0) push(stack, this.#conditions());
        continue;
      }
      const released = this.#releaseJoins();
      if (released.length === 0) return;
      push(stack, released);
    }
  }

  /** The token that stands at `node`. */
  token(instance: Instance, node: Node): Token {
    const definition = this.environment.definitions.process(instance.definitionId);
    const element = definition.graph.elements.get(node.element);
    if (!element)
      throw new EngineError(
        'ProcessEngineException',
        `element '${node.element}' is not in process definition '${instance.definitionId}'`,
      );
    return { family: this.familyOf(instance), instance, node, element, definition };
  }

  /** The family of an instance. */
  familyOf(instance: Instance): Family {
    return this.families.get(instance.rootId)!;
  }

  /** The token of the scope around `token`; undefined at the process instance. */
  parentOf(token: Token): Token | undefined {
    const parent = token.node.parent ? token.instance.nodes[token.node.parent] : undefined;
    return parent && this.token(token.instance, parent);
  }

  /** What an expression at `token` sees. */
  scopeAt(token: Token, beside?: SeenBeside): ExpressionScope {
    const decisionResult = this.decisionResults?.get(token.node);
    const all = decisionResult ? { ...beside, decisionResult } : beside;
    return new TokenScope(this.variables, token, this.environment, all);
  }

  evaluate(token: Token, expression: CompiledExpression): TypedValue {
    if (expression.isLiteral) return { type: 'String', value: expression.source };
    try {
      return expression.evaluateTyped(this.scopeAt(token));
    } catch (error) {
      throw markThrown(error, token);
    }
  }

  /** Evaluates listeners, whose values do not matter. */
  listen(token: Token, listeners: readonly CompiledExpression[], eventName: string): void {
    if (listeners.length === 0 || this.skipListeners) return;
    const scope = new TokenScope(this.variables, token, this.environment, { eventName });
    thrownAt(token, () => {
      for (const listener of listeners) listener.evaluate(scope);
    });
  }

  /** The text an expression gives; null for null and for no expression. */
  text(token: Token, expression: CompiledExpression | null): string | null {
    if (!expression) return null;
    if (expression.isLiteral) return expression.source;
    let value: unknown;
    try {
      value = expression.evaluate(this.scopeAt(token));
    } catch (error) {
      throw markThrown(error, token);
    }
    return value === null || value === undefined ? null : String(value);
  }

  /** Tokens at inclusive joins go on when no other token can reach the join any more, though none arrived just now. */
  #releaseJoins(): readonly Step[] {
    for (const instance of this.changes.instances.values()) {
      if (!instance) continue;
      const { inclusiveJoins } = this.environment.definitions.process(instance.definitionId).graph;
      if (inclusiveJoins.size === 0) continue;
      for (const node of Object.values(instance.nodes)) {
        if (node.phase !== 'joining' || !inclusiveJoins.has(node.element)) continue;
        const steps = behaviors['inclusive-gateway'].recheck!(this, this.token(instance, node));
        if (steps.length > 0) return steps;
      }
    }
    return [];
  }

  /** Conditional events to look at, since variables were written in the last step. */
  #conditions(): readonly Step[] {
    if (this.#writes.length === 0) return [];
    return this.#writes.splice(0).flatMap((write) => onVariableWrite(this, write));
  }

  /** The steps that follow a step; when it throws a BPMN error, the step that throws it where it was thrown. */
  #carryOut(step: Step): readonly Step[] {
    try {
      return carryOut(this, step);
    } catch (error) {
      return [thrownIn(error, 'token' in step ? step.token : undefined)];
    }
  }

  /** The steps `work` answers, or the one that throws its BPMN error. */
  #attempt(work: () => readonly Step[]): readonly Step[] {
    try {
      return work();
    } catch (error) {
      return [thrownIn(error, undefined)];
    }
  }

  /** Counts instances of a multi-instance activity before they are made. @throws EngineError when they are too many for one run */
  countInstances(activity: Element, instances: number): void {
    this.#instances += instances;
    const { limits } = this.environment;
    if (this.#instances <= limits.instances) return;
    throw new EngineError(
      'ProcessEngineException',
      `stopped at ${this.#instances} instances of multi-instance activities in one run, at element '${activity.id}': at most ${limits.instances} are made without a wait state or an asynchronous continuation`,
    );
  }

  /** An instance of a multi-instance activity begins, with steps of its own. */
  instanceBegins(): void {
    this.#stepLimit += STEPS_PER_INSTANCE;
    this.environment.instanceBegins();
  }

  /** Counts one step. @throws EngineError when it is one too many */
  #count(step: Step): void {
    this.#steps += 1;
    if (this.#steps <= this.#stepLimit) return;
    throw new EngineError(
      'ProcessEngineException',
      `stopped after ${this.#stepLimit} steps without a wait state, at element '${elementOf(step)?.id ?? ''}': a loop must contain a wait state or an asynchronous continuation`,
    );
  }
}

/** The step that throws a BPMN error where it was thrown; throws what is no such error, or has no such place any more. */
function thrownIn(error: unknown, at: Token | undefined): Step {
  const token = error instanceof BpmnError ? (error.token ?? at) : undefined;
  if (!(error instanceof BpmnError) || !token || !isAlive(token.instance, token.node)) throw error;
  return { do: 'throwError', token, code: error.errorCode, message: error.errorMessage };
}

function elementOf(step: Step): Element | undefined {
  if ('token' in step) return step.token.element;
  if ('scope' in step && step.do === 'childEnded') return step.scope.element;
  return 'element' in step ? step.element : undefined;
}

function push(stack: Step[], steps: readonly Step[]): void {
  for (let index = steps.length - 1; index >= 0; index -= 1) stack.push(steps[index]!);
}
