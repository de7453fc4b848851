/**
 * Days off and swapped days of a year, as `mm-dd`. All other days follow the week: Monday to Friday work.
 */
export interface YearNotice {
  /** Name of the holiday -> its days off, weekend days among them included. */
  off: Readonly<Record<string, string>>;
  /** Saturdays and Sundays on which people work instead. */
  swappedToWork: string;
}

/** Years whose notice the State Council has published; checked by a test against chinese-days 1.5.7. */
export const NOTICED_YEARS: Readonly<Record<number, YearNotice>> = {
  2024: {
    off: {
      元旦: '01-01',
      春节: '02-10 02-11 02-12 02-13 02-14 02-15 02-16 02-17',
      清明: '04-04 04-05 04-06',
      劳动节: '05-01 05-02 05-03 05-04 05-05',
      端午: '06-10',
      中秋: '09-15 09-16 09-17',
      国庆节: '10-01 10-02 10-03 10-04 10-05 10-06 10-07',
    },
    swappedToWork: '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  },
  2025: {
    off: {
      元旦: '01-01',
      春节: '01-28 01-29 01-30 01-31 02-01 02-02 02-03 02-04',
      清明: '04-04 04-05 04-06',
      劳动节: '05-01 05-02 05-03 05-04 05-05',
      端午: '05-31 06-01 06-02',
      国庆节: '10-01 10-02 10-03 10-04 10-05 10-07 10-08',
      中秋: '10-06',
    },
    swappedToWork: '01-26 02-08 04-27 09-28 10-11',
  },
  2026: {
    off: {
      元旦: '01-01 01-02 01-03',
      春节: '02-15 02-16 02-17 02-18 02-19 02-20 02-21 02-22 02-23',
      清明: '04-04 04-05 04-06',
      劳动节: '05-01 05-02 05-03 05-04 05-05',
      端午: '06-19 06-20 06-21',
      中秋: '09-25 09-26 09-27',
      国庆节: '10-01 10-02 10-03 10-04 10-05 10-06 10-07',
    },
    swappedToWork: '01-04 02-14 02-28 05-09 09-20 10-10',
  },
};

/**
 * Years without a notice yet: the statutory holidays of 《全国年节及纪念日放假办法》 (as amended from 2025-01-01) by the lunar calendar,
 * with none of the swaps a notice makes. Only the sample office is given these, marked as what they are; a real office enters the notice.
 */
export const PROVISIONAL_YEARS: Readonly<Record<number, YearNotice>> = {
  2027: {
    off: {
      元旦: '01-01',
      春节: '02-05 02-06 02-07 02-08',
      清明节: '04-05',
      劳动节: '05-01 05-02',
      端午节: '06-09',
      中秋节: '09-15',
      国庆节: '10-01 10-02 10-03',
    },
    swappedToWork: '',
  },
  2028: {
    off: {
      元旦: '01-01',
      春节: '01-25 01-26 01-27 01-28',
      清明节: '04-04',
      劳动节: '05-01 05-02',
      端午节: '05-28',
      国庆节: '10-01 10-02 10-03',
    },
    swappedToWork: '',
  },
  2029: {
    off: {
      元旦: '01-01',
      春节: '02-12 02-13 02-14 02-15',
      清明节: '04-04',
      劳动节: '05-01 05-02',
      端午节: '06-16',
      中秋节: '09-22',
      国庆节: '10-01 10-02 10-03',
    },
    swappedToWork: '',
  },
  2030: {
    off: {
      元旦: '01-01',
      春节: '02-02 02-03 02-04 02-05',
      清明节: '04-05',
      劳动节: '05-01 05-02',
      端午节: '06-05',
      中秋节: '09-12',
      国庆节: '10-01 10-02 10-03',
    },
    swappedToWork: '',
  },
};
