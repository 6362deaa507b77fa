import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { actorFor, staffAt, staffFor } from '#people';
import { api } from './api.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const head = home.staff({ role: 'administrator', name: 'Head' });
const xiheAdmin = home.staff({ role: 'administrator', brandId: 'xihe' });
const manager = home.staff({ role: 'serviceManager', brandId: 'xihe', outletId: 'shanghai-1' });
const refusalOf = (attempt: Promise<unknown>) => attempt.then(() => 'done', (error: { code?: string }) => error.code);
const add = (by: typeof head, userName: string, ...grants: [role: 'agent' | 'adviser' | 'technician' | 'administrator', brandId: string | null, outletId: string | null][]) =>
  by.on(api).addStaff({ userName, name: `员工 ${userName}`, grants: grants.map(([role, brandId, outletId]) => ({ role, brandId, outletId })) });

let boss: { id: string; version: number };
beforeAll(async () => {
  boss = await add(head, 'boss', ['administrator', null, null]);
});

describe('adding staff', () => {
  test('a service manager adds a technician of their outlet and nobody else', async () => {
    expect(await add(manager, 'tech1', ['technician', 'xihe', 'shanghai-1'])).toMatchObject({ userName: 'tech1', grants: [{ role: 'technician', brandId: 'xihe', outletId: 'shanghai-1' }] });
    expect(await refusalOf(add(manager, 'tech2', ['technician', 'xihe', 'beijing-1']))).toBe('grantNotYours');
    expect(await refusalOf(add(manager, 'tech3', ['technician', 'yuanlan', 'shanghai-1']))).toBe('grantNotYours');
    expect(await refusalOf(add(manager, 'tech4', ['agent', 'xihe', 'shanghai-1']))).toBe('grantNotYours');
    expect(await refusalOf(add(manager, 'tech5'))).toBe('grantNotYours');
  });

  test('a brand’s administrator cannot make somebody for another brand or for all', async () => {
    expect(await refusalOf(add(xiheAdmin, 'spy1', ['agent', 'yuanlan', null]))).toBe('grantNotYours');
    expect(await refusalOf(add(xiheAdmin, 'spy2', ['administrator', null, null]))).toBe('grantNotYours');
  });

  test('a user name is given once, whatever its capitals', async () => {
    await add(head, 'once', ['agent', 'xihe', null]);
    expect(await refusalOf(add(head, 'ONCE', ['agent', 'xihe', null]))).toBe('userNameTaken');
  });

  test('a weak password is refused, a good one is not shown anywhere', async () => {
    expect(await refusalOf(head.call('addStaff', { userName: 'weak', name: 'x', password: 'password12345', grants: [] }))).toBe('passwordTooWeak');
    const made = await head.on(api).addStaff({ userName: 'strong', name: 'x', password: 'green tea in the rain', grants: [] });
    const audit = await head.on(api).listAudit({ subjectId: made.id });
    expect(JSON.stringify([made, audit])).not.toMatch(/green tea|scrypt/);
    expect(made.hasPassword).toBe(true);
  });
});

describe('changing grants', () => {
  test('of a person who also works for another brand leaves that alone, and does not show it', async () => {
    const both = await add(head, 'both', ['agent', 'xihe', null], ['agent', 'yuanlan', null]);
    const seen = (await xiheAdmin.on(api).listStaff({ text: 'both' })).staff[0];
    expect(seen?.grants).toEqual([{ role: 'agent', brandId: 'xihe', outletId: null }]);
    const after = await xiheAdmin.on(api).changeGrants({ id: both.id, grants: [{ role: 'adviser', brandId: 'xihe', outletId: null }], version: both.version });
    expect(after.grants).toEqual([{ role: 'adviser', brandId: 'xihe', outletId: null }]);
    expect((await head.on(api).listStaff({ text: 'both' })).staff[0]?.grants).toEqual([{ role: 'adviser', brandId: 'xihe', outletId: null }, { role: 'agent', brandId: 'yuanlan', outletId: null }]);
  });

  test('based on an old version is refused', async () => {
    const one = await add(head, 'stale', ['agent', 'xihe', null]);
    await head.on(api).changeGrants({ id: one.id, grants: [], version: one.version });
    expect(await refusalOf(head.call('changeGrants', { id: one.id, grants: [], version: one.version }))).toBe('staleEdit');
  });

  test('a service manager cannot take roles they cannot give', async () => {
    const agent = await add(head, 'agent7', ['agent', 'xihe', 'shanghai-1']);
    const after = await manager.on(api).changeGrants({ id: agent.id, grants: [], version: agent.version });
    expect(after.grants).toEqual([{ role: 'agent', brandId: 'xihe', outletId: 'shanghai-1' }]);
  });

  test('nobody gives themselves more', async () => {
    const one = await add(head, 'climber', ['adviser', 'xihe', 'shanghai-1']);
    const climber = home.staff({ role: 'serviceManager', brandId: 'xihe', outletId: 'shanghai-1', id: one.id });
    expect(await refusalOf(climber.call('changeGrants', { id: one.id, grants: [{ role: 'serviceManager', brandId: 'xihe', outletId: null }], version: one.version }))).toBe('grantNotYours');
  });
});

