import { throughRegister } from './through-register.ts';

/** Notes how much a channel brought. */
export const ingestChannel = throughRegister('ingest-channel', ['channel', 'from', 'to'], {
  count: 'Integer',
  cursor: 'Date',
});
