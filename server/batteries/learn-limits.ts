// Limits from a house's own fleet: how far the signs of a model's healthy cars go, so that what healthy cars do is not told.
// L1 only cars that nobody has found ill teach: one with a finding that was confirmed, had another cause, or called for a visit
// and has not been looked at, or with a fault nobody announced, is left out for a year; L2 a fleet moves a limit between that of
// chance and twice that, by rules that stand on chance alone (never runaway, insulation, 12 V, loss of capacity, nor a sign to
// stop): ill cars that were taken for healthy cannot blind a rule; L3 a version is never changed, the newest is in force from the
// next frame on; L4 what a person holds or returns to stays until a person lets it go.
import { fitTails, leastMonths, type Learnt, type LearntKind, learntKinds, type State, type Tails, widest } from '@careloop/battery';
import { allModels, findModel } from '#brands';
import { actorName, holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { libraryVersion } from './frames.ts';
import { carsPerModel, healthyReached, insertLimits, limitsInForce, limitsOf, type LimitsRow } from './store.ts';

export type LearntRules = Partial<Record<LearntKind, Learnt>>;

const keepers = ['serviceManager', 'administrator'] as const;
/** By how much a limit must have moved to be another version. */
const worthAVersion = 0.05;

function moved(before: LearntRules, now: LearntRules): boolean {
  return learntKinds.some((kind) => {
    const [a, b] = [before[kind], now[kind]];
    if (a === undefined || b === undefined) return a !== b;
    return a.infoBy !== b.infoBy || a.visitBy !== b.visitBy || Math.abs(a.info - b.info) >= worthAVersion || Math.abs(a.visit - b.visit) >= worthAVersion;
  });
}

/** Round: a new version for every model whose healthy cars go further, or less far, than the version in force says, or of which twice as many months are known. (L1-L4) */
export async function learnLimits(tx: Tx): Promise<void> {
  const newest = new Map((await limitsInForce(tx)).map((row) => [row.modelId, row]));
  const followed = new Set((await carsPerModel(tx)).map((one) => one.modelId));
  for (const { id: modelId, brandId, chemistry } of (await allModels(tx)).filter((model) => followed.has(model.id))) {
    const before = newest.get(modelId);
    if (before?.held === true) continue; // L4
    const cars = await healthyReached(tx, modelId, chemistry.toLowerCase(), libraryVersion); // L1
    const teaching = cars.filter((car) => car.healthy);
    const months = teaching.flatMap((car) => car.reached.map((month) => month.reached));
    const rules = fitTails(months); // L2
    if (before !== undefined && !moved(before.rules, rules) && months.length < 2 * before.months) continue;
    await insertLimits(tx, {
      modelId, version: (before?.version ?? 0) + 1, brandId, chemistry: chemistry.toLowerCase(), at: tx.now, byName: null, months: months.length, cars: teaching.length, leftOut: cars.length - teaching.length,
      rules, held: false, fromVersion: null, why: null,
    });
    tx.announce({ topic: 'batteries', id: modelId, brandId });
  }
}

/** What a state keeps of it: the limits that are not those of chance. */
const tailsOf = (rules: LearntRules): Tails => Object.fromEntries(learntKinds.flatMap((kind) => { const own = rules[kind]; return own === undefined || (own.info <= 1 && own.visit <= 1) ? [] : [[kind, { info: own.info, visit: own.visit }]]; }));

/** Judges batteries by the limits in force for their models. (L3) */
export async function judgeByFleet(tx: Tx, batteries: readonly { state: State; car: { modelId: string } }[]): Promise<void> {
  const rows = new Map((await limitsInForce(tx, [...new Set(batteries.map((one) => one.car.modelId))])).map((row) => [row.modelId, row]));
  for (const { state, car } of batteries) state.limits.tails = tailsOf(rows.get(car.modelId)?.rules ?? {});
}

const shown = ({ rules, ...row }: LimitsRow) => ({
  version: row.version, at: row.at, byName: row.byName, held: row.held, fromVersion: row.fromVersion, why: row.why, months: row.months, cars: row.cars, leftOut: row.leftOut,
  rules: learntKinds.flatMap((rule) => { const own = rules[rule]; return own === undefined ? [] : [{ rule, ...own }]; }),
});

/** Every model that is followed, with its versions, newest first. */
export async function listBatteryLimits(tx: Tx) {
  const followed = new Set((await carsPerModel(tx)).map((one) => one.modelId));
  const rows = Map.groupBy(await limitsOf(tx), (row) => row.modelId);
  const models = (await allModels(tx)).filter((model) => followed.has(model.id));
  return { leastMonths, widest, models: models.map((model) => ({ modelId: model.id, brandId: model.brandId, chemistry: model.chemistry, versions: (rows.get(model.id) ?? []).map(shown) })) };
}

/** Holds the limits in force, returns to an earlier version and holds that, or lets the fleet teach again. (L4) */
export async function setBatteryLimits(tx: Tx, input: Input<typeof api.setBatteryLimits>) {
  const model = await findModel(tx, input.modelId);
  if (!holds(tx.actor, keepers, { brandId: model.brandId })) refuse('notAllowed');
  const versions = await limitsOf(tx, model.id);
  const now = versions[0] ?? refuse('batteryLimitsNotFound');
  if (input.to === 'return' && input.backTo === undefined) refuse('badInput', { field: 'backTo', reason: 'required' });
  const from = input.to === 'return' ? (versions.find((one) => one.version === input.backTo) ?? refuse('batteryLimitsNotFound')) : now;
  const next: LimitsRow = { ...from, version: now.version + 1, at: tx.now, byName: actorName(tx.actor), held: input.to !== 'learn', fromVersion: from.version, why: input.why };
  if (input.version !== now.version || !(await insertLimits(tx, next))) return refuse('staleEdit', { changes: await changesSince(tx, 'batteryLimits', model.id, input.version) });
  tx.record({ action: 'batteries.limits', subject: 'batteryLimits', subjectId: model.id, brandId: model.brandId, version: next.version, before: { version: now.version, held: now.held }, after: { to: input.to, held: next.held, fromVersion: from.version }, why: input.why });
  tx.announce({ topic: 'batteries', id: model.id, brandId: model.brandId });
  return shown(next);
}
