import { vi } from 'vitest';
import { USUAL_ANSWERS } from '../../demo/scripts.ts';
import { goodForm, type Office, type Row } from './open-office.ts';

// A story is a second or two of work; on a machine that does much else beside it, it may be minutes.
vi.setConfig({ testTimeout: 240_000 });

export const DAY_MS = 86_400_000;

type Answer = Row | ((task: Row) => Row);
/** What people answer in this story where it is not what they usually do, by task. */
export type Answers = Readonly<Record<string, Answer>>;

const ANSWERS: Answers = {
  ...USUAL_ANSWERS,
  explainRights: { nextStep: 'recorded' },
  decideUnit: { leadUnitId: 'unit-990101-transport' },
  administrativeMediation: { mediationResult: 'agreed' },
  examine: { hearingNeeded: false },
  decideReview: { reviewDecision: 'uphold' },
  approveReview: { reviewApproved: true },
  screen: { screening: 'study', leaderWanted: false },
  study: { studyResult: 'feasible' },
  argue: { argument: 'feasible' },
  concludeArgument: { verdict: 'feasible' },
  planConversion: { conversionKind: 'service', conversionBy: '2040-01-01T00:00:00.000+0000' },
  decideReward: { rewarded: false },
  diagnose: { diagnosis: 'advise' },
};

let people = 0;

/** One matter on its way through the office. Whatever a story does not tell goes as it usually does. */
export class Story {
  readonly key: string;
  private readonly office: Office;
  private readonly answers: Answers;

  constructor(office: Office, key: string, answers: Answers) {
    this.office = office;
    this.key = key;
    this.answers = { ...ANSWERS, ...answers };
  }

  /** Somebody who was never here before brings a petition. */
  static async petition(office: Office, changes: Row = {}, answers: Answers = {}): Promise<Story> {
    people += 1;
    const form = goodForm({
      channel: 'phone',
      name: `故事居民${people}`,
      phone: `0000-${String(people).padStart(7, '0')}`,
      content: `第${people}件：${people % 2 ? '门口' : '楼道'}第${people}盏灯坏了，一直没有人来修理。`,
      ...changes,
    });
    return new Story(office, String((await office.api('POST', '/petitions', form))['businessKey']), answers);
  }

  /** A grid worker reports a dispute. */
  static async dispute(office: Office, changes: Row = {}, answers: Answers = {}): Promise<Story> {
    people += 1;
    const parties = [1, 2].map((one) => ({
      name: `故事当事人${people}-${one}`,
      phone: `0000-${String(people * 10 + one).padStart(7, '0')}`,
    }));
    const body = {
      areaCode: '990101001001',
      subjectCode: 'neighbour',
      content: '两家为楼道堆物争吵，都愿意谈。',
      parties,
    };
    const entry = await office.api('POST', '/disputes', { ...body, ...changes });
    return new Story(office, String(entry['businessKey']), answers);
  }

  /** A resident proposes something. */
  static async suggestion(office: Office, changes: Row = {}, answers: Answers = {}): Promise<Story> {
    people += 1;
    const body = {
      areaCode: '990101001001',
      subjectCode: 'traffic',
      title: `第${people}号路口的信号灯`,
      problem: `第${people}号路口早晚高峰行人过街时间太短，老人常常走不完。`,
      proposal: `把第${people}号路口的行人绿灯延长十秒，并加装倒计时牌。`,
      name: `故事建议人${people}`,
      phone: `0000-${String(people).padStart(7, '0')}`,
    };
    const entry = await office.api('POST', '/suggestions', { ...body, ...changes });
    return new Story(office, String(entry['businessKey']), answers);
  }

  /** Plays until one of these tasks is open, and leaves it open. */
  async reach(...names: string[]): Promise<Row> {
    const task = await this.play((open) => open.find((one) => names.includes(String(one['taskDefinitionKey']))));
    if (!task) throw new Error(`${this.key} came to its end without ${names.join(' or ')}`);
    return task;
  }

  /** Plays to the end: no instance of this number is left. */
  async close(): Promise<Row> {
    await this.play(() => undefined);
    return this.entry();
  }

  /** The entry's page. */
  entry(): Promise<Row> {
    return this.office.api('GET', `/petitions/${this.key}`);
  }

  /** Completes a task once it is open. */
  async complete(name: string, variables: Row = {}): Promise<void> {
    await this.reach(name);
    await this.office.complete(this.key, name, variables as Record<string, string>);
  }

  /** Says something that a process waits for. @returns the status of the answer */
  async say(message: string, body: Row): Promise<number> {
    await this.quiet();
    return (await this.office.request('POST', `/api/petitions/${this.key}/messages/${message}`, body)).status;
  }

  /** Moves the clock once nothing is left to do at this hour. */
  async moveTo(moment: unknown): Promise<void> {
    await this.quiet();
    this.office.clock.advanceTo(typeof moment === 'number' ? moment : Date.parse(String(moment)));
    await this.quiet();
  }

