import { throughRegister } from './through-register.ts';

/** What the officer made of a suggestion at first sight. */
export const recordScreening = throughRegister('record-screening', ['screening', 'track'], {});
