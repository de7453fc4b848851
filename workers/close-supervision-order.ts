import { throughRegister } from './through-register.ts';

/** What the supervision came to. */
export const closeSupervisionOrder = throughRegister('close-supervision-order', ['orderNo', 'verdict'], {
  closedAt: 'Date',
});
