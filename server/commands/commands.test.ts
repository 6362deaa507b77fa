// Commands and looks, with a car on a real connection that answers as a terminal does.
import { afterEach, beforeAll, expect, test } from 'vitest';
import { commands, decodeFrame, encodeFrame, flags, readBeijing, readUpgrade, readWarning, type FoundFrame } from '@careloop/gbt32960';
import { startGateway, type Gateway } from '#gateway';
import { house, type Caller } from '#platform/testing';
import { terminal, until, type Terminal } from '../gateway/testing.ts';
import { heldFor, isDue } from '../gateway/dispatch.ts';
import { drivingIn } from '../gateway/motion.ts';
import { cars, healthy, heartbeat, login, report, vins } from '../telemetry/testing.ts';
import { nextState, standing } from './command.ts';
import { softwareTold } from './software.ts';

const home = await house();
const [vin, other] = vins;
let fleet: Awaited<ReturnType<typeof cars>>;
let gateways: Gateway[] = [];
let second = 0;
const moment = (): Date => new Date(home.clock.now().getTime() + 1000 * ++second);
const technician = home.staff({ role: 'technician', brandId: 'xihe', name: '周师傅' });
const manager = home.staff({ role: 'serviceManager', brandId: 'xihe', name: '林经理' });

beforeAll(async () => {
  fleet = await cars(home);
  await fleet.register(vin, 'xihe');
  await fleet.register(other, 'langtu');
  for (const who of [technician, manager]) await look(who);
});
afterEach(async () => {
  for (const gateway of gateways) await gateway.close();
  gateways = [];
});
const open = async (): Promise<Gateway> => {
  const gateway = await startGateway(home.world, { host: '127.0.0.1', port: 0 });
  gateways.push(gateway);
  return gateway;
};
const look = (who: Caller, minutes = 480): Promise<{ id: string }> => who.call('openLook', { vin, scopes: ['commands'], purpose: 'diagnosis', why: '充电中断，核对上报周期', minutes });
const standingReport = (): Uint8Array => report(vin, moment(), { ...healthy, speedKmh: 0 });
const drivingReport = (): Uint8Array => report(vin, moment(), healthy);
const downward = (car: Terminal): FoundFrame[] => car.answers.filter((frame) => frame.flag === flags.command);
const online = async (gateway: Gateway, ...frames: Uint8Array[]): Promise<Terminal> => {
  const car = await terminal(gateway.port);
  car.send(login(vin, moment()), ...frames);
  await car.untilAnswers(1 + frames.length);
  return car;
};
const answer = (car: Terminal, asked: FoundFrame, flag: number = flags.success, parameters?: { id: number; value: number | string }[]): void => {
  const at = readBeijing(asked.bytes, 24) ?? 0;
  car.send(encodeFrame({ command: asked.command, flag, vin, message: parameters === undefined ? { kind: 'answer', at } : { kind: 'parameters', at, parameters } }));
};
type Shown = { id: string; state: string; heldFor: string | null; tries: number; answer: { parameter: number; value: number | string | null }[]; answerFlag: number | null; consent: string; approval: string };
const shown = async (id: string, who: Caller = manager): Promise<Shown> => (await who.call('listCommands', { vin })).commands.find((one: Shown) => one.id === id);
const ask = (who: Caller, kind: string, more: Record<string, unknown> = {}): Promise<Shown> => who.call('askCommand', { vin, kind, validMinutes: 60, ...more });

test('the software that a car told is known from then on; what was only asked is not', async () => {
  const car = await online(await open());
  await ask(technician, 'readParameters', { parameterIds: [0x08] });
  await until(() => downward(car).length === 1);
  expect(await home.inside((tx) => softwareTold(tx, 'xihe', vin))).toEqual([]);
  answer(car, downward(car)[0] as FoundFrame, flags.success, [{ id: 0x08, value: 'V2.41' }]);
  await until(async () => (await home.inside((tx) => softwareTold(tx, 'xihe'))).length === 1);
  expect((await home.inside((tx) => softwareTold(tx, 'xihe')))[0]).toMatchObject({ vin, version: '2.41' });
  expect(await home.inside((tx) => softwareTold(tx, 'langtu'))).toEqual([]);
});

