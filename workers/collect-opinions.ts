import { throughRegister } from './through-register.ts';

/** What a panel said, counted in the register. */
export const collectOpinions = throughRegister('collect-opinions', ['purpose', 'quorum'], {
  opinionCount: 'Integer',
  supportCount: 'Integer',
  againstCount: 'Integer',
  quorumReached: 'Boolean',
});
