import { describe, expect, test } from 'vitest';
import { controlOf, intakeFromForm, membersOf } from '../../desk/home/intake-values.ts';

function form(values: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  return data;
}

describe('the registration form', () => {
  test('given empty entries, when read, then they are left out and claims are one a line', () => {
    const intake = intakeFromForm(form({ channel: 'visit', name: '  ', claims: ' 退费 \n\n道歉' }));
    expect(intake).toEqual({
      channel: 'visit',
      claims: ['退费', '道歉'],
      groupSize: 1,
      wantsProxy: false,
      consentToShare: false,
    });
  });

  test('given no fact ticked, when read, then none is sent; given one, then all are told', () => {
    expect(intakeFromForm(form({}))).not.toHaveProperty('facts');
    expect(intakeFromForm(form({ questionOnly: 'on' }))['facts']).toMatchObject({
      questionOnly: true,
      asksOwnRelief: false,
    });
  });

  test('given members with either comma, when read, then names and phones are told apart', () => {
    expect(membersOf('甲，13800000001\n\n乙, 13800000002\n丙')).toEqual([
      { name: '甲', phone: '13800000001' },
      { name: '乙', phone: '13800000002' },
      { name: '丙', phone: '' },
    ]);
  });

  test('given the field of an error, when asked for its control, then lists and facts lead to theirs', () => {
    expect(controlOf('members[2].phone')).toBe('members');
    expect(controlOf('claims/0')).toBe('claims');
    expect(controlOf('facts.questionOnly')).toBe('questionOnly');
    expect(controlOf('phone')).toBe('phone');
  });
});
