import { DateTime } from 'luxon';
import { ZONE } from '../calendar/working-days.ts';
import type { Agreement } from '../tables/agreement.ts';
import type { Petition } from '../tables/petition.ts';
import type { Review } from '../tables/review.ts';
import type { Suggestion } from '../tables/suggestion.ts';
import type { SupervisionOrder } from '../tables/supervision-order.ts';

/** What a letter may speak of. Text is rendered from the register; nothing of it becomes a process variable. */
export interface LetterMatter {
  petition: Petition;
  /** How the petitioner is addressed; 「信访人」 when the petition is anonymous or sealed. */
  addressee: string;
  areaPath: string;
  leadUnitName: string;
  cooperatingUnitNames: string[];
  firstAgentName: string;
  /** Set in supervision orders. */
  order: SupervisionOrder | null;
  orderUnitName: string;
  /** Set in letters of a review. */
  review: Review | null;
  agreement: Agreement | null;
  suggestion: Suggestion | null;
  nowMs: number;
}

export interface LetterTemplate {
  /** `acceptanceNotice`, … */
  template: string;
  title: string;
  /** Who signs it. */
  from: (matter: LetterMatter) => string;
  /** Whom it is for: a letter to a unit carries no identity of the petitioner. */
  to: 'petitioner' | 'unit';
  /** Short form in the document number, e.g. 受. */
  series: string;
  /** A person must approve it before it is numbered. */
  needsApproval: boolean;
  paragraphs: (matter: LetterMatter) => string[];
}

/** Stands in a letter until it is numbered. */
export const NUMBER_PENDING = '（待编）';

/** The petition office of the city, as a signature. */
export const PETITION_OFFICE = (matter: LetterMatter): string => `${matter.areaPath.split(' / ')[0] ?? ''}信访局`;
/** The unit that handles the petition, as a signature. */
export const LEAD_UNIT = (matter: LetterMatter): string => matter.leadUnitName;

/** A day as letters write it: 2026年11月24日. */
export function longDay(epochMs: number | null): string {
  return epochMs === null ? '（未定）' : DateTime.fromMillis(epochMs, { zone: ZONE }).toFormat('yyyy年M月d日');
}

/** The matter in a few words. */
export function gist(petition: Petition): string {
  const characters = [...petition.content.replace(/\s+/g, '')];
  return characters.length <= 60 ? characters.join('') : `${characters.slice(0, 60).join('')}……`;
}

/** The whole letter as plain text. */
export function renderLetter(template: LetterTemplate, matter: LetterMatter, documentNo: string): string {
  const toUnit = template.to === 'unit';
  const contact = matter.firstAgentName || '群众工作之家';
  return [
    template.title,
    '',
    `文号：${documentNo}`,
    `信访编号：${matter.petition.businessKey}`,
    '',
    `${toUnit ? matter.orderUnitName || matter.leadUnitName : matter.addressee}：`,
    ...template.paragraphs(matter).map((paragraph) => `　　${paragraph}`),
    '',
    toUnit ? `联系：${PETITION_OFFICE(matter)}` : `首办代理员：${contact}`,
    '',
    template.from(matter),
    longDay(matter.nowMs),
    '（印章）',
    '',
  ].join('\n');
}
