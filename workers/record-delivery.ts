import { throughRegister } from './through-register.ts';

/** Notes when a letter reached its reader. */
export const recordDelivery = throughRegister('record-delivery', ['docId', 'deliveryProof'], { deliveredAt: 'Date' });
