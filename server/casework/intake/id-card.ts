const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

/**
 * Checks a resident id-card number: 17 digits, a valid birthday not after `today`, and the check character of GB 11643.
 * @param today `yyyy-mm-dd`
 * @returns what is wrong, in Chinese, or null
 */
export function idCardProblem(idNo: string, today: string): string | null {
  if (!/^\d{17}[\dX]$/.test(idNo)) return '身份证号应为 17 位数字加 1 位校验码（数字或大写 X）';
  const birthday = `${idNo.slice(6, 10)}-${idNo.slice(10, 12)}-${idNo.slice(12, 14)}`;
  if (!isDay(birthday)) return '身份证号中的出生日期不存在';
  if (birthday > today) return '身份证号中的出生日期在将来';
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(idNo[index]), 0);
  if (idNo[17] !== CHECK_CHARACTERS[sum % 11]) return '身份证号校验码不符，请核对';
  return null;
}

/** Whether a text names a day that exists, `yyyy-mm-dd`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

/** How a number is shown in lists: `1101**********002X`. */
export function maskIdNo(idNo: string): string {
  return `${idNo.slice(0, 4)}${'*'.repeat(Math.max(idNo.length - 8, 0))}${idNo.slice(-4)}`;
}
