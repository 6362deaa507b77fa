// The walls between brands and between owners, attacked: somebody of another brand, and another owner of the same
// brand, try every operation of the house with the ids of records that are not theirs.
import { beforeAll, describe, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { roles } from '#platform/actor';
import { Refusal } from '#platform/refusals';
import { sample } from './sample.ts';
import { twoBrands, type TwoBrands } from './two-brands.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' }); // Tuesday, 10:00 in Beijing
let world: TwoBrands;
beforeAll(async () => {
  world = await twoBrands(home);
}, 180_000);

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
  markNoticesRead: 'marks only one’s own; ids of others are passed over (looked at below)',
  hearWechat: 'only what WeChat signed with the key of the brand is heard (looked at in wechat.test.ts)',
  changeGrants: 'brands of an alliance share people; what another brand gave stays (looked at below)',
};
/** Fields with ids of which `theirs` need know nothing, with the reason. */
const public_: Record<string, string> = {
  modelIds: 'models are shown to anyone', pointId: 'exits of motorways belong to no brand', 'hearTelephony.id': 'a call as the exchange names it', 'moveStop.clientId': 'made by the phone for one press', 'saveMapLines.id': 'a line of the base map, not a record', after: 'where a page goes on, not a record', 'addBrand.id': 'a new brand', 'addVehicleKey.chipId': 'what is printed on a chip, not a record', 'addDialect.sm2UserId': 'a constant of a signature scheme', 'addModel.id': 'a new model', 'addOutlet.id': 'a new outlet',
};

/** Fields that are not looked up when they are written, with the reason why that shows nothing to anybody. */
const unread: Record<string, string> = {};

type Shape = { type?: string; properties?: Record<string, Shape>; items?: Shape; anyOf?: Shape[]; pattern?: string };
/** The fields of an input that hold ids, at any depth. */
function idFields(shape: Shape, field = ''): string[] {
  const inner = [...Object.entries(shape.properties ?? {}).flatMap(([name, one]) => idFields(one, name)), ...(shape.items === undefined ? [] : idFields(shape.items, field)), ...(shape.anyOf ?? []).flatMap((one) => idFields(one, field))];
  const isId = shape.type === 'string' && (shape.pattern === '^[A-Za-z0-9_.:-]+$' || /(^id|Id|Ids|^vin)$/.test(field));
  return isId ? [field, ...inner] : inner;
}

test('every field of every operation that holds an id is tried with the id of a true record', () => {
  const unknown = [...home.operations].filter(([, { operation }]) => !operation.who.every((who) => who === 'demo'))
    .flatMap(([name, { operation }]) => [...new Set(idFields(operation.input as never))].filter((field) => world.theirs(name, field) === undefined && public_[field] === undefined && public_[`${name}.${field}`] === undefined).map((field) => `${name}.${field}`));
  expect(unknown).toEqual([]);
});

for (const [name, { operation }] of home.operations) {
  if (operation.who.every((who) => who === 'demo')) continue;
  const staffRoles = roles.filter((role) => operation.who.includes(role));
  describe(name, () => {
    const inputFor = (): Record<string, unknown> => {
      const input = sample(operation.input as never, (field) => world.theirs(name, field)) as Record<string, unknown>;
      return operation.raw === true ? { ...input, bytes: Buffer.from('x') } : input;
    };
    const touches = (input: Record<string, unknown>, who: Caller): boolean => {
      const text = JSON.stringify(input);
      return world.names.some((id) => text.includes(`"${id}"`)) || (who.actor.kind === 'staff' && text.includes('"xihe"'));
    };
    const mustNot = async (who: Caller, label: string): Promise<void> => {
      const input = inputFor();
      const outcome = await attempt(who, name, input);
      expect(`${label} ${outcome.code}`).not.toBe(`${label} internal`);
      const leaked = world.secrets.filter((secret) => outcome.said.includes(secret) && !JSON.stringify(input).includes(secret));
      expect(leaked, `${label} was told`).toEqual([]);
      if (operation.method !== 'POST' || !touches(input, who) || shared[name] !== undefined) return;
      expect(outcome.did, `${label} was let at another's record: ${JSON.stringify(input)} → ${outcome.said}`).toBe(false);
      expect(outcome.code, `${label} must be refused for whose it is, not for another reason: ${JSON.stringify(input)}`).toMatch(/NotFound$|^notAllowed$|^personNotYours$/);
    };
    /** Own records all, but for one field that names theirs: what is mixed must not be let through either. */
    const mustNotMix = async (who: Caller, label: string): Promise<void> => {
      const named = [...new Set(idFields(operation.input as never))].filter((field) => world.names.some((id) => JSON.stringify([world.theirs(name, field)]).includes(`"${id}"`)));
      for (const foreign of named.length > 1 ? named : []) {
        if (unread[`${name}.${foreign}`] !== undefined) continue;
        const input = sample(operation.input as never, (field) => (field === foreign || (field === 'photos' && foreign === 'fileId') ? world.theirs : world.own)(name, field)) as Record<string, unknown>;
        const outcome = await attempt(who, name, input);
        expect(`${label} ${foreign} ${outcome.code}`).not.toBe(`${label} ${foreign} internal`);
        expect(world.secrets.filter((secret) => outcome.said.includes(secret) && !JSON.stringify(input).includes(secret)), `${label} was told by way of ${foreign}`).toEqual([]);
        if (operation.method === 'POST') expect(outcome.did, `${label} was let at another's ${foreign}: ${JSON.stringify(input)} → ${outcome.said}`).toBe(false);
      }
    };
    if (staffRoles.length > 0) {
      test('another brand learns nothing and changes nothing', async () => {
        for (const role of staffRoles) await mustNot(world.strangerStaff(role), role);
      });
      test('another brand mixes nothing of others into its own', async () => {
        for (const role of staffRoles) await mustNotMix(world.strangerStaff(role), role);
      });
    }
    if (operation.who.includes('owner')) {
      test('another owner learns nothing and changes nothing', async () => {
        await mustNot(world.strangerOwner, 'owner');
        await mustNotMix(world.ownOwner, 'owner of another brand');
      });
    }
    if (operation.who.includes('anyone')) {
      test('nobody learns anything of anybody', async () => mustNot(home.nobody, 'nobody'));
    }
  });
}

test('after all these attempts the owner’s notices are unread, and the brand’s people have their roles, as before', async () => {
  const { staff } = await home.staff({ role: 'administrator', brandId: null }).call('listStaff', { text: 'home-xihe' });
  expect(staff).toMatchObject([{ id: world.theirs('changeGrants', 'id'), disabledAt: null, grants: [{ role: 'technician', brandId: 'xihe', outletId: 'xihe-home' }] }]);
  const { notices } = await world.owner.call('myNotices', { unread: true });
  expect(notices.map((notice: { id: string }) => notice.id)).toContain((world.theirs('markNoticesRead', 'ids') as string[])[0]);
});
