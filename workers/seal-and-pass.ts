import { throughRegister } from './through-register.ts';

/** Seals an accusation and passes it to discipline inspection; only the seal number comes back. */
export const sealAndPass = throughRegister('seal-and-pass', [], { sealNo: 'String' });
