// Public holidays of mainland China and the days worked in exchange, one row per notice of the General Office of the
// State Council, each with its source. A year appears here when its notice is out (each November for the next year),
// never by guessing. K1 a year without a notice is known to be without one.

export type HolidayNotice = {
  year: number;
  source: string;
  /** Days off, first and last day of each stretch, weekends inside included. */
  off: readonly { name: string; nameEn: string; fromOn: string; untilOn: string }[];
  /** Saturdays and Sundays that are working days (调休). */
  worked: readonly string[];
};

export const holidayNotices: readonly HolidayNotice[] = [
  {
    year: 2025,
    source: '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号，2024-11-12）',
    off: [
      { name: '元旦', nameEn: 'New Year', fromOn: '2025-01-01', untilOn: '2025-01-01' },
      { name: '春节', nameEn: 'Spring Festival', fromOn: '2025-01-28', untilOn: '2025-02-04' },
      { name: '清明节', nameEn: 'Qingming', fromOn: '2025-04-04', untilOn: '2025-04-06' },
      { name: '劳动节', nameEn: 'Labour Day', fromOn: '2025-05-01', untilOn: '2025-05-05' },
      { name: '端午节', nameEn: 'Dragon Boat Festival', fromOn: '2025-05-31', untilOn: '2025-06-02' },
      { name: '国庆节、中秋节', nameEn: 'National Day and Mid-Autumn', fromOn: '2025-10-01', untilOn: '2025-10-08' },
    ],
    worked: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    source: '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号，2025-11-04）',
    off: [
      { name: '元旦', nameEn: 'New Year', fromOn: '2026-01-01', untilOn: '2026-01-03' },
      { name: '春节', nameEn: 'Spring Festival', fromOn: '2026-02-15', untilOn: '2026-02-23' },
      { name: '清明节', nameEn: 'Qingming', fromOn: '2026-04-04', untilOn: '2026-04-06' },
      { name: '劳动节', nameEn: 'Labour Day', fromOn: '2026-05-01', untilOn: '2026-05-05' },
      { name: '端午节', nameEn: 'Dragon Boat Festival', fromOn: '2026-06-19', untilOn: '2026-06-21' },
      { name: '中秋节', nameEn: 'Mid-Autumn', fromOn: '2026-09-25', untilOn: '2026-09-27' },
      { name: '国庆节', nameEn: 'National Day', fromOn: '2026-10-01', untilOn: '2026-10-07' },
    ],
    worked: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
];

/**
 * Days off by standing law on fixed dates, for years whose notice is not out yet; the festivals that follow the moon
 * and the exchanged weekends are unknown until then. Source: 全国年节及纪念日放假办法（国务院令第795号，2025-01-01 起施行）第二条.
 */
export const standingDaysOff: readonly string[] = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];
