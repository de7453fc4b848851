import { member, type Row, text } from '../demo/server.ts';
import type { JsonClient } from './json-client.ts';

const PAGE = 1000;

/** How the instances of the year stand when nothing is left to play. */
export interface Ends {
  ended: number;
  /** Business keys that wait at a person's task. */
  atTasks: string[];
  /** Business keys of which nothing waits at a task: they would wait for ever. */
  stuck: string[];
  incidents: number;
}

/** Asks the engine how everything ended. */
export async function readEnds(client: JsonClient): Promise<Ends> {
  const finished = await client.must('GET', '/engine-rest/history/process-instance/count?finished=true');
  const incidents = await client.must('GET', '/engine-rest/incident/count');
  const running = new Set<string>();
  for (let first = 0; ; first += PAGE) {
    const query = `firstResult=${first}&maxResults=${PAGE}`;
    const page: Row[] = await client.rows('GET', `/engine-rest/process-instance?${query}`);
    for (const row of page) running.add(text(row, 'businessKey'));
    if (page.length < PAGE) break;
  }
  const ends: Ends = {
    ended: Number(member(finished, 'count')),
    atTasks: [],
    stuck: [],
    incidents: Number(member(incidents, 'count')),
  };
  for (const key of running) {
    const tasks = await client.must('GET', `/engine-rest/task/count?processInstanceBusinessKey=${key}`);
    (Number(member(tasks, 'count')) > 0 ? ends.atTasks : ends.stuck).push(key);
  }
  return ends;
}
