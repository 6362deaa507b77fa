import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { unitOfWork } from '#platform/tx';
import { allows, findOwner, nameOf, ownerByPhone, searchOwners } from '#people';
import { api } from './api.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const [xihe, yuanlan, alliance] = [home.staff({ role: 'agent', brandId: 'xihe', name: '林小雨' }), home.staff({ role: 'agent', brandId: 'yuanlan' }), home.staff({ role: 'agent' })];
const refusalOf = (attempt: Promise<unknown>) => attempt.then(() => 'done', (error: { code?: string }) => error.code);
const phone = '13812341234';
let zhou = '';

beforeAll(async () => {
  zhou = (await xihe.on(api).addOwner({ brandId: 'xihe', name: '周明', phone, kind: 'person' })).id;
  await xihe.on(api).addOwner({ brandId: 'xihe', name: '吴敏', phone: '13812345678', kind: 'family', language: 'en' });
});

describe('finding owners', () => {
  test.each(['138 1234 1234', '１３８１２３４１２３４', '+8613812341234', '1234', '周', ' 周明 '])('by “%s”', async (text) => {
    const { owners } = await xihe.on(api).listOwners({ text });
    expect(owners).toMatchObject([{ id: zhou, name: '周明', phone: '138****1234', brandIds: ['xihe'] }]);
  });

  test('does not treat % or _ as wildcards, and finds nothing for nonsense', async () => {
    for (const text of ['%', '_', '周_', "' or 1=1 --", '13800000000']) expect((await xihe.on(api).listOwners({ text })).owners).toEqual([]);
  });

  test('page by page, each once', async () => {
    const first = await xihe.on(api).listOwners({ limit: 1 });
    const second = await xihe.on(api).listOwners({ limit: 1, after: first.next ?? '' });
    expect([...first.owners, ...second.owners].map((owner) => owner.name).sort()).toEqual(['吴敏', '周明']);
    expect(second.next).toBeNull();
  });
});

describe('the wall between brands', () => {
  test('brand B cannot find brand A’s owner: not by phone, not by name, not by id, not by listing', async () => {
    for (const text of [phone, '1234', '周明']) expect((await yuanlan.on(api).listOwners({ text })).owners).toEqual([]);
    expect((await yuanlan.on(api).listOwners({})).owners).toEqual([]);
    expect((await yuanlan.on(api).listOwners({ brandId: 'xihe' })).owners).toEqual([]);
    for (const [name, input] of [['showOwner', { id: zhou }], ['revealOwnerPhone', { id: zhou, why: 'curious' }], ['changeOwner', { id: zhou, brandId: 'yuanlan', name: 'x', kind: 'person', version: 1 }],
      ['addDriver', { ownerId: zhou, brandId: 'yuanlan', name: 'x', phone: '13611112222', maySignIn: true }]] as const) {
      expect([name, await refusalOf(yuanlan.call(name, input))]).toEqual([name, 'ownerNotFound']);
    }
  });

  test('nor in any search through the doors of the module', async () => {
    await unitOfWork(home.world, yuanlan.actor, async (tx) => {
      expect(await searchOwners(tx, phone)).toEqual([]);
      expect(await ownerByPhone(tx, phone)).toBeUndefined();
      expect(await refusalOf(findOwner(tx, zhou))).toBe('ownerNotFound');
      expect(await nameOf(tx, zhou)).toBe('');
    });
  });

  test('nor with SQL: the database itself hides owners, links, drivers, consents and looks', async () => {
    const owner = home.owner({ id: zhou, brandIds: ['xihe'] });
    await owner.on(api).setMyConsent({ purpose: 'proactiveCare', granted: true });
    await xihe.on(api).addDriver({ ownerId: zhou, brandId: 'xihe', name: '周太', phone: '13699998888', maySignIn: false });
    await xihe.on(api).revealOwnerPhone({ id: zhou, why: 'call back about the alert' });
    const count = (actor: typeof xihe.actor) => unitOfWork(home.world, actor, async (tx) => {
      const rows = await tx.db.query<{ count: number }>(home.sql`select ((select count(*) from people.owners) + (select count(*) from people.owner_brands)
        + (select count(*) from people.drivers) + (select count(*) from people.consents) + (select count(*) from people.looks))::int as count`);
      return rows[0]?.count ?? -1;
    });
    expect(await count(yuanlan.actor)).toBe(0);
    expect(await count({ kind: 'nobody' })).toBe(0);
    expect(await count(home.owner({ id: 'another', brandIds: ['xihe'] }).actor)).toBe(0);
    expect(await count(owner.actor)).toBe(5);
    expect(await count(xihe.actor)).toBeGreaterThan(5);
  });

  test('a role of another brand does not help inside this one', async () => {
    const both = home.as({ kind: 'staff', id: 'both', name: 'both', grants: [{ role: 'agent', brandId: 'yuanlan', outletId: null }, { role: 'auditor', brandId: 'xihe', outletId: null }] });
    expect((await both.on(api).listOwners({ text: phone })).owners).toHaveLength(1);
    expect(await refusalOf(both.call('revealOwnerPhone', { id: zhou, why: 'curious' }))).toBe('notAllowed');
    expect(await refusalOf(both.call('addOwner', { brandId: 'xihe', name: 'x', phone: '13700000000', kind: 'person' }))).toBe('notAllowed');
    expect(await refusalOf(both.call('changeOwner', { id: zhou, brandId: 'xihe', name: 'x', kind: 'person', version: 1 }))).toBe('notAllowed');
  });

  test('a phone is one account, and each brand keeps what it was told (W1, W2)', async () => {
    const theirs = await yuanlan.on(api).addOwner({ brandId: 'yuanlan', name: '周总', phone, kind: 'company' });
    expect(theirs).toMatchObject({ id: zhou, name: '周总', kind: 'company', brandIds: ['yuanlan'], addedAt: '2026-11-24T02:00:00.000Z' });
    expect((await xihe.on(api).showOwner({ id: zhou })).owner).toMatchObject({ name: '周明', kind: 'person', brandIds: ['xihe'] });
    expect((await yuanlan.on(api).showOwner({ id: zhou })).drivers).toEqual([]);
    expect((await alliance.on(api).showOwner({ id: zhou })).owner.brandIds).toEqual(['xihe', 'yuanlan']);
    expect((await yuanlan.on(api).listOwners({ text: '周明' })).owners).toEqual([]);
  });

  test('adding the same owner again changes nothing', async () => {
    const again = await xihe.on(api).addOwner({ brandId: 'xihe', name: '别的名字', phone, kind: 'company' });
    expect(again).toMatchObject({ id: zhou, name: '周明', kind: 'person' });
  });
});