test('a query reaches the car over its live line, and its answer reaches the page that asked', async () => {
  const car = await online(await open());
  const { id, state } = await ask(technician, 'readParameters', { parameterIds: [0x02, 0x09] });
  expect(state).toBe('pending');
  await until(() => downward(car).length === 1);
  const [asked] = downward(car) as [FoundFrame];
  expect(asked).toMatchObject({ command: commands.parameterQuery, edition: 2016 });
  expect(decodeFrame(asked.bytes).frame?.message).toMatchObject({ kind: 'parameterQuery', ids: [0x02, 0x09] });
  expect(await shown(id)).toMatchObject({ state: 'sent', tries: 1 });
  answer(car, asked, flags.success, [{ id: 0x02, value: 10 }, { id: 0x09, value: 30 }]);
  await until(async () => (await shown(id)).state === 'answered');
  expect((await shown(id)).answer).toEqual([{ parameter: 0x02, value: 10 }, { parameter: 0x09, value: 30 }]);
  answer(car, asked); // an answer nobody waits for any more changes nothing
  car.send(heartbeat(vin));
  await until(() => car.answers.at(-1)?.command === commands.heartbeat);
  expect((await shown(id)).answer.length).toBe(2);
});

test('it waits for a car that is away, and the gateway that has the car sends it, once', async () => {
  const [one, two] = [await open(), await open()];
  const { id } = await ask(technician, 'readParameters', { parameterIds: [0x01] });
  expect(await shown(id)).toMatchObject({ state: 'pending', heldFor: 'away' });
  const car = await online(two);
  await until(() => downward(car).length === 1);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(downward(car).length).toBe(1);
  expect(one.port).not.toBe(two.port);
  answer(car, downward(car)[0] as FoundFrame, flags.error);
  await until(async () => (await shown(id)).state === 'declined');
  expect((await shown(id)).answerFlag).toBe(flags.error);
}, 20_000);

test('what changes the car needs its owner and a second person, and goes only once the car stands', async () => {
  const gateway = await open();
  const { id } = await ask(technician, 'setParameters', { parameters: [{ parameter: 0x02, value: 20 }, { parameter: 0x05, value: 'link.example.cn' }] });
  expect(await shown(id)).toMatchObject({ state: 'awaitingConsent', consent: 'asked', approval: 'asked' });
  await home.settle();
  const owner = fleet.owner('xihe');
  expect((await owner.call('myNotices', {})).notices[0]).toMatchObject({ code: 'commandConsent' });
  expect((await owner.call('myCommands', {})).commands[0]).toMatchObject({ id, askedByName: '周师傅', purpose: 'diagnosis', why: '充电中断，核对上报周期', state: 'awaitingConsent' });
  await expect(technician.call('approveCommand', { commandId: id, approved: true })).rejects.toMatchObject({ code: 'secondPersonNeeded' });
  await expect(fleet.owner('langtu').call('answerCommand', { commandId: id, agreed: true })).rejects.toMatchObject({ code: 'commandNotFound' });
  const car = await online(gateway, drivingReport());
  await owner.call('answerCommand', { commandId: id, agreed: true });
  expect(await shown(id)).toMatchObject({ state: 'awaitingApproval' });
  await manager.call('approveCommand', { commandId: id, approved: true });
  await until(async () => (await shown(id)).heldFor === 'driving');
  car.send(drivingReport());
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(downward(car)).toEqual([]);
  car.send(standingReport());
  await until(() => downward(car).length === 1);
  const [asked] = downward(car) as [FoundFrame];
  expect(decodeFrame(asked.bytes).frame?.message).toMatchObject({ kind: 'parameters', parameters: [{ id: 0x02, value: 20 }, { id: 0x04, value: 15 }, { id: 0x05, value: 'link.example.cn' }] });
  answer(car, asked);
  await until(async () => (await shown(id)).state === 'answered');
  const audit = await home.inside((tx) => tx.db.query<{ action: string }>(home.sql`select action from platform.audit where after ->> 'commandId' = ${id} order by id`));
  expect(audit.map((row) => row.action)).toEqual(['commands.ask', 'commands.consent', 'commands.approve']);
}, 20_000);

