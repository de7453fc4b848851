import { throughRegister } from './through-register.ts';

/** What became of an adopted suggestion, on a public page. */
export const publishConversion = throughRegister('publish-conversion', ['conversionKind', 'rewarded'], {
  url: 'String',
});
