// A car that is back for the same system: found by what was done on it lately and by what it is here for now. C4 within the
// near days, or within the quality period of the repair, the owner never pays for it; within the far days it is shown and linked.
// What a guarantee pays stays paid by the guarantee, so that its counters count.
import { daysBetween } from '#platform/calendar';
import type { PayReason, PayType } from './who-pays.ts';

export type PastWork = { workOrderId: string; number: string; system: string; handedBackOn: string; handedBackKm: number; qualityUntilOn: string; qualityUntilKm: number };
export type Comeback = { workOrderId: string; number: string; system: string; days: number; near: boolean };

/** Whether and how near the past work lies; undefined when it is too long ago to be a comeback. (C4) */
export function comebackOf(past: PastWork, now: { onDay: string; odometerKm: number }, rules: ReadonlyMap<string, number>): Comeback | undefined {
  const days = daysBetween(past.handedBackOn, now.onDay);
  const warranted = now.onDay <= past.qualityUntilOn && now.odometerKm <= past.qualityUntilKm;
  if (days < 0 || (days > (rules.get('comebackFarDays') ?? 0) && !warranted)) return undefined;
  return { workOrderId: past.workOrderId, number: past.number, system: past.system, days, near: warranted || days <= (rules.get('comebackNearDays') ?? 0) };
}

/** Who pays a line of this system on a comeback. (C4) */
export const payerOnComeback = (suggested: { payType: PayType; payReason: PayReason }, system: string, comeback: Comeback | null): { payType: PayType; payReason: PayReason } =>
  (comeback !== null && comeback.near && comeback.system === system && suggested.payType === 'owner' ? { payType: 'internal', payReason: 'comeback' } : suggested);
