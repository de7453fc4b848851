import { throughRegister } from './through-register.ts';

/** Clock 1: until when the petition must be registered and routed. */
export const startIntakeClock = throughRegister(
  'start-intake-clock',
  ['receivedAt', 'amount', 'unit', 'intakeReminderPeriod'],
  { intakeDueAt: 'Date', intakeReminderAt: 'Date', round: 'Integer', agentLevel: 'String' },
);
