// Whom to ask and where to take the car: two decisions with their reasons. Pure.
// C1 a contractor who lacks what is needed is not asked, however near; C2 the nearest first, each once per turn; C3 the car
// goes where hands, bay and part are, not to the nearest door; what is lacking is said; C4 a battery that may burn goes
// only where a quarantine place is free.
import { drivingMin, roadKm } from './arrival.ts';
import type { Missing } from './mission.ts';
import type { Need } from './response.ts';

export type Contractor = {
  id: string; brandId: string; name: string; nameEn: string; phone: string; city: string; lon: number; lat: number; radiusKm: number; means: Need[]; truckHeightMm: number | null; baseFen: number; includedKm: number; fenPerKm: number; inUse: boolean; version: number;
};
export type Rules = { speedKmh: number; roadFactorPct: number; readyMin: number };
export type Ranked = { contractor: Contractor; farKm: number | null; minutes: number | null; lacks: string[] };

/** All contractors, those who can come first, by distance; with what each lacks. (C1, C2) */
export function rankContractors(all: readonly Contractor[], of: { meetAt: { lon?: number | null | undefined; lat?: number | null | undefined } | null; needs: readonly Need[]; heightMm?: number | undefined }, rules: Rules): Ranked[] {
  return all.filter((one) => one.inUse).map((contractor) => {
    const farKm = roadKm(contractor, of.meetAt, rules.roadFactorPct);
    const lacks: string[] = of.needs.filter((need) => !contractor.means.includes(need));
    if (of.needs.includes('lowGarage') && of.heightMm !== undefined && (contractor.truckHeightMm === null || contractor.truckHeightMm > of.heightMm)) lacks.push('truckTooHigh');
    if (farKm === null || farKm > contractor.radiusKm) lacks.push('outOfReach');
    return { contractor, farKm, minutes: farKm === null ? null : rules.readyMin + drivingMin(farKm, rules.speedKmh), lacks };
  }).sort((a, b) => Number(a.lacks.length > 0) - Number(b.lacks.length > 0) || (a.farKm ?? 1e9) - (b.farKm ?? 1e9) || (a.contractor.id < b.contractor.id ? -1 : 1));
}

/** The next to ask: the nearest who can and was not asked in this turn. */
export const nextToAsk = (ranked: readonly Ranked[], askedIds: ReadonlySet<string>): Ranked | undefined => ranked.find((one) => one.lacks.length === 0 && !askedIds.has(one.contractor.id));

export type Outlet = {
  id: string; name: string; nameEn: string; address: string; lon: number; lat: number; towAccess: boolean; hvBay: boolean; certified: number; partsMissing: boolean; quarantinePlace: string | null; openOnArrival: boolean;
};
/** What each lack weighs, in kilometres one would rather drive; what must be there is no matter of weight. */
const worthKm: Record<Missing, number> = { hvBay: 400, certifiedHands: 250, quarantine: 2000, part: 120, closed: 15, towAccess: 30 };

export type Candidate = { outlet: Outlet; farKm: number | null; missing: Missing[] };
/** Outlets in the order in which the car should go there. (C3, C4) */
export function rankOutlets(outlets: readonly Outlet[], of: { from: { lon?: number | null | undefined; lat?: number | null | undefined } | null; hv: boolean; quarantine: boolean }, roadFactorPct: number): Candidate[] {
  const cost = (one: Candidate): number => (one.farKm ?? 0) + one.missing.reduce((sum, lack) => sum + worthKm[lack], 0);
  return outlets.map((outlet): Candidate => {
    const missing: Missing[] = [];
    if (of.hv && !outlet.hvBay) missing.push('hvBay');
    if (of.hv && outlet.certified < 2) missing.push('certifiedHands');
    if (of.quarantine && outlet.quarantinePlace === null) missing.push('quarantine');
    if (outlet.partsMissing) missing.push('part');
    if (!outlet.openOnArrival) missing.push('closed');
    if (!outlet.towAccess) missing.push('towAccess');
    return { outlet, farKm: roadKm(of.from, outlet, roadFactorPct), missing };
  }).sort((a, b) => cost(a) - cost(b) || (a.outlet.id < b.outlet.id ? -1 : 1));
}
/** Whether the car may go there at all. (C4) */
export const mayGoTo = (one: Pick<Candidate, 'missing'>): boolean => !one.missing.includes('quarantine');

/** What a carried car costs by a contractor's tariff. */
export const costOf = (tariff: Pick<Contractor, 'baseFen' | 'includedKm' | 'fenPerKm'>, km: number): number => tariff.baseFen + Math.max(0, Math.ceil(km - tariff.includedKm)) * tariff.fenPerKm;

/** Who pays, until a diagnosis says otherwise. Source of the maker's duty: 家用汽车产品修理更换退货责任规定 (总局令第43号), 第15条: within 包修期 the necessary towing is at the repairer's cost. */
export function payerOf(of: { trouble: string; inGuarantee: boolean }): { payer: 'owner' | 'maker' | 'insurer'; rule: string } {
  if (of.trouble === 'collision') return { payer: 'insurer', rule: 'accident' };
  if (of.trouble === 'outOfCharge') return { payer: 'owner', rule: 'emptyBattery' };
  if (of.trouble === 'tyre') return { payer: 'owner', rule: 'wear' };
  return of.inGuarantee ? { payer: 'maker', rule: 'R43-15' } : { payer: 'owner', rule: 'outOfGuarantee' };
}
