// The day of the country's cars: of a hundred, how many drive and how many charge in each hour in Beijing. The others are
// parked and asleep.
const drivingPct = [3, 2, 1, 1, 2, 4, 10, 19, 20, 14, 12, 13, 13, 12, 12, 12, 14, 18, 20, 15, 11, 9, 7, 5];
const chargingPct = [15, 14, 13, 12, 11, 9, 6, 5, 5, 6, 7, 8, 8, 8, 7, 7, 6, 6, 7, 8, 10, 12, 13, 15];

export type Shares = { driving: number; charging: number };
export const sharesAt = (hour: number): Shares => ({ driving: (drivingPct[hour] as number) / 100, charging: (chargingPct[hour] as number) / 100 });

/** The hour in Beijing. */
export const hourOf = (atMs: number): number => Math.floor(atMs / 3_600_000 + 8) % 24;
/** Nobody promises a car for the night: what falls after six in the evening or before nine is promised for eleven in the morning. */
export function byDaylight(at: Date): Date {
  const hour = hourOf(at.getTime());
  if (hour >= 9 && hour < 18) return at;
  const day = new Date(at.getTime() + 8 * 3_600_000 + (hour >= 18 ? 86_400_000 : 0)).toISOString().slice(0, 10);
  return new Date(`${day}T11:00:00+08:00`);
}
