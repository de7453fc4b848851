import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** What a run of schemathesis asked and was answered. */
export interface FuzzReport {
  operations: Set<string>;
  requests: number;
  /** How often each status came. */
  statuses: Map<number, number>;
  /** Longest answer in seconds, and of which operation. */
  slowest: { seconds: number; operation: string };
  /** Answers of 500 that the contract words and that the reference gives too: a missing worker, a model's own fault. */
  explained: number;
  /** Any other 5xx, and requests without an answer, each with what was asked. */
  findings: string[];
}

interface Bytes {
  $base64: string;
}
interface Interaction {
  request: { method: string; uri: string; body?: Bytes | null };
  response?: { status_code: number; elapsed: number; content?: Bytes | null } | null;
}
interface Scenario {
  recorder: { label: string; interactions: Record<string, Interaction> };
}

const textOf = (bytes: Bytes | null | undefined): string =>
  bytes ? Buffer.from(bytes.$base64, 'base64').toString('utf8') : '';

/** Reads the report that `--report ndjson` writes: a line an event. @param explains whether a 500 with this body is as it should be */
export async function readFuzzReport(path: string, explains: (body: string) => boolean): Promise<FuzzReport> {
  const report: FuzzReport = {
    operations: new Set(),
    requests: 0,
    statuses: new Map(),
    slowest: { seconds: 0, operation: '' },
    explained: 0,
    findings: [],
  };
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const scenario = (JSON.parse(line) as { ScenarioFinished?: Scenario }).ScenarioFinished;
    for (const each of Object.values(scenario?.recorder.interactions ?? {})) {
      add(report, scenario?.recorder.label ?? '', each, explains);
    }
  }
  return report;
}

function add(
  report: FuzzReport,
  operation: string,
  { request, response }: Interaction,
  explains: (body: string) => boolean,
) {
  report.operations.add(operation);
  report.requests += 1;
  const asked = `${request.method} ${request.uri} ${textOf(request.body).slice(0, 500)}`;
  if (!response) {
    report.findings.push(`no answer: ${asked}`);
    return;
  }
  const { status_code: status, elapsed } = response;
  report.statuses.set(status, (report.statuses.get(status) ?? 0) + 1);
  if (elapsed > report.slowest.seconds) report.slowest = { seconds: elapsed, operation };
  if (status < 500) return;
  const body = textOf(response.content);
  if (status === 500 && explains(body)) report.explained += 1;
  else report.findings.push(`${status} ${body.slice(0, 200)}: ${asked}`);
}
