import { eventually, type Office, type PetitionTold, taskAt } from '../pages/office.ts';

/** What an agent says of a petition on its way to a unit, task by task. */
const ANSWERS = {
  confirmMandate: { mandateConfirmed: { value: true, type: 'Boolean' } },
  contactPetitioner: {
    pathChoice: { value: 'unit', type: 'String' },
    safetyThreat: { value: false, type: 'Boolean' },
  },
};

/** Registers a petition and brings it to the unit, which then keeps silent. Answers the petition's number. */
export async function bringToUnit(office: Office): Promise<string> {
  const businessKey = await office.register();
  for (const [activityId, variables] of Object.entries(ANSWERS)) {
    const taskId = await taskAt(office, businessKey, activityId);
    await office.ask(`/engine-rest/task/${taskId}/complete`, { variables });
  }
  await taskAt(office, businessKey, 'unitReceive');
  return businessKey;
}

/** How a petition climbed because its unit kept silent, first climb first; empty as long as it did not. */
export async function climbsOf(office: Office, businessKey: string): Promise<PetitionTold['escalations']> {
  const { escalations } = await office.ask<PetitionTold>(`/api/petitions/${businessKey}`);
  return escalations.filter(({ trigger }) => trigger === 'unitSilent');
}

/** Waits until the unit's silence has led somewhere, and answers the level. */
export function climbedTo(office: Office, businessKey: string): Promise<string> {
  return eventually(`${businessKey} climbs`, async () => (await climbsOf(office, businessKey))[0]?.targetLevel);
}
