// Certificates of a battery's health for whoever buys the car: signed, verified by anybody who holds one, taken back with a reason.
// P1 a certificate says method and uncertainty, and how long it says what is; P2 what stands on it is never changed, its fingerprint
// is of all of it and its signature (Ed25519) is of the fingerprint; P3 who verifies learns of the battery, the end of the VIN and
// nothing of the owner; P4 a guess at a number learns nothing; P5 one taken back, or older than a newer one, says so.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { actorId, actorName, holds } from '#platform/actor';
import { addDays, beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import { refuse } from '#platform/refusals';
import { acrossWalls, type Tx } from '#platform/tx';
import { findBrand } from '#brands';
import { latestState } from '#telemetry';
import { findVehicle, type Vehicle } from '#vehicles';
import type { api } from './api.ts';
import { packInCar, saidCode } from './file-store.ts';
import { stretchesOfPack, within } from './pack-in-car.ts';
import { insertKey, insertPaper, paperById, paperByNumber, papersOf, publicKeyOf, signingKey, takeBack, testsOf, type BatteryTest, type Content, type Paper, type SigningKey } from './paper-store.ts';
import { openFindings, rulesOn, stateHead } from './store.ts';

/** The same text for the same values, in whatever order their fields lie. */
export function inOrder(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inOrder).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  return `{${Object.entries(value).filter(([, inner]) => inner !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => `${JSON.stringify(name)}:${inOrder(inner)}`).join(',')}}`;
}
/** (P2) */
export const hashOf = (one: Pick<Paper, 'number' | 'issuedAt' | 'content'>): string => createHash('sha256').update(inOrder({ number: one.number, issuedAt: one.issuedAt.toISOString(), content: one.content })).digest('hex');
const codeOf = (hash: string): string => hash.slice(0, 16);

