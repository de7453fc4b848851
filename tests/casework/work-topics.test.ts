import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WORK_TOPICS } from '../../server/casework/work/list.ts';
import { DATABASES, openRegister, QINGJIANG, type Register, registerOne, START_MS } from './open-register.ts';

const DAY_MS = 86_400_000;
const HOUSING = 'unit-990101-housing';
const TOWN = 'unit-990101001-town';
const day = (days: number) => new Date(START_MS + days * DAY_MS).toISOString();

describe.each(DATABASES)('on %s', (database) => {
  let register: Register;
  let key: string;
  beforeEach(async () => {
    register = await openRegister({ database });
    key = await registerOne(register);
  });
  afterEach(() => register.close());

  const page = async () => (await register.get(`/petitions/${key}`)).json<Record<string, unknown>>();
  const ask = async (topic: string, input: Record<string, unknown> = {}) =>
    (await register.work(topic, key, input)).json();

  /** As table `unit-watch` has it. */
  const WATCH = { firstShare: 0.5, secondShare: 0.8, reminderBefore: 'P10D' };

  describe('given work that must not be done twice', () => {
    it.each<[topic: string, input: Record<string, unknown>, table: string, rows: number]>([
      ['start-intake-clock', { amount: 15, unit: 'day', intakeReminderPeriod: 'P10D' }, 'petition', 31],
      ['report-urgent', { riskLevel: 3 }, 'audit', 1],
      ['start-handling-clock', { amount: 60, unit: 'day' }, 'audit', 1],
      ['send-to-unit', { leadUnitId: HOUSING, mode: 'forward', deadlineAt: day(60), ...WATCH }, 'unit_inbox', 1],
      ['divert-to-procedure', { legalRoute: 'court' }, 'diversion', 1],
      ['record-opinion', { opinionResult: 'support', carryOutPeriod: 'P30D', taskId: 'same' }, 'audit', 1],
      [
        'issue-supervision-order',
        { reason: 'unitLate', degree: 'letter', targetUnitId: HOUSING },
        'supervision_order',
        1,
      ],
      ['invite-rating', {}, 'rating', 1],
      ['render-document', { template: 'acceptanceNotice', recipient: 'petitioner' }, 'document', 1],
      ['record-withdrawal', {}, 'audit', 1],
      ['archive-file', {}, 'audit', 1],
      [
        'assign-agent',
        { cleanIds: `agent-${QINGJIANG}-1,agent-${QINGJIANG}-2`, agentLevel: 'community', taskId: 'same' },
        'audit',
        1,
      ],
      ['reopen-petition', { round: 1 }, 'audit', 1],
      ['conflict-check', { candidateIds: `agent-${QINGJIANG}-1`, taskId: 'same' }, 'audit', 1],
      [
        'record-decision',
        { petitionKind: 'appeal', route: 'competence', decision: 'forward', taskId: 'same' },
        'audit',
        1,
      ],
      [
        'next-level',
        { agentLevel: 'community', targetLevel: 'town', action: 'supervise', trigger: 'unitSilent', taskId: 'same' },
        'escalation',
        1,
      ],
      ['evaluate-escalation', { escalationCause: 'initial', taskId: 'same' }, 'audit', 1],
      ['send-reminder', { reminderOf: 'unitReceive', taskId: 'same' }, 'audit', 1],
      ['merge-into-open', {}, 'audit', 2],
      ['record-rating', { overall: 'satisfied' }, 'rating', 1],
    ])(
      'when %s is asked for again, even a day later, then the answer is the same and so are the tables',
      async (topic, input, table, rows) => {
        if (topic === 'merge-into-open') {
          const other = await registerOne(register);
          input['duplicateOf'] = (await register.get(`/petitions/${other}`)).json<{ petitionId: string }>().petitionId;
        }
        if (topic === 'invite-rating') await register.knex('casework_petition').update({ contact_by: 'phone' });
        const before = Number((await register.knex(`casework_${table}`).count({ n: '*' }))[0]?.['n']);
        const first = await register.work(topic, key, input);
        expect(first.statusCode, first.body).toBe(200);
        register.clock.advanceBy(DAY_MS);
        const second = await register.work(topic, key, input);
        expect(second.statusCode, second.body).toBe(200);
        // A decision keeps its audit row; the moment it answers is that of the answer.
        const timeless = ['record-decision'].includes(topic);
        if (!timeless) expect(second.json()).toEqual(first.json());
        const after = Number((await register.knex(`casework_${table}`).count({ n: '*' }))[0]?.['n']);
        expect(table === 'petition' ? after : after - before).toBe(rows);
      },
    );

    it('when every topic answers, then no answer holds a name, a phone or an address', async () => {
      const answers: string[] = [];
      const inputs = {
        amount: 60,
        unit: 'day',
        leadUnitId: HOUSING,
        leadUnitRole: 'housing',
        template: 'acceptanceNotice',
        recipient: 'petitioner',
        agentLevel: 'community',
        cleanIds: `agent-${QINGJIANG}-1`,
        escalationCause: 'initial',
        legalRoute: 'court',
        opinionResult: 'support',
        reason: 'unitLate',
        degree: 'letter',
        reminderOf: 'x',
        extensionDays: 5,
        sentAt: day(0),
        deadlineAt: day(60),
      };
      for (const { topic } of WORK_TOPICS) answers.push((await register.work(topic, key, inputs)).body);
      expect(answers).toHaveLength(WORK_TOPICS.length);
      expect(answers.join('\n')).not.toMatch(/样例居民|1234567/);
    });
  });

  describe('given the two clocks', () => {
    const handle = { amount: 60, unit: 'day' };

    it('when a petition is accepted, then 60 days are counted from the next day and roll on to a working day', async () => {
      // 60 days after 2026-11-24 is Saturday 2027-01-23.
      expect(await ask('start-handling-clock', handle)).toMatchObject({ deadlineAt: '2027-01-25T15:59:59.999Z' });
      expect(await page()).toMatchObject({ state: 'accepted', deadlineKind: 'handling' });
    });

    it('when it escalates, is reassigned or reopened, then the legal clock does not move', async () => {
      const { deadlineAt } = await ask('start-handling-clock', handle);
      register.clock.advanceBy(20 * DAY_MS);
      await ask('next-level', {
        agentLevel: 'community',
        targetLevel: 'town',
        action: 'supervise',
        trigger: 'unitSilent',
      });
      await ask('assign-agent', { cleanIds: `agent-${QINGJIANG}-2`, agentLevel: 'community' });
      await ask('reopen-petition', { round: 1 });
      await ask('start-handling-clock', handle);
      expect(await page()).toMatchObject({ deadlineAt, round: 2, level: 'community', highestLevel: 'town' });
    });

    it('when an extension is approved, then it moves once, by at most 30 days, and not after the deadline', async () => {
      const { deadlineAt } = await ask('start-handling-clock', handle);
      const request = { extendDays: 30, deadlineAt, reminderBefore: 'P10D' };
      expect(await ask('extend-deadline', { ...request, extensionDays: 31 })).toMatchObject({ code: 'ERR_VALIDATION' });
      const moved = await ask('extend-deadline', { ...request, extensionDays: 20, taskId: 'one' });
      expect(moved.deadlineAt).toBe('2027-02-15T15:59:59.999Z');
      expect(await ask('extend-deadline', { ...request, extensionDays: 20, taskId: 'one' })).toEqual(moved);
      expect(await ask('extend-deadline', { ...request, extensionDays: 5 })).toMatchObject({
        code: 'ERR_ALREADY_EXTENDED',
        variables: { deadlineAt: moved.deadlineAt },
      });
      const other = await registerOne(register);
      await register.work('start-handling-clock', other, handle);
      register.clock.advanceBy(90 * DAY_MS);
      expect((await register.work('extend-deadline', other, { ...request, extensionDays: 5 })).json()).toMatchObject({
        code: 'ERR_TOO_LATE',
      });
    });

    it('when a unit objects, then it may within five working days', async () => {
      const window = { sentAt: day(0), amount: 5, unit: 'workday' };
      register.clock.advanceTo(Date.parse('2026-12-01T15:00:00Z'));
      expect(await ask('check-objection-window', window)).toEqual({ objectionOpen: true });
      register.clock.advanceTo(Date.parse('2026-12-01T16:00:00Z'));
      expect(await ask('check-objection-window', window)).toMatchObject({ code: 'ERR_TOO_LATE' });
    });

    it('when a petition goes to a unit, then half and four fifths of its period are told, and a second round gets time', async () => {
      const { deadlineAt } = await ask('start-handling-clock', handle);
      const unit = { leadUnitId: HOUSING, mode: 'mandate', deadlineAt, ...WATCH, reworkPeriod: 'P30D' };
      const sent = await ask('send-to-unit', unit);
      const span = Date.parse(sent.unitDueAt) - Date.parse(sent.sentAt);
      expect(Date.parse(sent.halfTimeAt) - Date.parse(sent.sentAt)).toBe(Math.ceil(span / 2));
      expect(Date.parse(sent.unitDueAt) - Date.parse(sent.unitReminderAt)).toBe(10 * DAY_MS);
      register.clock.advanceBy(55 * DAY_MS);
      const again = await ask('send-to-unit', { ...unit, round: 2 });
      expect(Date.parse(again.unitDueAt)).toBe(register.clock.now() + 30 * DAY_MS);
      expect(await page()).toMatchObject({ unitInbox: [{ round: 1 }, { round: 2 }], deadlineAt });
      expect(await ask('send-to-unit', { ...unit, leadUnitId: 'unit-gone' })).toMatchObject({
        code: 'ERR_UNIT_CLOSED',
        variables: { sentAt: null, unitDueAt: null },
      });
    });
  });

  describe('given routing and assignment', () => {
    it('when roles are resolved, then the nearest unit upward holds each, and an open choice stays open', async () => {
      expect(
        await ask('resolve-units', { leadUnitRole: 'town', cooperatingRoles: 'housing,marketSupervision,nobody' }),
      ).toEqual({
        leadUnitId: TOWN,
        cooperatingUnitIds: `${HOUSING},unit-990101-marketSupervision`,
        cooperatingUnitCount: 2,
      });
      expect(
        await ask('resolve-units', { leadUnitRole: 'nobody', cooperatingRoles: '', fallbackRole: 'housing' }),
      ).toMatchObject({
        leadUnitId: HOUSING,
        cooperatingUnitIds: '',
      });
      expect(await ask('resolve-units', { leadUnitRole: 'decideUnit', cooperatingRoles: '' })).toMatchObject({
        leadUnitId: null,
      });
    });

    it('when candidates are looked for, then they are on duty at that level and place', async () => {
      expect(await ask('find-candidates', { agentLevel: 'community' })).toEqual({
        candidateIds: `agent-${QINGJIANG}-1,agent-${QINGJIANG}-2`,
        agentsOnDuty: 2,
      });
      await register.knex('casework_agent').where({ level: 'community' }).update({ on_duty: false });
      expect(await ask('find-candidates', { agentLevel: 'community' })).toEqual({ candidateIds: '', agentsOnDuty: 0 });
      await register.knex('casework_agent').update({ on_duty: false });
      expect(await ask('find-candidates', { agentLevel: 'community' })).toMatchObject({
        code: 'ERR_NO_AGENT_AVAILABLE',
      });
    });

    it('when somebody stepped aside, then they are never a candidate again', async () => {
      const candidateIds = `agent-${QINGJIANG}-1,agent-${QINGJIANG}-2`;
      expect(await ask('conflict-check', { candidateIds, excludedIds: `agent-${QINGJIANG}-1` })).toEqual({
        cleanIds: `agent-${QINGJIANG}-2`,
        cleanCount: 1,
        conflictCount: 1,
      });
      const named = { candidateIds, excludedIds: `agent-${QINGJIANG}-1`, assigneeId: `agent-${QINGJIANG}-1` };
      expect(await ask('conflict-check', named)).toMatchObject({ code: 'ERR_RECUSAL_REQUIRED' });
    });

    it('when the skill matters, then it comes before who met the resident and before who has least to do', async () => {
      const cleanIds = `agent-${QINGJIANG}-1,agent-${QINGJIANG}-2`;
      const assign = async (changes: Record<string, unknown>) => {
        const other = await registerOne(register, changes);
        return (await register.work('assign-agent', other, { cleanIds, agentLevel: 'community' })).json();
      };
      const met = { registeredBy: `agent-${QINGJIANG}-1` };
      expect(await assign(met)).toMatchObject({ assigneeId: `agent-${QINGJIANG}-1` });
      expect(await assign({ ...met, facts: { specialNeed: 'dialect' } })).toMatchObject({
        assigneeId: `agent-${QINGJIANG}-2`,
      });
      expect(await assign({ ...met })).toMatchObject({ assigneeId: `agent-${QINGJIANG}-1` });
      expect(await assign({})).toMatchObject({ assigneeId: `agent-${QINGJIANG}-2` });
    });

    it.each([
      ['community', 'next', 'supervise', 'town', 'supervise'],
      ['town', 'atLeastTown', 'leadBySuperior', 'town', 'leadBySuperior'],
      ['community', 'atLeastDistrict', 'coordinate', 'district', 'coordinate'],
      ['district', 'town', 'coordinate', 'district', 'coordinate'],
      ['town', 'same', 'none', 'town', 'none'],
      ['city', 'next', 'jointConsultation', 'city', 'leaderDecision'],
    ])(
      'when the rule at %s says %s with %s, then it leads to %s with %s',
      async (agentLevel, targetLevel, action, level, decided) => {
        expect(await ask('next-level', { agentLevel, targetLevel, action })).toEqual({
          nextAgentLevel: level,
          action: decided,
        });
      },
    );

    it('when there is nobody above the city and nothing was decided, then the ladder is exhausted', async () => {
      expect(await ask('next-level', { agentLevel: 'city', targetLevel: 'next' })).toMatchObject({
        code: 'ERR_LEVEL_EXHAUSTED',
      });
    });

    it.each([
      [{ escalationCause: 'initial', safetyThreat: true }, 'safetyThreat', 0],
      [{ escalationCause: 'initial', repeatOf: 'x' }, 'repeatPetition', 0],
      [{ escalationCause: 'initial' }, 'none', 0],
      [{ escalationCause: 'localFailed' }, 'localFailed', 0],
      [{ escalationCause: 'unitStalled', sentAt: day(-30), unitDueAt: day(30) }, 'unitSilent', 0.5],
      [{ escalationCause: 'unitStalled', sentAt: day(-60), unitDueAt: day(0) }, 'unitLate', 1],
      [{ escalationCause: 'rejectedByPetitioner', round: 2 }, 'rejectedByPetitioner', 0],
    ])('when the facts are %o, then the trigger is %s', async (input, trigger, elapsedShare) => {
      expect(await ask('evaluate-escalation', input)).toEqual({ trigger, elapsedShare, riskLevel: 1 });
    });

    it('when the resident came once, then nobody may summon them again', async () => {
      expect(await ask('guard-visit-count')).toMatchObject({
        code: 'ERR_SECOND_VISIT',
        variables: { residentVisits: 1 },
      });
      const byPhone = await registerOne(register, { channel: 'phone' });
      expect((await register.work('guard-visit-count', byPhone)).json()).toEqual({ residentVisits: 0 });
      expect((await register.post(`/petitions/${byPhone}/visits`, {})).json()).toEqual({ residentVisits: 1 });
    });
  });

  describe('given letters', () => {
    it('when one is rendered, numbered and sent, then each happens once and the text carries its number and hash', async () => {
      await ask('start-handling-clock', { amount: 60, unit: 'day' });
      const { docId, needsApproval } = await ask('render-document', {
        template: 'acceptanceNotice',
        recipient: 'petitioner',
        leadUnitId: TOWN,
      });
      expect(needsApproval).toBe(false);
      const numbered = await ask('seal-and-number', { docId });
      expect(numbered.docNo).toBe('信受〔2026〕1号');
      expect(await ask('seal-and-number', { docId })).toEqual(numbered);
      const letter = (await register.get(`/documents/${docId}`)).body;
      expect(letter).toContain('文号：信受〔2026〕1号');
      expect(letter).toContain('柳桥镇人民政府负责办理');
      expect(letter).toContain('至2027年1月25日');
      // Came in person today: handed over at the counter.
      const sent = await ask('send-document', { docId, recipient: 'petitioner' });
      expect(sent.deliveredAt).toBe(sent.sentAt);
      register.clock.advanceBy(DAY_MS);
      expect(await ask('send-document', { docId, recipient: 'petitioner' })).toEqual(sent);
      expect(await ask('record-delivery', { docId })).toEqual({ deliveredAt: sent.deliveredAt });
      expect(await page()).toMatchObject({ documents: [{ documentNo: '信受〔2026〕1号', sha256: numbered.sha256 }] });
    });

    it('when nobody can be reached, then the process hears so', async () => {
      const key2 = await registerOne(register, { channel: 'web', phone: '', contactBy: 'sms' });
      const { docId } = (
        await register.work('render-document', key2, { template: 'withdrawalNote', recipient: 'petitioner' })
      ).json();
      expect((await register.work('send-document', key2, { docId, recipient: 'petitioner' })).json()).toMatchObject({
        code: 'ERR_CONTACT_UNREACHABLE',
        variables: { sentAt: null, deliveredAt: null },
      });
      expect((await register.work('invite-rating', key2)).json()).toMatchObject({ code: 'ERR_CONTACT_UNREACHABLE' });
    });

    it('when the template is not known, then the process hears so', async () => {
      expect(await ask('render-document', { template: 'loveLetter', recipient: 'petitioner' })).toMatchObject({
        code: 'ERR_TEMPLATE',
      });
    });

    it('when a unit is supervised, then its letter names no petitioner', async () => {
      const { orderNo } = await ask('issue-supervision-order', {
        reason: 'unitLate',
        degree: 'letter',
        targetUnitId: HOUSING,
      });
      const { docId } = await ask('render-document', {
        template: 'supervisionOrder',
        recipient: 'unit',
        orderNo,
        targetUnitId: HOUSING,
      });
      const letter = (await register.get(`/documents/${docId}`)).body;
      expect(letter).toContain('临水区住建局');
      expect(letter).toContain(orderNo);
      expect(letter).not.toContain('样例居民');
      expect(await ask('send-document', { docId, recipient: 'unit' })).toMatchObject({ deliveredAt: day(0) });
      expect(await ask('close-supervision-order', { orderNo, verdict: 'corrected' })).toEqual({ closedAt: day(0) });
    });

    it('when nobody is named, then the petition office of the place is supervised', async () => {
      expect(await ask('issue-supervision-order', { reason: 'intakeOverdue', degree: 'letter' })).toMatchObject({
        targetUnitId: 'unit-990101-petitionOffice',
      });
    });
  });

  describe('given requests that make no sense', () => {
    it.each([
      ['no-such-topic', {}, 404],
      ['send-to-unit', {}, 422],
      ['seal-and-number', { docId: 'x' }, 422],
      ['next-level', { agentLevel: 'moon' }, 422],
      ['assign-agent', { cleanIds: '' }, 422],
      ['merge-into-open', { duplicateOf: 'x' }, 409],
      ['close-supervision-order', { orderNo: 'x', verdict: 'corrected' }, 422],
      ['record-decision', { taskId: 'x', petitionKind: 'weather' }, 422],
    ])('when %s gets %o, then it is %i', async (topic, input, status) => {
      expect((await register.work(topic, key, input)).statusCode).toBe(status);
    });

    it('when nothing was decided, then that is kept and the petition stays as it is', async () => {
      const before = await page();
      expect((await register.work('record-decision', key, { taskId: 'x' })).statusCode).toBe(200);
      expect((await page())['kind']).toBe(before['kind']);
    });

    it('when the petition is unknown, then 404', async () => {
      expect((await register.work('archive-file', 'XF-0')).statusCode).toBe(404);
    });

    it('when a concluded petition is withdrawn, then it is too late', async () => {
      await ask('archive-file');
      expect(await ask('record-withdrawal')).toMatchObject({ code: 'ERR_ALREADY_CONCLUDED' });
    });
  });
});
