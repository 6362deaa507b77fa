// Whether weather is a risk to a car's battery: decided from what is known of it, so that advice reaches those it concerns.
// W1 a healthy battery hears nothing; W2 the reason is said with the risk. Pure but for reading what is known.
import { findModel } from '#brands';
import type { Tx } from '#platform/tx';
import type { Vehicle } from '#vehicles';
import type { Finding } from './finding.ts';
import { openFindings, stateHead } from './store.ts';

export type RiskWhy = 'openFinding' | 'weakHealth' | 'lfpInFrost' | 'insulation';
const heatRules: readonly string[] = ['cooling', 'leakage', 'runaway', 'connectionResistance', 'probeSensor'];

/** (W1, W2) */
export function riskOf(kind: string, of: { findings: readonly Pick<Finding, 'rule'>[]; sohPct: number | null; chemistry: string | null }): RiskWhy | null {
  const has = (rules: readonly string[]): boolean => of.findings.some((one) => rules.includes(one.rule));
  if (kind === 'heat') return has(heatRules) ? 'openFinding' : of.sohPct !== null && of.sohPct < 80 ? 'weakHealth' : null;
  if (kind === 'frost') return of.sohPct !== null && of.sohPct < 85 ? 'weakHealth' : has(['lowCapacity', 'auxBattery']) ? 'openFinding' : of.chemistry === 'LFP' ? 'lfpInFrost' : null;
  if (kind === 'flood' || kind === 'rainstorm') return has(['insulation']) ? 'insulation' : null;
  return null;
}

export async function weatherRisk(tx: Tx, vehicle: Vehicle, kind: string): Promise<RiskWhy | null> {
  const model = await findModel(tx, vehicle.modelId).catch(() => undefined);
  const head = await stateHead(tx, vehicle.vin);
  return riskOf(kind, { findings: await openFindings(tx, vehicle.vin), sohPct: head?.report.capacity?.sohPct ?? null, chemistry: model?.chemistry ?? null });
}
