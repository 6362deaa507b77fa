// From what the house keeps (dialects, keys, its own secrets) to what is known of a car at a moment.
// O1 a key counts from its first moment to its last or to its withdrawal, by when the gateway received the frame, whenever it is
// read; O2 a sealed key that does not open
// (another secret, another car) counts as none.
import { system } from '#platform/actor';
import { unitOfWork, type Tx, type World } from '#platform/tx';
import { codecOf, rowOf, type HouseDialect } from './dialect.ts';
import { allDialects } from './dialect-store.ts';
import { anyKey, keysInUse, keysOfCars, type KeyRow } from './key-store.ts';
import type { Trust } from './trust.ts';
import type { UnitCipher } from './unit-cipher.ts';
import { unsealSecret, vehicleSecrets, type VehicleSecrets } from './vehicle-secrets.ts';
import { vehicleKeyOf, type VehicleKey } from './vehicle-signature.ts';

export type TrustOf = (vin: string, at: Date) => Trust;

/** What a key of a data unit is sealed for. */
export const sealedFor = (vin: string, algorithm: string): string => `${vin} ${algorithm}`;

function signatureKey(row: KeyRow, said: HouseDialect['settings']): VehicleKey[] {
  const key = row.algorithm === 'aes' || row.algorithm === 'sm4' ? undefined : vehicleKeyOf(row.algorithm, row.key);
  if (key === undefined) return [];
  const { digest, padding, sm2UserId } = said.signing ?? {};
  if (key.algorithm === 'sm2') return [{ ...key, ...(sm2UserId === undefined ? {} : { userId: sm2UserId }) }];
  return [{ ...key, ...(digest === undefined ? {} : { digest }), ...(key.algorithm === 'rsa' && padding !== undefined ? { padding } : {}) } as VehicleKey];
}

function unitCipher(row: KeyRow, said: HouseDialect['settings'], { sealing }: VehicleSecrets): UnitCipher[] {
  if (sealing === undefined || (row.algorithm !== 'aes' && row.algorithm !== 'sm4')) return [];
  const key = unsealSecret(sealing, sealedFor(row.vin, row.algorithm), row.key);
  const { mode = 'cbc', padding = 'pkcs7', iv = 'zero' } = said.cipher ?? {};
  return key === undefined ? [] : [{ encryption: row.algorithm, key, mode, padding, ...(iv === 'inFront' ? { iv } : {}) }]; // O2
}

/** The house's own private keys, as this car encrypts to them. */
function ownCiphers(said: HouseDialect['settings'], { rsa, sm2 }: VehicleSecrets): UnitCipher[] {
  const { rsaPadding = 'pkcs1', sm2Order = 'c1c3c2', sm2Marked = true } = said.cipher ?? {};
  return [
    ...(rsa === undefined ? [] : [{ encryption: 'rsa' as const, padding: rsaPadding, privateKey: rsa }]),
    ...(sm2 === undefined ? [] : [{ encryption: 'sm2' as const, order: sm2Order, marked: sm2Marked, privateKey: sm2 }]),
  ];
}

const ciphersMost = 8;
const countsAt = (key: KeyRow, at: Date): boolean => key.fromAt <= at && (key.untilAt === null || at <= key.untilAt) && (key.withdrawnAt === null || at < key.withdrawnAt);

/** (O1) */
export function trustFrom(dialects: readonly HouseDialect[], keys: readonly KeyRow[], secrets: VehicleSecrets = vehicleSecrets()): TrustOf {
  const byVin = Map.groupBy(keys, (key) => key.vin);
  const keyless = new Map<HouseDialect | undefined, Trust>(); // nearly all cars: one for each way of speaking
  return (vin, at) => {
    const row = rowOf(dialects, vin, at);
    const said = row?.settings ?? {};
    if (!byVin.has(vin)) {
      const known = keyless.get(row) ?? { dialect: codecOf(row), signatureKeys: [], ciphers: ownCiphers(said, secrets) };
      keyless.set(row, known);
      return known;
    }
    const own = (byVin.get(vin) ?? []).filter((key) => countsAt(key, at));
    return {
      dialect: codecOf(row),
      signatureKeys: own.filter((key) => key.purpose === 'signature').flatMap((key) => signatureKey(key, said)),
      ciphers: [...own.filter((key) => key.purpose === 'unit').flatMap((key) => unitCipher(key, said, secrets)).slice(0, ciphersMost), ...ownCiphers(said, secrets)],
    };
  };
}

/** What is known of these cars now; for readers of frames. */
export const trustOfCars = async (tx: Tx, vins: readonly string[]): Promise<TrustOf> => trustFrom(await allDialects(tx), vins.length === 0 ? [] : await keysOfCars(tx, vins));

const keptMs = 300_000;
const keptMost = 100_000;
const togetherMs = 5;

/** Keys of cars as a running gateway remembers them; what several lines ask at once is one question. */
export function trustsByVin(world: World) {
  const known = new Map<string, { keys: KeyRow[]; untilMs: number }>();
  let dialects: readonly HouseDialect[] = [];
  let keyless = trustFrom(dialects, []);
  let keyed = false;
  let news = 0;
  let asked = new Set<string>();
  let asking: Promise<void> | undefined;

  async function ask(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, togetherMs));
    const vins = [...asked];
    asked = new Set();
    asking = undefined;
    const newsBefore = news;
    const keys = Map.groupBy(await unitOfWork(world, system('gateway'), (tx) => keysInUse(tx, vins)), (key) => key.vin);
    if (news !== newsBefore) return; // what was read may be from before: who asked asks again
    if (known.size > keptMost) known.clear();
    for (const vin of vins) known.set(vin, { keys: keys.get(vin) ?? [], untilMs: Date.now() + keptMs });
  }
  return {
    /** Undefined when the car's keys have to be looked up first. */
    trustOf(vin: string): Trust | undefined {
      if (!keyed) return keyless(vin, world.clock());
      const found = known.get(vin);
      return found === undefined || found.untilMs < Date.now() ? undefined : trustFrom(dialects, found.keys)(vin, world.clock());
    },
    heartbeatOf(vin: string): number | undefined {
      const seconds = rowOf(dialects, vin, world.clock())?.settings.heartbeatSeconds;
      return seconds === undefined ? undefined : seconds * 1000;
    },
    dialectOf: (vin: string) => codecOf(rowOf(dialects, vin, world.clock())),
    lookUp(vins: readonly string[]): Promise<void> {
      for (const vin of vins) asked.add(vin);
      asking ??= ask();
      return asking;
    },
    /** Keys have changed somewhere. */
    forget(): void {
      news++;
      known.clear();
      keyed = true;
    },
    async refresh(): Promise<void> {
      await unitOfWork(world, system('gateway'), async (tx) => {
        dialects = await allDialects(tx);
        keyless = trustFrom(dialects, []);
        keyed = await anyKey(tx);
      });
    },
  };
}