describe('acting on a person', () => {
  test('who has roles beyond mine is refused: no take-over by a password', async () => {
    const both = await add(head, 'twobrands', ['agent', 'xihe', null], ['agent', 'yuanlan', null]);
    for (const id of [both.id, boss.id]) {
      expect(await refusalOf(xiheAdmin.call('resetPassword', { id, password: 'green tea in the rain' }))).toBe('personNotYours');
      expect(await refusalOf(xiheAdmin.call('disableStaff', { id, why: 'because' }))).toBe('personNotYours');
      expect(await refusalOf(manager.call('disableStaff', { id, why: 'because' }))).toBe('personNotYours');
    }
    expect(await refusalOf(xiheAdmin.call('resetPassword', { id: 'nobody-known', password: 'green tea in the rain' }))).toBe('staffNotFound');
  });

  test('the last administrator of the alliance stays (G3)', async () => {
    expect(await refusalOf(head.call('disableStaff', { id: boss.id, why: 'retired' }))).toBe('lastAdministrator');
    expect(await refusalOf(head.call('changeGrants', { id: boss.id, grants: [], version: boss.version }))).toBe('lastAdministrator');
    const second = await add(head, 'boss2', ['administrator', null, null]);
    expect(await head.on(api).disableStaff({ id: boss.id, why: 'retired' })).toMatchObject({ id: boss.id, disabledAt: '2026-11-24T02:00:00.000Z' });
    expect(await refusalOf(head.call('disableStaff', { id: second.id, why: 'retired' }))).toBe('lastAdministrator');
  });

  test('a reset password is temporary and ends every session', async () => {
    const one = await add(head, 'reset', ['agent', 'xihe', null]);
    await xiheAdmin.on(api).resetPassword({ id: one.id, password: 'green tea in the rain' });
    const response = await home.app.inject({ method: 'POST', url: '/api/sign-in/staff', payload: { userName: 'reset', password: 'green tea in the rain' } });
    const token = /careloop_session=([\w-]+)/.exec(String(response.headers['set-cookie']))?.[1] ?? '';
    expect(await home.withToken(token).call('whoAmI')).toMatchObject({ mustChangePassword: true });
    await xiheAdmin.on(api).resetPassword({ id: one.id, password: 'black tea in the snow' });
    expect(await home.inside((tx) => actorFor(tx, token))).toEqual({ kind: 'nobody' });
  });
});

describe('who is there', () => {
  test('lists show a service manager the staff of their outlet only', async () => {
    await add(head, 'elsewhere', ['technician', 'xihe', 'beijing-1']);
    const names = (await manager.on(api).listStaff({})).staff.map((member) => member.userName);
    expect(names).toContain('tech1');
    expect(names).not.toContain('elsewhere');
  });

  test('page by page in order', async () => {
    const all = (await head.on(api).listStaff({})).staff.map((member) => member.userName);
    const paged: string[] = [];
    for (let after: string | undefined; ; ) {
      const { staff, next } = await head.on(api).listStaff({ limit: 3, ...(after === undefined ? {} : { after }) });
      paged.push(...staff.map((member) => member.userName));
      if (next === null) break;
      after = next;
    }
    expect(paged).toEqual(all);
    expect(all).toEqual([...all].sort());
  });

  test('other modules ask who holds a role for a brand and place', async () => {
    await add(head, 'everywhere', ['adviser', 'xihe', null]);
    await home.inside(async (tx) => {
      const advisers = await staffFor(tx, { roles: ['adviser'], brandId: 'xihe', outletId: 'shanghai-1' });
      expect(advisers.map((member) => member.userName)).toEqual(expect.arrayContaining(['climber', 'everywhere', 'both']));
      expect((await staffFor(tx, { roles: ['adviser'], brandId: 'yuanlan' })).map((member) => member.userName)).toEqual([]);
      expect((await staffAt(tx, 'beijing-1', ['technician'])).map((member) => member.userName)).toEqual(['elsewhere']);
    });
  });
});

