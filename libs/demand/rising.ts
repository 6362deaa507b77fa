// Early warning of a fault that rises: for one group (a part, a batch, a supplier, a software version), month by month,
// failures seen against failures expected from the curve of all. The watch is a Shiryaev–Roberts sum of likelihood ratios
// for rates 1.5, 2, 3 and 5 times the expected. While nothing is wrong its mean grows by one a month, hence the promise:
// a false alarm comes on average no sooner than `monthsPerFalseAlarm` months of one group (Pollak 1987), for any Poisson
// counts and however the expected failures change with the parc. When the failures of good months vary more than Poisson,
// say by how much (`lump`, variance over mean), and the counts are weighed down accordingly.

export type Watched = { expected: number; seen: number };
export type Watch = { statistic: number; alarmMonth: number | undefined; monthsPerFalseAlarm: number; ratio: number };

const ratios = [1.5, 2, 3, 5];

/** The threshold that keeps false alarms of `groups` groups together at one in `months` months. */
export const thresholdFor = (groups: number, months: number): number => groups * months;

/**
 * Watches one group. `monthsPerFalseAlarm` is the promised mean time between false alarms of this group (for many groups
 * see thresholdFor). `alarmMonth` is the index of the first month in which the alarm rang; `ratio` how many times the
 * expected failures were seen over the last six months.
 */
export function watchRising(months: readonly Watched[], monthsPerFalseAlarm: number, lump = 1): Watch {
  let sums = ratios.map(() => 0);
  let alarmMonth: number | undefined;
  months.forEach(({ expected, seen }, at) => {
    const weight = 1 / Math.max(1, lump);
    sums = sums.map((sum, i) => (sum + 1) * Math.exp(weight * (seen * Math.log(ratios[i]!) - expected * (ratios[i]! - 1))));
    if (alarmMonth === undefined && mean(sums) >= monthsPerFalseAlarm) alarmMonth = at;
  });
  const late = months.slice(-6);
  const expected = late.reduce((sum, month) => sum + month.expected, 0);
  return { statistic: mean(sums), alarmMonth, monthsPerFalseAlarm, ratio: expected > 0 ? late.reduce((sum, month) => sum + month.seen, 0) / expected : 0 };
}

const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;
