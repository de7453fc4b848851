import { randomUUID } from 'node:crypto';
import type { Finding } from 'bpmnlint-plugin-petitions/lint.js';
import type { CaseworkContext } from '../context.ts';
import { FormUpload, member, rowsOf } from '../engine-client.ts';
import { conflict, Refusal } from '../errors.ts';
import { addAuditEntry } from '../tables/audit.ts';
import {
  decideModelPublication,
  insertModelPublication,
  type LegalChange,
  type ModelPublication,
  type PublishedDefinition,
} from '../tables/model-publication.ts';
import { checkModel } from './check-model.ts';
import type { ReadDeployed } from './deployed-models.ts';
import { legalChanges } from './legal-changes.ts';
import { type ModelKind, type ReadModel, readModel } from './read-model.ts';

/** What somebody wants to publish. */
export interface PublishRequest {
  kind: ModelKind;
  fileName: string;
  content: string;
  author: string;
  /** Why; it must be told, and where rules warn it must say why that is in order. */
  reason: string;
}

/** The rules forbid it; `findings` says what they found. */
const rulesForbid = (findings: readonly Finding[]): Refusal =>
  new Refusal(
    422,
    'rules',
    findings.slice(0, 20).map((each) => ({ field: each.elementId || 'content', reason: each.message })),
    { findings },
  );

/** The engine refused it; `engine` is its answer as it came, for it names elements and lines. */
function engineRefused(status: number, engine: unknown): Refusal {
  const message = member(engine, 'message');
  const reason = typeof message === 'string' ? message : `${status}`;
  return new Refusal(status, 'engine', [{ field: 'content', reason }], { engine });
}

/**
 * Publishes a model: the rules first, then the engine, then the book of publications. A change to a row that is law waits for a
 * second administrator instead.
 * @throws Refusal 422 (no model, or `rules`: they forbid it), or with the engine's status (`engine`: it refused)
 */
export async function publishModel(
  context: CaseworkContext,
  readDeployed: ReadDeployed,
  asked: PublishRequest,
): Promise<ModelPublication> {
  const model = await readModel(asked.kind, asked.content);
  const findings = await checkModel(model, await readDeployed());
  if (findings.some((each) => each.level === 'error')) throw rulesForbid(findings);
  const publication: ModelPublication = {
    id: randomUUID(),
    ...asked,
    modelKey: model.key,
    warnings: findings.map((each) => `${each.elementId}: ${each.message}`),
    legalChanges: await lawTouched(context, model),
    state: 'waiting',
    definitions: [],
    askedAt: context.clock.now(),
    second: null,
    decidedAt: null,
  };
  if (publication.legalChanges.length === 0) {
    publication.definitions = await deploy(context, publication);
    publication.state = 'published';
    publication.decidedAt = context.clock.now();
  }
  await insertModelPublication(context.knex, publication);
  await note(context, publication, asked.author);
  return publication;
}

/**
 * What a second administrator says to a publication that waits.
 * @throws Refusal 409 when it does not wait any more or the second is the first
 */
export async function decidePublication(
  context: CaseworkContext,
  publication: ModelPublication,
  second: string,
  agrees: boolean,
): Promise<ModelPublication> {
  if (publication.state !== 'waiting') throw conflict('这次发布已经有了决定');
  if (second === publication.author) throw conflict('法定规则的修改须由另一位管理员复核');
  const decided: ModelPublication = {
    ...publication,
    state: agrees ? 'published' : 'refused',
    definitions: agrees ? await deploy(context, publication) : [],
    second,
    decidedAt: context.clock.now(),
  };
  if (!(await decideModelPublication(context.knex, decided))) throw conflict('这次发布已经有了决定');
  await note(context, decided, second);
  return decided;
}

/** Rows that are law and differ from the newest version of the same table. */
async function lawTouched({ engine }: CaseworkContext, model: ReadModel): Promise<LegalChange[]> {
  if (model.kind !== 'dmn') return [];
  const newest = await engine.request('GET', `/decision-definition/key/${encodeURIComponent(model.key)}/xml`);
  const xml = member(newest.body, 'dmnXml');
  const before = newest.status === 200 && typeof xml === 'string' ? (await readModel('dmn', xml)).root : undefined;
  return legalChanges(before, model.root);
}

async function deploy(
  { engine }: CaseworkContext,
  { fileName, content, reason }: ModelPublication,
): Promise<PublishedDefinition[]> {
  const fields = {
    'deployment-name': reason.slice(0, 200),
    'deployment-source': 'modeler',
    'enable-duplicate-filtering': 'true',
    'deploy-changed-only': 'true',
  };
  const upload = new FormUpload(randomUUID(), fields, { [fileName]: content });
  const { status, body } = await engine.request('POST', '/deployment/create?refuse-late-failures=true', upload);
  if (status !== 200) throw engineRefused(status, body);
  const made = ['deployedProcessDefinitions', 'deployedDecisionDefinitions'].flatMap((name) =>
    rowsOf(Object.values(member(body, name) ?? {})),
  );
  return made.map((each) => ({
    id: String(each['id']),
    key: String(each['key']),
    name: typeof each['name'] === 'string' ? each['name'] : null,
    version: Number(each['version']),
  }));
}

/** A line in the register's audit. */
async function note({ knex, clock }: CaseworkContext, publication: ModelPublication, actor: string): Promise<void> {
  const { id, kind, modelKey, state, reason, warnings, definitions } = publication;
  await addAuditEntry(knex, {
    petitionId: null,
    action: `model-${state}`,
    actor,
    detail: {
      id,
      kind,
      modelKey,
      reason,
      warnings: warnings.length,
      versions: definitions.map((each) => each.version),
    },
    at: clock.now(),
  });
}