async function keyOfHouse(tx: Tx): Promise<SigningKey> {
  const known = await signingKey(tx);
  if (known !== undefined) return known;
  const pair = generateKeyPairSync('ed25519');
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  await insertKey(tx, { id: 'battery-1', publicKey, privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64') });
  return (await signingKey(tx)) ?? refuse('internal', { why: 'no signing key' });
}
const signed = (hash: string, key: SigningKey): string => sign(null, Buffer.from(hash), createPrivateKey({ key: Buffer.from(key.privateKey, 'base64'), format: 'der', type: 'pkcs8' })).toString('base64');
/** Whether a signature is of this fingerprint and key; anybody can do the same with the public key. */
export function isSignedBy(hash: string, signature: string, publicKey: string): boolean {
  try {
    return verify(null, Buffer.from(hash), createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }), Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

export const stateOfPaper = (one: Pick<Paper, 'revokedAt' | 'content'>, now: Date): 'valid' | 'revoked' | 'expired' => (one.revokedAt !== null ? 'revoked' : one.content.validUntil < beijingDay(now) ? 'expired' : 'valid');
export const paperShown = (one: Paper, now: Date) => ({ ...one, code: codeOf(one.hash), state: stateOfPaper(one, now) });

/** The newest finished test of the pack that is in the car, while it is no older than half a year. */
export async function testThatCounts(tx: Tx, vin: string): Promise<BatteryTest | undefined> {
  const stretches = await stretchesOfPack(tx, vin);
  return (await testsOf(tx, vin)).find((one) => one.state === 'done' && one.sohPct !== null && tx.now.getTime() - one.begunAt.getTime() < 180 * 86_400_000 && within(stretches, one.begunAt));
}

/** What would stand on a certificate now: the last finished test of the year if there is one, the estimate otherwise. (P1) */
async function contentOf(tx: Tx, vehicle: Vehicle): Promise<Content> {
  const brand = await findBrand(tx, vehicle.brandId);
  const head = await stateHead(tx, vehicle.vin);
  const capacity = head?.report.capacity ?? null;
  const test = await testThatCounts(tx, vehicle.vin);
  if (test === undefined && (capacity === null || capacity.sohPct === null)) return refuse('noHealthYet');
  const days = (await rulesOn(tx, beijingDay(tx.now))).find((rule) => rule.name === 'paperDays')?.value ?? 90;
  const half = 1.645 * (test?.sohSdPct ?? 0);
  const health = test !== undefined && test.sohPct !== null && test.capacityAh !== null ? { method: 'test' as const, sohPct: test.sohPct, lowPct: test.sohPct - half, highPct: test.sohPct + half, capacityAh: test.capacityAh, measurements: 2 }
    : { method: 'estimate' as const, sohPct: capacity?.sohPct ?? 0, lowPct: capacity?.lowPct ?? 0, highPct: capacity?.highPct ?? 0, capacityAh: capacity?.capacityAh ?? 0, measurements: capacity?.measurements ?? 0 };
  const rounded = Object.fromEntries(Object.entries(health).map(([name, value]) => [name, typeof value === 'number' ? Math.round(value * 10) / 10 : value])) as typeof health;
  return {
    brandName: brand.name, brandNameEn: brand.nameEn, modelName: vehicle.modelName, modelNameEn: vehicle.modelNameEn, vinEnd: vehicle.vin.slice(-6), packCode: (await packInCar(tx, vehicle.vin))?.code ?? (await saidCode(tx, vehicle.vin)), chemistry: head?.report.chemistry ?? test?.chemistry.toLowerCase() ?? null,
    asOf: (test?.doneAt ?? head?.lastAt ?? tx.now).toISOString(), odometerKm: (await latestState(tx, vehicle.vin))?.odometerKm ?? null, ...rounded, daysOfData: Math.round(head?.report.days ?? 0),
    openFindings: (await openFindings(tx, vehicle.vin)).map(({ rule, tier }) => ({ rule, tier })), validUntil: addDays(beijingDay(tx.now), days),
  };
}

export async function issueBatteryPaper(tx: Tx, input: Input<typeof api.issueBatteryPaper>) {
  const vehicle = await findVehicle(tx, input.vin);
  if (tx.actor.kind === 'owner' ? vehicle.ownerId !== actorId(tx.actor) : !holds(tx.actor, ['adviser', 'warrantyOfficer', 'serviceManager'], { brandId: vehicle.brandId })) refuse(tx.actor.kind === 'owner' ? 'vehicleNotFound' : 'notAllowed', { id: input.vin });
  const key = await keyOfHouse(tx);
  const made = { number: await nextNumber(tx, 'BC'), issuedAt: tx.now, content: JSON.parse(JSON.stringify(await contentOf(tx, vehicle))) as Content };
  const hash = hashOf(made);
  const one = await insertPaper(tx, { ...made, id: newId(), vin: vehicle.vin, brandId: vehicle.brandId, ownerId: vehicle.ownerId, hash, signature: signed(hash, key), keyId: key.id, issuedBy: actorName(tx.actor), revokedAt: null, revokedWhy: null });
  tellOf(tx, 'batteries.issuePaper', one, {});
  return paperShown(one, tx.now);
}

function tellOf(tx: Tx, action: `batteries.${string}`, one: Paper, more: { why?: string }): void {
  tx.record({ action, subject: 'batteryPapers', subjectId: one.id, brandId: one.brandId, after: { number: one.number, hash: one.hash }, ...more });
  tx.announce({ topic: 'batteries', id: one.vin, brandId: one.brandId, ownerId: one.ownerId });
}

const findPaper = async (tx: Tx, id: string): Promise<Paper> => {
  const one = await paperById(tx, id);
  return one === undefined || (tx.actor.kind === 'owner' && one.ownerId !== actorId(tx.actor)) ? refuse('paperNotFound', { id }) : one;
};
export const showBatteryPaper = async (tx: Tx, input: Input<typeof api.showBatteryPaper>) => paperShown(await findPaper(tx, input.batteryPaperId), tx.now);

export async function revokeBatteryPaper(tx: Tx, input: Input<typeof api.revokeBatteryPaper>) {
  const before = await findPaper(tx, input.batteryPaperId);
  if (tx.actor.kind !== 'owner' && !holds(tx.actor, ['warrantyOfficer', 'serviceManager'], { brandId: before.brandId })) refuse('notAllowed');
  const one = (await takeBack(tx, before.id, input.why)) ?? refuse('paperNotNow', { number: before.number });
  tellOf(tx, 'batteries.revokePaper', one, { why: input.why });
  return paperShown(one, tx.now);
}

/** (P3, P4, P5) */
export function verifyBatteryPaper(tx: Tx, input: Input<typeof api.verifyBatteryPaper>) {
  return acrossWalls(tx, 'a certificate is verified by whoever holds it', async () => {
    const one = await paperByNumber(tx, input.number.trim().toUpperCase());
    if (one === undefined || !one.hash.startsWith(input.code.trim().toLowerCase())) return refuse('paperNotFound', {});
    const publicKey = await publicKeyOf(tx, one.keyId);
    const newer = (await papersOf(tx, one.vin)).some((other) => other.issuedAt > one.issuedAt && other.revokedAt === null);
    return { number: one.number, issuedAt: one.issuedAt, content: one.content, hash: one.hash, intact: hashOf(one) === one.hash && isSignedBy(one.hash, one.signature, publicKey), signature: one.signature, publicKey, state: stateOfPaper(one, tx.now), revokedAt: one.revokedAt, revokedWhy: one.revokedWhy, newer };
  });
}
