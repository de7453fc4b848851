import type { TypedValue } from './expressions/typed-value.ts';
import type { Element, Flow } from './model/graph.ts';
import type { Instance, Node, Subscription } from './state.ts';
import type { Token } from './token.ts';

/** What a behaviour may say comes next. `run.ts` is the only loop that carries steps out, the first of a list first. */
export type Step =
  /** A token reaches an element of `scope`, by a flow unless an event put it there. */
  | {
      readonly do: 'enter';
      readonly scope: Token;
      readonly element: Element;
      readonly flow: Flow | null;
      /** The event it waits for has come already: it passes straight on. */
      readonly triggered?: true;
    }
  /** A token that was placed at its element goes in. */
  | { readonly do: 'arrive'; readonly token: Token; readonly triggered?: true }
  /** The element's behaviour takes over. */
  | { readonly do: 'execute'; readonly token: Token }
  /** The element's work begins: scope, listeners to events, input mappings, behaviour. */
  | { readonly do: 'begin'; readonly token: Token; readonly triggered?: true }
  /** The element's work is done: output mappings, end of the activity, then its outgoing flows (or only `flows`). */
  | {
      readonly do: 'leave';
      readonly token: Token;
      readonly flows?: readonly Flow[];
      /** It ends since nobody caught its error: it is not completed, so there is nothing to undo later. */
      readonly uncaught?: true;
      /** Its asynchronous continuation is behind it. */
      readonly waited?: true;
    }
  /** The token goes on over its outgoing flows; its activity has ended already. */
  | { readonly do: 'depart'; readonly token: Token; readonly flows?: readonly Flow[] }
  /**
   * One token of `scope` is gone: the scope completes when it was the last.
   * `instance` is what is left of it when it was an instance inside a multi-instance body.
   */
  | { readonly do: 'childEnded'; readonly scope: Token; readonly instance?: Node }
  /** A BPMN error is thrown at the token. */
  | { readonly do: 'throwError'; readonly token: Token; readonly code: string; readonly message: string | null }
  /** An escalation is thrown at the token; what follows runs unless the token was interrupted. */
  | { readonly do: 'escalate'; readonly token: Token; readonly code: string | null }
  /** A signal is broadcast to all who listen, in this family and in others. */
  | {
      readonly do: 'broadcast';
      readonly name: string;
      readonly variables: Readonly<Record<string, TypedValue>>;
      /** Of the instances that it starts. */
      readonly businessKey: string | null;
    }
  /** One subscription hears its event, with variables, unless it is gone by now. */
  | {
      readonly do: 'hear';
      readonly subscription: Subscription;
      readonly variables: Readonly<Record<string, TypedValue>>;
    }
  /** A conditional subscription is evaluated, since a variable changed. */
  | { readonly do: 'check'; readonly subscription: Subscription }
  /** The completed scope at the token is undone, by `handler` or by the handlers inside it. */
  | { readonly do: 'compensateScope'; readonly token: Token; readonly handler: Element }
  /** All that the token's event compensates is undone. */
  | { readonly do: 'compensated'; readonly token: Token }
  /** The scope around the token ends with all that is in it. */
  | { readonly do: 'terminate'; readonly token: Token }
  /** A called instance ended: its results go to the call activity's token. */
  | { readonly do: 'resume'; readonly token: Token; readonly called: Instance }
  /** Cancels the token with all below it. */
  | { readonly do: 'cancel'; readonly token: Token };
