import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, openRegister, QINGJIANG, type Register, registerOne } from './open-register.ts';

const DAY_MS = 86_400_000;
type Input = Record<string, unknown>;
/** A piece of work; an input may need what an earlier one answered. */
type Work = readonly [topic: string, input: Input | ((answers: ReadonlyMap<string, Input>) => Input)];

const person = (number: number) => ({ name: `样例居民${number}`, phone: `0000-${1_000_000 + number}` });
const statement = (purpose: string, loopCounter: number): Work => [
  'record-statement',
  { purpose, speakerIds: 'party-1,party-2', loopCounter, statement: 'yes' },
];
const review = (answers: ReadonlyMap<string, Input>) => ({ reviewId: answers.get('start-review')?.['reviewId'] });

const letter = (answers: ReadonlyMap<string, Input>) => ({ docId: answers.get('render-document')?.['docId'] });

const DISPUTE: readonly Work[] = [
  ['screen-dispute', {}],
  statement('consent', 0),
  statement('signature', 0),
  statement('signature', 1),
  ['invite-experts', { expertKinds: 'lawyer', quorum: 1 }],
  ['collect-opinions', { purpose: 'consent', quorum: 1 }],
  ['register-agreement', { oral: false, partyCount: 2, performancePeriod: 'P30D' }],
  ['start-confirmation-window', { amount: 30, unit: 'day' }],
  ['send-to-court', {}],
  ['close-dispute', { disputeOutcome: 'failed' }],
];
const SUGGESTION: readonly Work[] = [
  ['start-suggestion-clock', { amount: 60, unit: 'day', replyReminderPeriod: 'P50D' }],
  ['screen-suggestion', {}],
  ['record-screening', { screening: 'study', track: 'long' }],
  statement('argument', 0),
  ['list-proposers', { verdict: 'feasible' }],
  ['record-instruction', {}],
  ['publish-conversion', { conversionKind: 'service', rewarded: false }],
  ['close-suggestion', { verdict: 'feasible' }],
];
const PETITION: readonly Work[] = [
  ['start-suggestion', {}],
  ['record-opinion', { opinionResult: 'notSupport', carryOutPeriod: 'P30D' }],
  ['render-document', { template: 'handlingOpinion', recipient: 'petitioner', leadUnitId: 'unit-990101-housing' }],
  ['seal-and-number', letter],
  ['record-delivery', letter],
  ['start-review', {}],
  ['start-review-clock', (said) => ({ ...review(said), amount: 30, unit: 'day', reviewReminderPeriod: 'P20D' })],
  ['pause-clock', (said) => ({ ...review(said), hearingExcluded: true })],
  ['resume-clock', (said) => ({ ...review(said), pausedAt: said.get('pause-clock')?.['pausedAt'] })],
  ['record-review', (said) => ({ ...review(said), reviewDecision: 'uphold' })],
  ['mark-final', {}],
];

describe.each(DATABASES)('given work on %s that a worker does again because its answer was lost', (database) => {
  let register: Register;
  const keys: Record<string, string> = {};
  beforeAll(async () => {
    register = await openRegister({ database });
    const place = { areaCode: QINGJIANG, subjectCode: 'neighbour' };
    const dispute = { ...place, content: '两家为楼道堆物争吵，都愿意谈。', parties: [person(1), person(2)] };
    const suggestion = {
      ...place,
      ...person(3),
      title: '路口的信号灯',
      problem: '路口早晚高峰行人过街时间太短，老人常常走不完。',
      proposal: '把路口的行人绿灯延长十秒，并加装倒计时牌。',
    };
    keys['dispute'] = (await register.post('/disputes', dispute)).json().businessKey;
    keys['suggestion'] = (await register.post('/suggestions', suggestion)).json().businessKey;
    keys['petition'] = await registerOne(register);
  });
  afterAll(() => register.close());

  /** What the register keeps, but when a statement was last confirmed and how far the sending of messages has come. */
  async function dump(): Promise<Record<string, unknown>> {
    const kept: Record<string, unknown> = {};
    for (const table of ['petition', 'person', 'audit', 'statement', 'review', 'document']) {
      const rows: Input[] = await register.knex(`casework_${table}`).orderBy('id');
      kept[table] = rows.map(({ stated_at: _at, ...row }) => row);
    }
    for (const table of ['agreement', 'dispute', 'suggestion']) {
      kept[table] = await register.knex(`casework_${table}`).orderBy('petition_id');
    }
    kept['outbox'] = await register.knex('casework_outbox').orderBy('id').select('id', 'body');
    return kept;
  }

  it.each([
    ['dispute', DISPUTE],
    ['suggestion', SUGGESTION],
    ['petition', PETITION],
  ] as const)(
    'when each step of a %s is asked for twice, a day apart, then the answer is the same and nothing is done twice',
    async (book, works) => {
      const answers = new Map<string, Input>();
      for (const [number, [topic, given]] of works.entries()) {
        const input = { taskId: `${book}-${number}`, ...(typeof given === 'function' ? given(answers) : given) };
        const first = await register.work(topic, keys[book] ?? '', input);
        expect(first.statusCode, `${topic}: ${first.body}`).toBe(200);
        const kept = await dump();
        register.clock.advanceBy(DAY_MS);
        const second = await register.work(topic, keys[book] ?? '', input);
        expect([topic, second.statusCode, second.json()]).toEqual([topic, 200, first.json()]);
        expect(await dump(), topic).toEqual(kept);
        answers.set(topic, first.json());
      }
    },
  );
});