test('the owner or the second person may say no; the asker may take it back; nobody answers twice', async () => {
  const owner = fleet.owner('xihe');
  const refused = await ask(manager, 'reset');
  await owner.call('answerCommand', { commandId: refused.id, agreed: false });
  expect((await shown(refused.id)).state).toBe('refused');
  await expect(owner.call('answerCommand', { commandId: refused.id, agreed: true })).rejects.toMatchObject({ code: 'commandNotNow' });
  const vetoed = await ask(manager, 'reset');
  await technician.call('approveCommand', { commandId: vetoed.id, approved: false });
  expect((await shown(vetoed.id)).state).toBe('refused');
  const taken = await ask(technician, 'readParameters', { parameterIds: [0x01] });
  await technician.call('withdrawCommand', { commandId: taken.id });
  expect((await shown(taken.id)).state).toBe('withdrawn');
  const car = await online(await open());
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(downward(car)).toEqual([]);
}, 20_000);

test('a warning to the driver goes to a driving car, in Chinese; an upgrade carries its fields', async () => {
  const car = await online(await open(), drivingReport());
  const { id } = await ask(technician, 'warnDriver', { warning: { level: 3, text: '请立即靠边停车' } });
  await until(() => downward(car).length === 1);
  const message = decodeFrame((downward(car)[0] as FoundFrame).bytes).frame?.message as { control: number; data: Uint8Array };
  expect([message.control, readWarning(message.data)]).toEqual([0x06, { level: 3, text: '请立即靠边停车' }]);
  answer(car, downward(car)[0] as FoundFrame);
  await until(async () => (await shown(id)).state === 'answered');
  const upgrade = { url: 'ftp://203.0.113.7/t12.bin', address: '203.0.113.7', port: 21, maker: 'TEST', hardware: 'H1.00', firmware: 'V2.10', password: 'secret', limitMinutes: 30 };
  const asked = await ask(technician, 'remoteUpgrade', { upgrade });
  const owner = fleet.owner('xihe');
  expect(JSON.stringify(await owner.call('myCommands', {}))).not.toContain('secret');
  await owner.call('answerCommand', { commandId: asked.id, agreed: true });
  await manager.call('approveCommand', { commandId: asked.id, approved: true });
  car.send(standingReport());
  await until(() => downward(car).length === 2);
  const sent = decodeFrame((downward(car)[1] as FoundFrame).bytes).frame?.message as { control: number; data: Uint8Array };
  expect([sent.control, readUpgrade(sent.data)]).toEqual([0x01, upgrade]);
}, 20_000);

test('only inside a look of one’s own, by role, with what the kind needs; other brands see nothing', async () => {
  const newcomer = home.staff({ role: 'technician', brandId: 'xihe' });
  await expect(ask(newcomer, 'readParameters', { parameterIds: [1] })).rejects.toMatchObject({ code: 'lookNeeded' });
  const { id } = await look(newcomer, 5);
  await ask(newcomer, 'readParameters', { parameterIds: [1] });
  await newcomer.call('endLook', { lookId: id });
  await expect(ask(newcomer, 'readParameters', { parameterIds: [1] })).rejects.toMatchObject({ code: 'lookNeeded' });
  await expect(ask(technician, 'factorySettings')).rejects.toMatchObject({ code: 'commandNotYours' });
  for (const wrong of [{ kind: 'setParameters' }, { kind: 'setParameters', parameters: [{ parameter: 0x07, value: 'H1.00' }] }, { kind: 'setParameters', parameters: [{ parameter: 0x02, value: 601 }] }, { kind: 'warnDriver' }]) {
    await expect(ask(technician, wrong.kind, wrong)).rejects.toMatchObject({ code: 'commandIncomplete' });
  }
  const foreign = home.staff({ role: 'serviceManager', brandId: 'langtu' });
  await expect(foreign.call('listCommands', { vin })).rejects.toMatchObject({ code: 'vehicleNotFound' });
  await expect(home.staff({ role: 'dispatcher', brandId: 'xihe' }).call('openLook', { vin, scopes: ['frames'], purpose: 'rescue', why: '看看', minutes: 5 })).rejects.toMatchObject({ code: 'lookNotYours' });
});