describe('the audit', () => {
  test('shows a brand’s reader that brand’s rows only; rows of no brand need an auditor of all (U1)', async () => {
    await add(head, 'ofxihe', ['agent', 'xihe', null]);
    await add(head, 'ofyuanlan', ['agent', 'yuanlan', null]);
    const xihe = await home.staff({ role: 'auditor', brandId: 'xihe' }).on(api).listAudit({ limit: 200 });
    expect(xihe.rows.length).toBeGreaterThan(2);
    expect(new Set(xihe.rows.map((row) => row.brandId))).toEqual(new Set(['xihe']));
    const all = await home.staff({ role: 'auditor' }).on(api).listAudit({ limit: 200 });
    expect(new Set(all.rows.map((row) => row.brandId))).toEqual(new Set(['xihe', 'yuanlan', null]));
    const everyOutlet = await home.staff({ role: 'serviceManager' }).on(api).listAudit({});
    expect(everyOutlet.rows).toEqual([]);
  });

  test('goes out as a file whose every line is chained to the one before, with no more in it than its reader may read; that it went out stands in the audit (V1, V2, V3)', async () => {
    const lines = (text: string): string[] => text.replace('\uFEFF', '').trimEnd().split('\r\n').slice(1);
    const holds = (text: string): boolean => {
      let hash = '';
      return lines(text).every((line) => (hash = createHash('sha256').update(`${hash}${line.slice(0, -65)}\r\n`).digest('hex')) === line.slice(-64));
    };
    for (const name of ['file-one', 'file-two', 'file-three']) await add(head, name, ['agent', 'xihe', null]);
    const auditor = home.staff({ role: 'auditor', brandId: 'xihe' });
    const shown = (await auditor.on(api).listAudit({ limit: 200 })).rows;
    const file = await auditor.on(api).exportAudit({});
    expect([file.rows, lines(file.text).length]).toEqual([shown.length, shown.length]);
    expect(lines(file.text).map((line) => Number(line.split(',')[0]))).toEqual(shown.map((row) => row.id).toReversed());
    expect(file.sha256).toBe(createHash('sha256').update(file.text).digest('hex'));
    expect(holds(file.text)).toBe(true);
    const all = lines(file.text);
    expect(holds(`x\r\n${all.toSpliced(1, 1).join('\r\n')}`), 'a line taken out').toBe(false);
    expect(holds(`x\r\n${all.toSpliced(1, 1, (all[1] ?? '').replace('xihe', 'xihf')).join('\r\n')}`), 'a line changed').toBe(false);
    expect((await auditor.on(api).listAudit({ action: 'people.exportAudit' })).rows).toMatchObject([{ after: { rows: shown.length, sha256: file.sha256 } }]);
    expect(await refusalOf(home.staff({ role: 'adviser', brandId: 'xihe' }).call('exportAudit', {}))).toBe('notAllowed');
  });

  test('is filtered by who, what, which and day, and paged without gaps', async () => {
    const auditor = home.staff({ role: 'auditor' });
    const mine = await auditor.on(api).listAudit({ actorId: manager.actor.kind === 'staff' ? manager.actor.id : '', action: 'people.addStaff' });
    expect(mine.rows).toMatchObject([{ action: 'people.addStaff', after: { userName: 'tech1' } }]);
    expect((await auditor.on(api).listAudit({ on: '2026-11-24', subjectId: boss.id })).rows.length).toBeGreaterThan(0);
    expect((await auditor.on(api).listAudit({ on: '2026-11-23' })).rows).toEqual([]);
    expect(await refusalOf(auditor.call('listAudit', { on: '2026-13-45' }))).toBe('badInput');
    expect(await refusalOf(auditor.call('listAudit', { after: '1; drop table x' }))).toBe('badInput');
    const first = await auditor.on(api).listAudit({ limit: 2 });
    const second = await auditor.on(api).listAudit({ limit: 2, after: first.next ?? '' });
    expect(second.rows[0]?.id).toBeLessThan(first.rows[1]?.id ?? 0);
  });
});
