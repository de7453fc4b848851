import type { Draws } from './draws.ts';

/** Somebody who petitions. Invented, and told apart from everybody else by each of the three. */
export interface Person {
  name: string;
  phone: string;
  idNo: string;
}

export const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜'];
/** Rare signs, so that a name found anywhere is this person and no word. */
export const GIVEN = [...'翀赟骉彧昶旻珏懿翾晗祎璟瑄玥珺琰暄湜溦潆澍煊烜燊犇猷瑀瑢璆璠甯畛皓睿祯禧稷窈竑筠'];
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

/** @param number from 0, below eight million: no two share a phone or an id card, and the first 80,000 no name */
export function invent(number: number, draws: Draws): Person {
  const count = GIVEN.length;
  const first = GIVEN[number % count];
  const second = GIVEN[Math.floor(number / count) % count];
  const surname = SURNAMES[Math.floor(number / (count * count)) % SURNAMES.length];
  return {
    name: `${surname}${first}${second}`,
    // Area code 0000 belongs to no telephone network.
    phone: `0000-${String(1_000_000 + number)}`,
    idNo: idNo(number, draws.under(`person-${number}`)),
  };
}

/** An id card of no province, with a right check character (GB 11643). */
function idNo(number: number, draws: Draws): string {
  const year = draws.whole(1940, 2004, 'year');
  const month = String(draws.whole(1, 12, 'month')).padStart(2, '0');
  const day = String(draws.whole(1, 28, 'day')).padStart(2, '0');
  const place = `99${String(1000 + Math.floor(number / 1000))}`;
  const digits = `${place}${year}${month}${day}${String(number % 1000).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return digits + CHECK_CHARACTERS[sum % 11];
}