describe('correcting', () => {
  test('an edit based on an old version is refused with what changed', async () => {
    const { owner } = await xihe.on(api).showOwner({ id: zhou });
    await xihe.on(api).changeOwner({ id: zhou, brandId: 'xihe', name: '周明远', kind: 'person', version: owner.version });
    const stale = await xihe.call('changeOwner', { id: zhou, brandId: 'xihe', name: '周名', kind: 'person', version: owner.version }).catch((error: { code: string; details: { changes: unknown[] } }) => error);
    expect(stale).toMatchObject({ code: 'staleEdit', details: { changes: [{ action: 'people.changeOwner', actorName: '林小雨', before: { name: '周明' }, after: { name: '周明远' } }] } });
    expect(JSON.stringify(stale)).not.toContain('周总');
  });

  test('the owner’s own word counts at every brand', async () => {
    const owner = home.owner({ id: zhou, brandIds: ['xihe', 'yuanlan'] });
    expect(await owner.on(api).changeMyProfile({ name: '周明', language: 'en' })).toMatchObject({ name: '周明', language: 'en' });
    expect((await yuanlan.on(api).showOwner({ id: zhou })).owner).toMatchObject({ name: '周明', language: 'en' });
    expect((await xihe.on(api).showOwner({ id: zhou })).owner).toMatchObject({ name: '周明' });
  });
});

describe('looking behind a mask', () => {
  test('needs a reason, gives the number, and the owner reads who, when and why (K1)', async () => {
    expect(await refusalOf(xihe.call('revealOwnerPhone', { id: zhou, why: ' ' }))).toBe('badInput');
    expect(await xihe.on(api).revealOwnerPhone({ id: zhou, why: '回访 C2611-00042' })).toEqual({ phone });
    const { looks } = await home.owner({ id: zhou, brandIds: ['xihe'] }).on(api).listMyAccessLog({});
    expect(looks[0]).toMatchObject({ staffName: '林小雨', brandId: 'xihe', what: 'phone', why: '回访 C2611-00042', at: '2026-11-24T02:00:00.000Z' });
    const { rows } = await home.staff({ role: 'auditor', brandId: 'xihe' }).on(api).listAudit({ subject: 'owners', subjectId: zhou, action: 'people.look' });
    expect(rows[0]).toMatchObject({ actorName: '林小雨', why: '回访 C2611-00042' });
    expect(JSON.stringify(rows)).not.toContain(phone);
  });

  test('another owner reads nothing of it', async () => {
    expect((await home.owner({ id: 'another', brandIds: ['xihe'] }).on(api).listMyAccessLog({})).looks).toEqual([]);
  });

  test('no list and no page of staff carries a whole phone number', async () => {
    const seen = JSON.stringify([await xihe.on(api).listOwners({}), await xihe.on(api).showOwner({ id: zhou }), await alliance.call('search', { text: phone })]);
    expect(seen).toContain('138****1234');
    expect(seen).not.toMatch(/1[3-9]\d{9}/);
  });
});

describe('consent', () => {
  test('unset means no, but for being asked after a service; and taking back is kept beside what was given (C1, C2)', async () => {
    const owner = home.owner({ id: zhou, brandIds: ['xihe'] });
    const before = await owner.on(api).listMyConsents({});
    expect(before.consents.map(({ purpose, granted }) => [purpose, granted])).toEqual([['locationForRescue', false], ['proactiveCare', true], ['surveys', true], ['newsBySms', false], ['marketing', false]]);
    for (const granted of [true, true, false]) await owner.on(api).setMyConsent({ purpose: 'marketing', granted });
    expect(await home.inside((tx) => allows(tx, zhou, 'marketing'))).toBe(false);
    expect(await home.inside((tx) => allows(tx, zhou, 'proactiveCare'))).toBe(true);
    const rows = await home.inside((tx) => tx.db.query<{ granted: boolean }>(home.sql`select granted from people.consents where owner_id = ${zhou} and purpose = 'marketing' order by id`));
    expect(rows.map((row) => row.granted)).toEqual([true, false]);
  });

  test('for a purpose that is not on the list is not asked', async () => {
    expect(await refusalOf(home.owner({ id: zhou, brandIds: ['xihe'] }).call('setMyConsent', { purpose: 'everything', granted: true }))).toBe('badInput');
  });
});
