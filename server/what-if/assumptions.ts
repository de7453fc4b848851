/** Something a result takes for granted, by name; the pages say it in the reader's language. */
export type Assumption = (typeof ASSUMPTIONS)[number];

/** All that a result takes for granted. It is shown with every result. */
export const ASSUMPTIONS = [
  /** Where a step still exists, its recorded outcome and the time it took are used again, whoever does it and whenever it begins. */
  'outcomesReused',
  /** Who did it knew nothing of the change: people decide as they did. */
  'peopleUnchanged',
  /** For a step that a petition did not meet, outcome and time are drawn from others at the same step, or its topic; with the seed. */
  'drawnFromSameStep',
  /** For a step that nobody ever met only a time is drawn, from steps of the same role; it answers nothing. */
  'newStepsAnswerNothing',
  /** What was taken away before its end is taken to have needed longer than that, as others did. */
  'cutShort',
  /** Nobody's unasked initiative is invented: withdrawals, objections and requests come as recorded, at the same distance. */
  'noNewInitiatives',
  /** Dates move with the step that sets them; days off are not looked at. */
  'datesMove',
  /** Escalation facts, levels, periods and watch times are worked out anew from the tables. */
  'rulesWorkedOut',
  /** A changed table holds for all petitions of the period, also where each keeps the version it began with. */
  'changedForAll',
  /** Each petition is replayed alone: more work for a person does not make the person slower. */
  'noQueues',
] as const;
