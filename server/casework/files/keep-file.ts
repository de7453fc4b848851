import type { CaseworkContext } from '../context.ts';
import { conflict, invalid, Refusal } from '../errors.ts';
import { readIntakeRule } from '../intake/intake-rule.ts';
import { type Attachment, findAttachment, insertAttachment, listAttachments, sha256Of } from '../tables/attachment.ts';
import { addAuditEntry } from '../tables/audit.ts';
import type { Petition } from '../tables/petition.ts';
import { kindOf } from './file-kind.ts';
import { faultOfFileName } from './file-name.ts';

/** A file as it was handed in. */
export interface HandedIn {
  fileName: string;
  /** What the sender says it is. */
  mediaType: string;
  bytes: Buffer;
}

const NUMBERS = ['largestFileMegabytes', 'mostFiles', 'mostMegabytes'] as const;
const MEGABYTE = 1024 * 1024;
/** What programs say when they do not know. */
const SAYS_NOTHING = ['', 'application/octet-stream', 'binary/octet-stream'];
/** Nothing is added any more. */
const OVER: readonly string[] = ['archived', 'merged', 'withdrawn', 'sealed'];

/** How large a file may be, and how many a petition may have. Sizes in bytes. */
export interface FileLimits {
  largestFile: number;
  mostFiles: number;
  mostBytes: number;
}

/** As table `intake-rule` says. @throws Refusal 503 when the engine does not answer */
export async function readFileLimits(context: CaseworkContext, subjectCode: string): Promise<FileLimits> {
  const rule = await readIntakeRule(context, subjectCode, NUMBERS);
  return {
    largestFile: rule.largestFileMegabytes * MEGABYTE,
    mostFiles: rule.mostFiles,
    mostBytes: rule.mostMegabytes * MEGABYTE,
  };
}

/** What is told of a file that is too large. */
export const tooLarge = ({ largestFile }: FileLimits): Refusal =>
  new Refusal(413, 'tooLarge', [{ field: 'file', reason: `文件不得超过 ${largestFile / MEGABYTE} MB` }]);

/**
 * Keeps a file beside a petition, closed like other personal data. The same content again is the one that is there.
 * @returns the attachment, and whether it is new
 * @throws Refusal 422 when the file is not what it says or none that is taken, 409 when the petition takes no more, 413 when it is too large
 */
export async function keepFile(
  { transact, clock }: CaseworkContext,
  petition: Petition,
  file: HandedIn,
  limits: FileLimits,
  actor: string | null,
): Promise<{ attachment: Attachment; added: boolean }> {
  if (OVER.includes(petition.state)) throw conflict('该事项已归档、并入或撤回，不能再提交附件');
  if (file.bytes.length > limits.largestFile) throw tooLarge(limits);
  const { mediaType } = checkKind(file);
  const sha256 = sha256Of(file.bytes);
  return transact(async (trx) => {
    const kept = await listAttachments(trx, petition.id);
    const same = kept.find((one) => one.sha256 === sha256);
    if (same) return { attachment: same, added: false };
    if (kept.length >= limits.mostFiles) throw conflict(`一件事项最多 ${limits.mostFiles} 个附件`);
    const bytes = kept.reduce((sum, { size }) => sum + (size ?? 0), file.bytes.length);
    if (bytes > limits.mostBytes) throw conflict(`一件事项的附件共不得超过 ${limits.mostBytes / MEGABYTE} MB`);
    const at = clock.now();
    const added = { petitionId: petition.id, fileName: file.fileName, mediaType, addedAt: at, addedBy: actor };
    const id = await insertAttachment(trx, added, file.bytes);
    const detail = { attachmentId: id, sha256 };
    await addAuditEntry(trx, { petitionId: petition.id, action: 'fileAdded', actor, detail, at });
    const attachment = await findAttachment(trx, id);
    if (!attachment) throw new Error(`attachment ${id} was not kept`);
    return { attachment, added: true };
  });
}

/** What the content is, its name and what the sender says must be one. */
function checkKind({ fileName, mediaType, bytes }: HandedIn) {
  const refuse = (reason: string) => invalid([{ field: 'file', reason }]);
  const fault = faultOfFileName(fileName);
  if (fault !== null) throw refuse(fault);
  const kind = kindOf(bytes);
  if (typeof kind === 'string') throw refuse(kind);
  const ending = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (!kind.endings.includes(ending)) {
    throw refuse(`文件内容是${kind.label}，与文件名不符（应以 .${kind.endings.join(' 或 .')} 结尾）`);
  }
  const said = mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (![...SAYS_NOTHING, kind.mediaType.split(';')[0], ...(kind.alsoSaid ?? [])].includes(said)) {
    throw refuse(`文件内容是${kind.label}，与声明的类型 ${said.slice(0, 100)} 不符`);
  }
  return kind;
}
