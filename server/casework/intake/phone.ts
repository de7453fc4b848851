const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^0\d{2,3}-?\d{7,8}$/;

/** A phone number without spaces and without the country code, or null when it is none of this country. */
export function normalisePhone(text: string): string | null {
  const digits = text.replace(/[\s\u3000]/g, '').replace(/^(\+|00)86-?/, '');
  return MOBILE.test(digits) || LANDLINE.test(digits) ? digits : null;
}

/** What a refused number is told. */
export const PHONE_PROBLEM = '电话应为 11 位手机号（1 开头）或带区号的固定电话';

/** How a number is shown in lists: `138****0000`. */
export function maskPhone(phone: string): string {
  return phone.length < 8 ? '****' : `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`;
}

/** How a name is shown in lists: the first character, then stars. */
export function maskName(name: string): string {
  const [first, ...rest] = [...name];
  return first === undefined ? '' : first + '*'.repeat(rest.length);
}
