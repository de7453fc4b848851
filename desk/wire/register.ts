import { postForBlob, postJson, queryOf, request } from '../shell/http.ts';

/** What a petition waits for now, as the register read it from the engine. */
export interface Step {
  processInstanceId: string;
  processDefinitionKey: string;
  activityId: string;
  name: string | null;
  type: string;
  taskId: string | null;
  assignee: string | null;
  due: string | null;
  late: boolean;
}

/** One row of the register's list. Names of offices are in it, names of residents are not. */
export interface PetitionRow {
  petitionId: string;
  businessKey: string;
  areaCode: string;
  areaName: string;
  areaPath: string;
  channel: string;
  subjectCode: string;
  kind: string | null;
  summary: string;
  state: string;
  level: string | null;
  highestLevel: string | null;
  leadUnitName: string | null;
  assigneeName: string | null;
  receivedAt: string;
  acceptedAt: string | null;
  deadlineAt: string | null;
  concludedAt: string | null;
  late: boolean;
  round: number;
  residentVisits: number;
  groupSize: number;
  outcome: string | null;
  sample: boolean;
  steps: Step[] | null;
}

/** A page of the list. */
export interface PetitionPage {
  total: number;
  firstResult: number;
  maxResults: number;
  items: PetitionRow[];
}

export interface PetitionDocument {
  documentId: string;
  template: string;
  title: string;
  documentNo: string | null;
  round: number;
  createdAt: string;
  sentAt: string | null;
  deliveredAt: string | null;
}

/** A file that was handed in. */
export interface PetitionFile {
  attachmentId: string;
  fileName: string;
  mediaType: string;
  /** Bytes; null for files from before it was noted. */
  size: number | null;
  addedAt: string | null;
}

export interface SupervisionOrder {
  orderNo: string;
  unitId: string;
  unitName: string | null;
  reason: string;
  degree: string;
  round: number;
  issuedAt: string;
  reply: string | null;
  repliedAt: string | null;
}

export interface Escalation {
  at: string;
  trigger: string;
  fromLevel: string | null;
  targetLevel: string | null;
  action: string | null;
  degree: string | null;
  round: number;
}

/** A process instance of the petition, as the engine's history names it. */
export interface PetitionInstance {
  processInstanceId: string;
  processDefinitionKey: string;
  processDefinitionId: string;
  state: string;
  startTime: string;
  endTime: string | null;
  superProcessInstanceId: string | null;
}

export interface RegisterEvent {
  at: string;
  action: string;
  actor: string | null;
  detail: unknown;
}

/** Everything the register tells about one petition. Names are masked by the register. */
export interface Petition extends PetitionRow {
  sealed?: false;
  text: string;
  claims: string[];
  happenedOn: string | null;
  persons: { role: string; name: string | null; idNo: string | null; phone: string | null }[];
  documents: PetitionDocument[];
  attachments: PetitionFile[];
  supervisionOrders: SupervisionOrder[];
  escalations: Escalation[];
  unitInbox: {
    unitId: string;
    unitName: string | null;
    mode: string;
    round: number;
    sentAt: string;
    dueAt: string | null;
  }[];
  events: RegisterEvent[];
  instances: PetitionInstance[] | null;
}

/** All that is shown of a sealed accusation. */
export interface SealedPetition {
  petitionId: string;
  businessKey: string;
  sealed: true;
  state: string;
  receivedAt: string;
  sealNo: string | null;
}

/** A code and its Chinese label. */
export interface CodeLabel {
  code: string;
  label: string;
}

export type CodeLists = Readonly<Record<string, readonly CodeLabel[]>>;

export interface Area {
  code: string;
  name: string;
  level: string;
  parentCode: string | null;
  /** Nothing new is registered there. */
  closed: boolean;
}

export interface Summary {
  total: number;
  open: number;
  late: number;
  byState: Readonly<Record<string, number>>;
  byLevel: Readonly<Record<string, number>>;
  outbox: { waiting: number; failing: number };
}

/** The filters of the list, as the register spells them. */
export interface PetitionFilters {
  state: string;
  areaCode: string;
  subjectCode: string;
  level: string;
  late: string;
  q: string;
}

/** What a CSV import answers: how many went in, and each row that did not, with column and reason. */
export interface ImportReport {
  rows: number;
  imported: number;
  businessKeys: string[];
  errors: { row: number; column: string; reason: string }[];
}

