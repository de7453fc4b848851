/** Values of the variables a person sets by completing a task. */
export type TaskAnswer = Readonly<Record<string, string | number | boolean | null>>;

/** Which unit a person names when the table leaves it open: by role, the nearest one upward. */
export interface UnitChoice {
  lead: string;
  cooperating?: readonly string[];
}

/** What the petitioner answers after a round. */
export interface Rating {
  overall: 'verySatisfied' | 'satisfied' | 'basically' | 'unsatisfied';
  carriedOut: 'yes' | 'no' | 'partly';
  wantsReopen?: boolean;
}

/** Something a person sends of their own accord, once, while a task of that name is open. */
export interface Initiative {
  whileOpen: string;
  message: 'withdrawal' | 'unit-objection' | 'extension-request';
  body: Readonly<Record<string, string | number>>;
}

/** What must be true of a petition in the end; what is left out is not looked at. */
export interface Expectation {
  state: string;
  outcome?: string;
  decision?: string;
  /** Role of the unit that answers, and roles of units that cooperate (others may too). */
  lead?: string;
  cooperating?: readonly string[];
  /** Level of the first agent, and the highest level that took part. */
  firstLevel?: string;
  highestLevel?: string;
  /** Elements that must have been passed, and that must not. */
  passes?: readonly string[];
  avoids?: readonly string[];
  round?: number;
  /** At least this many supervision orders. */
  orders?: number;
  sealed?: boolean;
}

/** What the people of one sample do. */
export interface Script {
  number: number;
  /** As the list of samples says it. */
  expected: string;
  expects: Expectation;
  /** Answers that differ from what people usually do; a list has one entry per round. */
  answers?: Readonly<Record<string, TaskAnswer | readonly TaskAnswer[]>>;
  /** What superior agents find, by their level; `advise` where nothing is said. */
  diagnosis?: Readonly<Record<string, string>>;
  unit?: UnitChoice;
  /** A task that is left lying until the register shows this many escalations. */
  idleUntilEscalations?: Readonly<Record<string, number>>;
  /** Days a task takes here where they differ from the usual ones. */
  effortDays?: Readonly<Record<string, number>>;
  /** One per round; satisfied where nothing is said. */
  ratings?: readonly Rating[];
  initiative?: Initiative;
}
