/** The yes/no facts a clerk can tell at the counter; the rest is found out by the process. */
export const FACTS = [
  'asksOwnRelief',
  'allegesOfficialMisconduct',
  'proposesImprovement',
  'privateParties',
  'questionOnly',
] as const;

const TEXTS = [
  'channel',
  'areaCode',
  'subjectCode',
  'content',
  'happenedOn',
  'litigationState',
  'accusedUnitId',
  'name',
  'phone',
  'idNo',
  'addressDetail',
  'contactBy',
] as const;

/** The members of a group, one a line as `name, phone`; both comma kinds are taken. */
export function membersOf(text: string): { name: string; phone: string }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', phone = ''] = line.split(/[,，]/).map((part) => part.trim());
      return { name, phone };
    });
}

/**
 * What the form says, as the register's `POST /api/petitions` wants it: empty entries left out, claims one a line.
 * When no fact is ticked none is sent: "don't know" is not "no", and an officer then classifies by hand.
 */
export function intakeFromForm(data: FormData): Record<string, unknown> {
  const text = (name: string): string => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const intake: Record<string, unknown> = {};
  for (const name of TEXTS) if (text(name) !== '') intake[name] = text(name);
  if (text('idNo') !== '') intake['idType'] = 'idCard';
  intake['claims'] = text('claims')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const groupSize = Number(text('groupSize') || 1);
  intake['groupSize'] = groupSize;
  const members = membersOf(text('members'));
  if (members.length > 0) intake['members'] = members.map(({ name, phone }) => (phone ? { name, phone } : { name }));
  intake['wantsProxy'] = data.has('wantsProxy');
  intake['consentToShare'] = data.has('consentToShare');
  const ticked = FACTS.filter((fact) => data.has(fact));
  if (ticked.length > 0) intake['facts'] = Object.fromEntries(FACTS.map((fact) => [fact, data.has(fact)]));
  return intake;
}

/** The form control an error belongs to: `members[2].phone` and `claims/0` are shown at `members` and `claims`. */
export function controlOf(field: string): string {
  const [first = '', second = ''] = field.split(/[.[\]/]+/).filter((part) => part !== '');
  return first === 'facts' && second !== '' ? second : first;
}
