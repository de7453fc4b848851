import { throughRegister } from './through-register.ts';

/** Freezes the file. */
export const archiveFile = throughRegister('archive-file', [], { archivedAt: 'Date' });
