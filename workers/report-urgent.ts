import { throughRegister } from './through-register.ts';

/** Tells the leaders of an urgent or grave matter at once. */
export const reportUrgent = throughRegister('report-urgent', ['riskLevel'], { reportNo: 'String' });
