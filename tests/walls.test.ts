// The walls between brands and between owners, attacked: somebody of another brand, and another owner of the same
// brand, try every operation of the house with the ids of records that are not theirs.
import { beforeAll, describe, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { roles } from '#platform/actor';
import { Refusal } from '#platform/refusals';
import { sample } from './sample.ts';
import { twoBrands, type TwoBrands } from './two-brands.ts';

const home = await house();
let world: TwoBrands;
beforeAll(async () => {
  world = await twoBrands(home);
}, 60_000);

type Outcome = { did: boolean; code: string; said: string };
async function attempt(who: Caller, name: string, input: Record<string, unknown>): Promise<Outcome> {
  try {
    return { did: true, code: '', said: JSON.stringify(await who.call(name, input)) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { did: false, code: error.code, said: JSON.stringify(error.details) };
  }
}

/** Operations that anyone of any brand may do to what is shared, with the reason. */
const shared: Record<string, string> = {
  uploadFile: 'a file belongs to its uploader until a record names it',
};

for (const [name, { operation }] of home.operations) {
  if (operation.who.every((who) => who === 'demo')) continue;
  const staffRoles = roles.filter((role) => operation.who.includes(role));
  describe(name, () => {
    const inputFor = (): Record<string, unknown> => {
      const input = sample(operation.input as never, (field) => world.theirs(name, field)) as Record<string, unknown>;
      return operation.raw === true ? { ...input, bytes: Buffer.from('x') } : input;
    };
    const touchesTheirs = (input: Record<string, unknown>): boolean => world.secrets.some((secret) => JSON.stringify(input).includes(secret));
    const mustNot = async (who: Caller, label: string): Promise<void> => {
      const input = inputFor();
      const outcome = await attempt(who, name, input);
      expect(`${label} ${outcome.code}`).not.toBe(`${label} internal`);
      const leaked = world.secrets.filter((secret) => outcome.said.includes(secret) && !JSON.stringify(input).includes(secret));
      expect(leaked, `${label} was told`).toEqual([]);
      if (operation.method === 'POST' && touchesTheirs(input) && shared[name] === undefined) expect(outcome.did, `${label} was let at another's record: ${JSON.stringify(input)} → ${outcome.said}`).toBe(false);
    };
    if (staffRoles.length > 0) {
      test('another brand learns nothing and changes nothing', async () => {
        for (const role of staffRoles) await mustNot(world.strangerStaff(role), role);
      });
    }
    if (operation.who.includes('owner')) {
      test('another owner learns nothing and changes nothing', async () => mustNot(world.strangerOwner, 'owner'));
    }
    if (operation.who.includes('anyone')) {
      test('nobody learns anything of anybody', async () => mustNot(home.nobody, 'nobody'));
    }
  });
}
