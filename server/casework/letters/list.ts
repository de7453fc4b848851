import { acceptanceNotice } from './acceptance-notice.ts';
import { alreadyInHandlingNotice } from './already-in-handling-notice.ts';
import { declineNotice } from './decline-notice.ts';
import { diversionNotice } from './diversion-notice.ts';
import { extensionNotice } from './extension-notice.ts';
import { handlingOpinion } from './handling-opinion.ts';
import type { LetterTemplate } from './letter.ts';
import { mediationAdvice } from './mediation-advice.ts';
import { mediationAgreement } from './mediation-agreement.ts';
import { memberCopy } from './member-copy.ts';
import { noLongerAcceptNotice } from './no-longer-accept-notice.ts';
import { performanceAdvice } from './performance-advice.ts';
import { receiptNote } from './receipt-note.ts';
import { receivedSealedNotice } from './received-sealed-notice.ts';
import { receptionNotice } from './reception-notice.ts';
import { reviewGuide } from './review-guide.ts';
import { reviewOpinion } from './review-opinion.ts';
import { reviewRefusal } from './review-refusal.ts';
import { suggestionFeedback } from './suggestion-feedback.ts';
import { supervisionOrder } from './supervision-order.ts';
import { transferLetter } from './transfer-letter.ts';
import { withdrawalNote } from './withdrawal-note.ts';

const LETTERS: readonly LetterTemplate[] = [
  acceptanceNotice,
  alreadyInHandlingNotice,
  declineNotice,
  diversionNotice,
  extensionNotice,
  handlingOpinion,
  noLongerAcceptNotice,
  receivedSealedNotice,
  receptionNotice,
  reviewGuide,
  supervisionOrder,
  transferLetter,
  mediationAdvice,
  mediationAgreement,
  memberCopy,
  performanceAdvice,
  receiptNote,
  reviewOpinion,
  reviewRefusal,
  suggestionFeedback,
  withdrawalNote,
];

const BY_NAME = new Map(LETTERS.map((letter) => [letter.template, letter]));

/** Template id -> title, for code lists. */
export const LETTER_TITLES: Readonly<Record<string, string>> = Object.fromEntries(
  LETTERS.map((letter) => [letter.template, letter.title]),
);

/** The template with this id. */
export const findLetter = (template: string): LetterTemplate | undefined => BY_NAME.get(template);

/** The title of a template, or its id when it is not known. */
export const letterTitle = (template: string): string => BY_NAME.get(template)?.title ?? template;