  /** Lets days pass. */
  days(count: number): Promise<void> {
    return this.moveTo(this.office.clock.now() + count * DAY_MS);
  }

  /** Names of the tasks that are open. */
  async open(): Promise<string[]> {
    await this.quiet();
    return (await this.tasks()).map((task) => String(task['taskDefinitionKey']));
  }

  /** How often an element was passed, in any instance of this number. */
  async passed(activityId: string): Promise<number> {
    await this.quiet();
    const instances = new Set((await this.instances()).map((one) => one['id']));
    const rows = await this.office.engine('GET', `/history/activity-instance?activityId=${activityId}`);
    return rows.filter((row) => instances.has(row['processInstanceId']) && row['canceled'] !== true).length;
  }

  /** Letters by template. */
  async letters(): Promise<string[]> {
    const rows = await this.office.api<Row[]>('GET', `/petitions/${this.key}/documents`);
    return rows.map((row) => String(row['template']));
  }

  /** Waits until outbox, workers and timers have nothing to do at this hour. Seen twice: what one look missed the next one meets. */
  async quiet(): Promise<void> {
    await this.office.until('machines at rest', async () => (await this.atRest()) && (await this.atRest()));
  }

  private async atRest(): Promise<boolean> {
    const [failed] = await this.office.engine('GET', '/incident');
    if (failed) throw new Error(`${String(failed['activityId'])}: ${String(failed['incidentMessage'])}`);
    const nowMs = this.office.clock.now();
    if ((await this.office.engine('GET', '/job')).some((job) => dueOf(job) <= nowMs)) return false;
    if ((await this.office.engine('GET', '/external-task')).length > 0) return false;
    const working = '/history/activity-instance?unfinished=true&activityType=serviceTask';
    if ((await this.office.engine('GET', working)).length > 0) return false;
    return ((await this.office.api('GET', '/summary'))['outbox'] as Row)['waiting'] === 0;
  }

  private tasks(): Promise<Row[]> {
    return this.office.engine('GET', `/task?processInstanceBusinessKey=${this.key}`);
  }

  private instances(): Promise<Row[]> {
    return this.office.engine('GET', `/history/process-instance?processInstanceBusinessKey=${this.key}`);
  }

  private async play(found: (open: Row[]) => Row | undefined): Promise<Row | undefined> {
    for (let look = 0; look < 300; look += 1) {
      await this.quiet();
      const open = await this.tasks();
      const task = found(open);
      if (task) return task;
      if (open.length === 0 && (await this.instances()).every((one) => one['endTime'] !== null)) return undefined;
      if ((await this.confirmLetters()) || (await this.completeAll(open))) continue;
      await this.moveToNextTimer();
    }
    throw new Error(`${this.key} does not come to an end; open: ${(await this.open()).join(', ')}`);
  }

  private async completeAll(open: Row[]): Promise<boolean> {
    for (const task of open) {
      const answer = this.answers[String(task['taskDefinitionKey'])] ?? {};
      const said = typeof answer === 'function' ? answer(task) : answer;
      const variables = Object.fromEntries(Object.entries(said).map(([name, value]) => [name, { value }]));
      const answered = await this.office.request('POST', `/engine-rest/task/${String(task['id'])}/complete`, {
        variables,
      });
      // A task that another's answer took away in the same moment is gone; anything else is a mistake of the story.
      if (answered.status !== 204 && (await this.tasks()).some((one) => one['id'] === task['id'])) {
        throw new Error(`${String(task['taskDefinitionKey'])}: ${JSON.stringify(answered.body)}`);
      }
    }
    return open.length > 0;
  }

  private async confirmLetters(): Promise<boolean> {
    let confirmed = false;
    for (const letter of await this.office.api<Row[]>('GET', `/petitions/${this.key}/documents`)) {
      if (letter['sentAt'] === null || letter['deliveredAt'] !== null) continue;
      const path = `/api/petitions/${this.key}/messages/delivery-confirmation`;
      const { status } = await this.office.request('POST', path, { documentId: letter['documentId'] });
      if (status === 200) confirmed = true;
    }
    return confirmed;
  }

  /** Elements in which something stands, for a message. */
  private async where(): Promise<string> {
    const running = (await this.instances()).filter((one) => one['endTime'] === null);
    const rows = await Promise.all(
      running.map((one) =>
        this.office.engine('GET', `/history/activity-instance?unfinished=true&processInstanceId=${String(one['id'])}`),
      ),
    );
    return rows
      .flat()
      .map((row) => String(row['activityId']))
      .join(', ');
  }

  private async moveToNextTimer(): Promise<void> {
    const due = (await this.office.engine('GET', '/job')).map(dueOf).filter((ms) => ms > this.office.clock.now());
    if (due.length === 0) throw new Error(`${this.key} waits for something no one does: ${await this.where()}`);
    this.office.clock.advanceTo(Math.min(...due));
  }
}

const dueOf = (job: Row): number =>
  job['dueDate'] === null ? 0 : Date.parse(String(job['dueDate']).replace('+0000', 'Z'));