/** Petitions, newest first, `maxResults` a page from `firstResult` (0-based). */
export function listPetitions(
  filters: PetitionFilters,
  firstResult: number,
  maxResults: number,
): Promise<PetitionPage> {
  return request(`/api/petitions${queryOf({ ...filters, firstResult, maxResults })}`);
}

/** One petition by its number. */
export function readPetition(businessKey: string): Promise<Petition | SealedPetition> {
  return request(`/api/petitions/${encodeURIComponent(businessKey)}`);
}

/** Registers a petition; `form` is keyed as intake-form is. */
export function registerPetition(
  form: Readonly<Record<string, unknown>>,
): Promise<{ businessKey: string; queryCode: string }> {
  return postJson('/api/petitions', form);
}

/** Ends of names a page offers to choose; the server looks at the content. */
export const TAKEN_FILES = '.pdf,.jpg,.jpeg,.png,.webp,.mp3,.mp4,.txt,.docx,.xlsx';

/** Hands in a file; the server says no with a reason when it is not what it is called, or too large. */
export function handInFile(businessKey: string, file: File): Promise<{ fileName: string }> {
  const body = new FormData();
  body.set('file', file, file.name);
  return request(`/api/petitions/${encodeURIComponent(businessKey)}/attachments`, { method: 'POST', body });
}

/** Imports a CSV file: the good rows go in, the bad ones come back in the report. */
export function importPetitions(file: Blob): Promise<ImportReport> {
  return request('/api/petitions/import', { method: 'POST', headers: { 'content-type': 'text/csv' }, body: file });
}

export function readCodes(): Promise<CodeLists> {
  return request('/api/codes');
}

export function readAreas(): Promise<Area[]> {
  return request('/api/areas');
}

export function readSummary(): Promise<Summary> {
  return request('/api/summary');
}

export interface Unit {
  id: string;
  name: string;
  role: string;
  areaCode: string;
}

export function readUnits(): Promise<Unit[]> {
  return request('/api/units');
}

export interface Agent {
  id: string;
  name: string;
  level: string;
  areaCode: string;
}

/** The agents of the office: officials by their posts, not residents. */
export function readAgents(): Promise<Agent[]> {
  return request('/api/agents');
}

/** An earlier petition that may be about the same matter. */
export interface Likeness {
  businessKey: string;
  state: string;
  receivedAt: string;
  summary: string;
  reasons: ('samePerson' | 'sameText' | 'sameSubject' | 'similarText')[];
  score: number;
  /** What a person has said; null: nobody yet. */
  decided: boolean | null;
}

export function readLikenesses(businessKey: string): Promise<{ likenesses: Likeness[] }> {
  return request(`/api/petitions/${encodeURIComponent(businessKey)}/likenesses`);
}

/** Says whether the two are one matter; the last word stands. */
export function decideLikeness(businessKey: string, other: string, same: boolean): Promise<unknown> {
  return postJson(`/api/petitions/${encodeURIComponent(businessKey)}/likenesses`, { other, same });
}

/** A person as the register keeps them. */
export interface PersonInFull {
  role: string;
  name: string | null;
  idNo: string | null;
  phone: string | null;
  address: string | null;
}

/** Persons in full; the register keeps who asked and why. */
export function revealPersons(businessKey: string, reason: string): Promise<{ persons: PersonInFull[] }> {
  return postJson(`/api/petitions/${encodeURIComponent(businessKey)}/persons`, { reason });
}

/** What lies in the envelope of an accusation. */
export interface SealedMatter {
  sealNo: string;
  passedToName: string | null;
  text: string;
  claims: string[];
  subjectCode: string;
  happenedOn: string | null;
  accusedUnitName: string | null;
  accusedAgentNames: string[];
  persons: PersonInFull[];
  attachments: { attachmentId: string; fileName: string }[];
}

/** Opens an envelope; the register keeps who and why. */
export function openSealed(businessKey: string, reason: string): Promise<SealedMatter> {
  return postJson(`/api/petitions/${encodeURIComponent(businessKey)}/sealed`, { reason });
}

/** A file of an envelope. */
export function openSealedFile(businessKey: string, attachmentId: string, reason: string): Promise<Blob> {
  const address = `/api/petitions/${encodeURIComponent(businessKey)}/sealed/${encodeURIComponent(attachmentId)}`;
  return postForBlob(address, { reason });
}
