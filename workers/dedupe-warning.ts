import { throughRegister } from './through-register.ts';

/** One open warning per subject and place. */
export const dedupeWarning = throughRegister('dedupe-warning', ['subjectCode', 'areaCode', 'level', 'confirmed'], {
  warningId: 'String',
  isNew: 'Boolean',
});