test('the owner reads who looked, why, until when and how often', async () => {
  const dispatcher = home.staff({ role: 'dispatcher', brandId: 'xihe', name: '赵调度' });
  await dispatcher.call('openLook', { vin, scopes: ['place'], purpose: 'rescue', why: '拖车要找到这辆车', minutes: 30 });
  for (let i = 0; i < 2; i++) await dispatcher.call('showVehicleState', { vin }).catch(() => undefined);
  const { looks } = await fleet.owner('xihe').call('myCarLooks', {});
  expect(looks[0]).toMatchObject({ staffName: '赵调度', purpose: 'rescue', why: '拖车要找到这辆车', scopes: ['place'], open: true, vin });
  expect(looks.some((one: { uses: { scope: string; count: number }[] }) => one.uses.some((use) => use.scope === 'commands' && use.count > 1))).toBe(true);
  expect((await fleet.owner('langtu').call('myCarLooks', {})).looks).toEqual([]);
});

test('what nobody agrees to, takes up or answers in time ends; no answer is asked for three times in all', async () => {
  await home.inside((tx) => tx.db.query(home.sql`update gateway.dispatches set state = 'withdrawn' where state in ('pending', 'sent')`));
  const waiting = await ask(manager, 'reset', { validMinutes: 5 });
  const away = await ask(technician, 'readParameters', { parameterIds: [3], validMinutes: 5 });
  const silent = await ask(technician, 'readParameters', { parameterIds: [4] });
  await home.inside((tx) => tx.db.query(home.sql`update gateway.dispatches set held_for = null, state = 'withdrawn' where id in (select dispatch_id from commands.commands where id = ${away.id})`));
  const car = await online(await open());
  for (let tries = 1; tries <= 3; tries++) {
    await until(() => downward(car).length === tries, 10_000);
    await until(async () => (await shown(silent.id)).tries === tries);
    home.clock.advance({ seconds: 61 });
  }
  await until(async () => {
    await home.runRounds('settle-dispatches', 'expire-commands');
    return (await shown(silent.id)).state === 'unanswered';
  });
  expect(downward(car).length).toBe(3);
  home.clock.advance({ minutes: 6 });
  await home.runRounds('settle-dispatches', 'expire-commands');
  expect((await shown(waiting.id)).state).toBe('expired');
}, 40_000);

test('decisions: what holds a message, when it is due, what follows from answers, and whether a car drives', () => {
  expect(heldFor({ whileDriving: true }, { driving: true, atMs: 0 }, 1_000_000)).toBeUndefined();
  expect(heldFor({ whileDriving: false }, { driving: true, atMs: 0 }, 0)).toBe('driving');
  expect(heldFor({ whileDriving: false }, { driving: undefined, atMs: 0 }, 0)).toBe('motionUnknown');
  expect(heldFor({ whileDriving: false }, { driving: false, atMs: 0 }, 90_000)).toBeUndefined();
  expect(heldFor({ whileDriving: false }, { driving: false, atMs: 0 }, 90_001)).toBe('motionUnknown');
  const now = new Date('2026-03-01T00:00:00Z');
  const later = new Date(now.getTime() + 60_000);
  expect(isDue({ state: 'pending', tries: 0, sentAt: null, expiresAt: later }, now)).toBe(true);
  expect(isDue({ state: 'pending', tries: 0, sentAt: null, expiresAt: now }, now)).toBe(false);
  expect(isDue({ state: 'sent', tries: 1, sentAt: now, expiresAt: new Date(now.getTime() + 120_000) }, later)).toBe(true);
  expect(isDue({ state: 'sent', tries: 3, sentAt: now, expiresAt: new Date(now.getTime() + 120_000) }, later)).toBe(false);
  expect([nextState({ consent: 'asked', approval: 'given' }), nextState({ consent: 'given', approval: 'given' }), nextState({ consent: 'given', approval: 'refused' }), nextState({ consent: 'notNeeded', approval: 'notNeeded' })])
    .toEqual(['waiting', 'released', 'refused', 'released']);
  expect(standing({ state: 'waiting', consent: 'given', approval: 'asked' }, undefined)).toBe('awaitingApproval');
  const driving = (said: Parameters<typeof report>[2]): boolean | undefined => drivingIn({ command: commands.realtime, bytes: report(vin, now, said) });
  expect([driving({ vehicleState: 'started', speedKmh: 60 }), driving({ vehicleState: 'started', speedKmh: 0 }), driving({ vehicleState: 'started' }), driving({ vehicleState: 'off' }), driving({ lon: 121, lat: 31 })])
    .toEqual([true, false, true, false, undefined]);
});
