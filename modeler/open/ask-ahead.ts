import { askAhead } from '../../desk/shell/http.ts';
import { draftNameOf } from '../draft/draft-store.ts';
import { draftAddress } from '../draft/server-draft.ts';
import { newestXmlAddress, versionsAddress } from './definitions.ts';
import type { Place } from './place.ts';

/** Asks at once for all that is needed before a file can be drawn: each by itself would wait for the one before it. */
export function askAheadFor({ kind, key, version }: Place): void {
  askAhead(versionsAddress(kind, key));
  if (kind !== 'form' && version === undefined) askAhead(newestXmlAddress(kind, key));
  askAhead(draftAddress(draftNameOf(kind, key)));
}
