import { throughRegister } from './through-register.ts';

/** Gives a letter its number and fixes its text by a hash. */
export const sealAndNumber = throughRegister('seal-and-number', ['docId'], { docNo: 'String', sha256: 'String' });
