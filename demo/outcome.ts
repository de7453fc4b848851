import type { Sample } from './petitions.ts';
import type { Expectation } from './script.ts';
import { member, type Row, type Server, text, toMs, toRows } from './server.ts';

const DAY_MS = 86_400_000;
const LEVELS = ['community', 'town', 'district', 'city'];

/** What became of a petition, read from the engine's history and the register. */
export interface Outcome {
  number: number;
  businessKey: string;
  summary: string;
  path: string[];
  levels: string;
  climbed: number;
  days: number;
  visits: number;
  outcome: string;
  expected: string;
  /** What differs from the expectation; empty when all is as expected. */
  differences: string[];
}

/** Reads what became of a sample and compares it with what its script expects. */
export async function readOutcome(server: Server, { script, businessKey }: Sample): Promise<Outcome> {
  const petition = await server.api('GET', `/petitions/${businessKey}`);
  const query = new URLSearchParams({ processInstanceBusinessKey: businessKey, sortBy: 'startTime', sortOrder: 'asc' });
  const instances = await server.rows(`/history/process-instance?${query}`);
  const root = instances.find((row) => text(row, 'processDefinitionKey') === 'petition-intake');
  const passed = await readPassed(server, instances);
  const variable = async (name: string): Promise<unknown> => {
    const rows = await server.rows(
      `/history/variable-instance?processInstanceId=${text(root, 'id')}&variableName=${encodeURIComponent(name)}`,
    );
    return member(rows[0], 'value');
  };
  const decision = String((await variable('decision')) ?? '');
  const roles = await readRoles(server);
  const seen: Seen = {
    petition,
    passed,
    decision,
    lead: roles.get(String(await variable('leadUnitId'))) ?? '',
    cooperating: String((await variable('cooperatingUnitIds')) ?? '')
      .split(',')
      .map((id) => roles.get(id) ?? ''),
  };
  const first = firstLevelOf(petition);
  const highest = text(petition, 'highestLevel');
  const started = toMs(member(root, 'startTime'));
  const ended = toMs(member(root, 'endTime'));
  return {
    number: script.number,
    businessKey,
    summary: member(petition, 'sealed') === true ? '（密封）' : text(petition, 'summary'),
    path: pathOf(passed, seen),
    levels: first === highest || highest === '' ? first : `${first}→${highest}`,
    climbed: Math.max(LEVELS.indexOf(highest) - LEVELS.indexOf(first), 0),
    days: started === null || ended === null ? -1 : Math.round((ended - started) / DAY_MS),
    visits: Number(member(petition, 'residentVisits') ?? 0),
    outcome: [text(petition, 'state'), text(petition, 'outcome')].filter((part) => part !== '').join(' '),
    expected: script.expected,
    differences: differences(script.expects, seen, ended !== null),
  };
}

interface Seen {
  petition: unknown;
  passed: Map<string, number>;
  decision: string;
  lead: string;
  cooperating: string[];
}

/** Elements passed by any instance of the petition, with how often, in the order of their first time. */
async function readPassed(server: Server, instances: readonly Row[]): Promise<Map<string, number>> {
  const rows: Row[] = [];
  for (const instance of instances) {
    rows.push(...(await server.rows(`/history/activity-instance?processInstanceId=${text(instance, 'id')}`)));
  }
  const passed = new Map<string, number>();
  for (const row of rows.toSorted((a, b) => (text(a, 'startTime') < text(b, 'startTime') ? -1 : 1))) {
    const id = text(row, 'activityId');
    passed.set(id, (passed.get(id) ?? 0) + 1);
  }
  return passed;
}

async function readRoles(server: Server): Promise<Map<string, string>> {
  const units = toRows(await server.api('GET', '/units'));
  return new Map(units.map((unit) => [text(unit, 'id'), text(unit, 'role')]));
}

/** Level at which the first agent stands, by the id of the area in the agent's first assignment. */
function firstLevelOf(petition: unknown): string {
  const assigned = toRows(member(petition, 'events')).find((event) => text(event, 'action') === 'firstAgentAssigned');
  const area = /^agent-(\d+)-/.exec(text(member(assigned, 'detail'), 'assigneeId'))?.[1];
  return { 4: 'city', 6: 'district', 9: 'town', 12: 'community' }[area?.length ?? 0] ?? '';
}

/** Milestones worth a word in the table, in the order in which they are shown. */
const MILESTONES: readonly [activityId: string, label: string][] = [
  ['reportUrgent', '急报'],
  ['sealAndPass', '密封'],
  ['startSuggestion', '转建议'],
  ['answerOnSpot', '当场答复'],
  ['deliverDeclineNotice', '告知'],
  ['redirectedToReview', '引导复查'],
  ['disputeMediation', '调解'],
  ['collectivePetition', '集体访'],
  ['startHandlingClock', '受理'],
  ['solveLocally', '就地'],
  ['superiorProxy', '上级代理'],
  ['superiorProxyBeside', '预警提级'],
  ['leaderDecision', '领导包案'],
  ['petitionHandling', '单位'],
  ['decideObjection', '异议'],
  ['superviseUnit', '督办'],
  ['extended', '延期'],
  ['divertToProcedure', '导入程序'],
  ['recordOpinion', '答复'],
  ['carryOut', '执行'],
  ['satisfactionVisit', '回访'],
  ['reopenPetition', '重办'],
  ['archiveFile', '归档'],
  ['recordWithdrawal', '撤回'],
];

function pathOf(passed: Map<string, number>, seen: Seen): string[] {
  return MILESTONES.filter(([id]) => passed.has(id)).map(([id, label]) =>
    id === 'petitionHandling' && seen.lead !== '' ? `${label}(${seen.lead})` : label,
  );
}

function differences(expects: Expectation, seen: Seen, ended: boolean): string[] {
  const found: string[] = [];
  const compare = (what: string, wanted: unknown, is: unknown) => {
    if (wanted !== undefined && wanted !== is) found.push(`${what}: ${String(is)} instead of ${String(wanted)}`);
  };
  if (!ended) found.push('not ended');
  compare('state', expects.state, member(seen.petition, 'state'));
  compare('outcome', expects.outcome, member(seen.petition, 'outcome'));
  compare('decision', expects.decision, seen.decision);
  compare('lead', expects.lead, seen.lead);
  compare('first level', expects.firstLevel, firstLevelOf(seen.petition));
  compare('highest level', expects.highestLevel, member(seen.petition, 'highestLevel'));
  compare('round', expects.round, member(seen.petition, 'round'));
  compare('sealed', expects.sealed, expects.sealed === undefined ? undefined : member(seen.petition, 'sealed'));
  const orders = toRows(member(seen.petition, 'supervisionOrders')).length;
  if (expects.orders !== undefined && orders < expects.orders) found.push(`${orders} supervision orders`);
  for (const role of expects.cooperating ?? []) {
    if (!seen.cooperating.includes(role)) found.push(`${role} does not cooperate`);
  }
  for (const id of expects.passes ?? []) if (!seen.passed.has(id)) found.push(`${id} not passed`);
  for (const id of expects.avoids ?? []) if (seen.passed.has(id)) found.push(`${id} passed`);
  return found;
}
