import { throughRegister } from './through-register.ts';

/** What the satisfaction visit came to. */
export const recordRating = throughRegister('record-rating', ['overall', 'carriedOut', 'wantsReopen', 'memberNo'], {
  satisfied: 'Boolean',
  overall: 'String',
  reopenWanted: 'Boolean',
});
