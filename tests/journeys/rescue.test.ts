// A rescue at night on a motorway, end to end: one tap; a person called and helpers asked in the same moment; 12122 first; who
// does not answer is replaced by the clock; two trucks and an exit between them; one honest time; the car at hands, bay and part.
import { expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { api } from '../../server/rescue/api.ts';
import { ownerWithCar, workshop } from '../two-brands.ts';

const home = await house({ startsAt: '2026-11-24T17:30:00Z' }); // Wednesday 01:30 in Beijing
const contractor = (name: string, lon: number) => ({ brandId: 'xihe', name, nameEn: name, phone: '021-5550000', city: '上海', lon, lat: 31.3, radiusKm: 80, means: ['flatbed', 'hvTrained'] as const, truckHeightMm: 2900, baseFen: 40_000, includedKm: 10, fenPerKm: 1_200 });
const keyTo = (nth: number): string => /#([\w-]+)/.exec(home.sms.messages().filter((message) => message.template === 'rescueAsk').toReversed()[nth]?.text ?? '')?.[1] ?? '';
const lastLeg = (page: { legs: { id: string; version: number }[] }) => ({ legId: page.legs.at(-1)?.id ?? '', legVersion: page.legs.at(-1)?.version ?? 0 });

test('the owner taps once on the motorway at half past one; at the end the car stands where it can be mended', async () => {
  const { administrator } = await workshop(home);
  const { owner, vehicleId } = await ownerWithCar(home, 'xihe');
  const agent = home.staff({ role: 'agent', brandId: 'xihe', name: '夜班坐席' });
  const at = agent.on(api);
  const manager = home.staff({ role: 'serviceManager', brandId: 'xihe' });
  for (const [name, lon] of [['嘉定道路救援', 121.2], ['昆山平安拖车', 121.1]] as const) await administrator.on(api).addContractor({ ...contractor(name, lon), means: ['flatbed', 'hvTrained'] });
  for (const [name, lon] of [['花桥出口', 121.15], ['安亭出口', 121.19]] as const) await administrator.on(api).addHandOverPoint({ road: 'G2', name, nameEn: `${name} exit`, lon, lat: 31.3 });
  const hour = 3_600_000;
  const person = await administrator.call('addStaff', { userName: 'night', name: '值班长', grants: [{ role: 'agent', brandId: 'xihe', outletId: null }] });
  await manager.call('addShift', { brandId: 'xihe', staffId: person.id, phone: '13911112222', turn: 1, fromAt: new Date(home.clock.now().getTime() - hour).toISOString(), untilAt: new Date(home.clock.now().getTime() + 10 * hour).toISOString() });
  await administrator.call('countPart', { outletId: 'shanghai-one', brandId: 'xihe', code: 'P-PORT', onHand: 3 }).catch(() => undefined);

  // one tap
  const tapped = home.clock.now();
  let mission = await owner.on(api).requestRescue({ vehicleId, trouble: 'powerLoss', place: { kind: 'motorway', words: 'G2 京沪高速 上海方向 K1230+500', lon: 121.14, lat: 31.31 } });
  expect(mission).toMatchObject({ level: 1, state: 'helpSought', begunBy: 'owner', place: { road: 'G2', kmPost: 'K1230+500' }, response: { trafficRescueFirst: true, way: 'tow', numbers: ['12122'] }, handOver: { name: '花桥出口' }, script: { next: 'people' }, destination: { outletId: 'shanghai-one' } });
  expect(mission.arrival).toEqual({ of: 'helpAtCar', at: null, basis: 'none', unknown: ['nobodyAcceptedYet', 'trafficRescueTime'] }); // nothing is promised that nobody said
  expect((await owner.on(api).requestRescue({ vehicleId })).id).toBe(mission.id); // a second tap

  // a person is called and the rescue goes on beside it, in the same moment
  await home.settle();
  const sent = home.sms.messages().filter((message) => ['dutyCall', 'rescueAsk'].includes(message.template));
  expect(sent.map((message) => message.template).toSorted()).toEqual(['dutyCall', 'rescueAsk']);
  for (const message of sent) expect(message.at.getTime() - tapped.getTime()).toBeLessThan(60_000);
  expect(sent.find((message) => message.template === 'rescueAsk')?.text).not.toContain('苏念慈');

  // the safety script, step by step
  const mine = owner.on(api);
  for (const [step, answer] of [['people', 'yes'], ['injured', 'no'], ['smoke', 'no'], ['lane', 'emergencyLane'], ['warned', 'yes'], ['battery', 'no']] as const) {
    expect(mission.script.next).toBe(step);
    mission = await mine.answerMyScript({ missionId: mission.id, step, answer });
  }
  expect(mission.script.next).toBeNull();

  // who does not answer is replaced by the clock
  const first = keyTo(0);
  home.clock.advance({ seconds: 121 });
  await home.runRounds('watch-rescues');
  await home.settle();
  let page = await at.showRescue({ missionId: mission.id });
  expect(page.legs.map((leg) => leg.state)).toEqual(['unanswered', 'requested']);
  await expect(home.nobody.on(api).tellRescueJob({ token: first, deed: 'accept', arrivesInMin: 20 })).rejects.toThrow('rescueLinkOver');

  // the second one accepts without an account, and is told what is needed and no more
  const link = keyTo(1);
  const job = await home.nobody.on(api).showRescueJob({ token: link });
  expect(job).toMatchObject({ state: 'requested', meetAt: { name: '花桥出口' }, destination: { name: '上海一号店' }, way: 'tow' });
  expect(JSON.stringify(job)).not.toMatch(/苏念慈|13800001111/);
  await expect(home.nobody.on(api).tellRescueJob({ token: link, deed: 'accept' })).rejects.toThrow('arrivalNotValid');
  const tell = (deed: 'accept' | 'setOut' | 'arrive' | 'load' | 'deliver', more: object = {}) => home.nobody.on(api).tellRescueJob({ token: link, deed, ...more });
  await tell('accept', { arrivesInMin: 25, driverName: '马师傅', truckPlate: '苏E55555' });
  expect(await tell('accept', { arrivesInMin: 90 })).toMatchObject({ state: 'accepted', driverName: '马师傅' }); // told twice is told once
  await home.settle();
  mission = (await mine.myRescues({})).missions[0] ?? mission;
  expect(mission).toMatchObject({ state: 'helpComing', arrival: { of: 'helpAtCar', at: null, unknown: ['trafficRescueTime'] } }); // ours waits at the exit: no arrival at the car yet

  // 12122: called by the desk, then what they say
  const edit = async (deed: 'request' | 'accept' | 'arrive' | 'load' | 'deliver', arrivesInMin?: number) => {
    const seen = await at.showRescue({ missionId: mission.id });
    const leg = seen.legs.findLast((one) => one.kind === 'trafficRescue');
    page = await at.noteTrafficRescue({ missionId: mission.id, version: seen.version, legId: leg?.id ?? null, legVersion: leg?.version ?? 0, deed, ...(arrivesInMin === undefined ? {} : { arrivesInMin }) });
    return page;
  };
  await expect(edit('accept')).rejects.toThrow('legNotFound');
  await edit('request');
  expect((await edit('accept', 15)).arrival).toMatchObject({ of: 'helpAtCar', at: new Date(home.clock.now().getTime() + 15 * 60_000).toISOString(), basis: 'helperSaid', unknown: [] });
  home.clock.advance({ minutes: 16 });
  await home.runRounds('watch-rescues');
  mission = (await mine.myRescues({})).missions[0] ?? mission;
  expect(mission.arrival).toMatchObject({ at: null, unknown: ['overdue'] }); // a time that passed is not said any more
  await tell('setOut');
  expect((await edit('arrive')).state).toBe('helpThere');
  expect((await edit('load')).state).toBe('moving');
  await tell('arrive');
  expect((await edit('deliver')).state).toBe('helpThere'); // both stand at the exit
  await tell('load');
  mission = (await mine.myRescues({})).missions[0] ?? mission;
  expect(mission).toMatchObject({ state: 'moving', arrival: { of: 'carAtDestination', basis: 'distance' } });
  await expect(mine.cancelMyRescue({ missionId: mission.id, why: 'ownerWish' })).rejects.toThrow('missionOver'); // a car on the flatbed is brought to its end

  // onward travel, then the end
  mission = await mine.askOnward({ missionId: mission.id, kind: 'taxi', people: 2, toWords: '浦东机场' });
  expect(mission.onward).toMatchObject({ mostFen: 30_000, arrangedAt: null }); // in the guarantee
  page = await at.arrangeOnward({ missionId: mission.id, version: (await at.showRescue({ missionId: mission.id })).version, words: '出租车已叫，沪EX1234，15 分钟到' });
  home.clock.advance({ minutes: 40 });
  await tell('deliver');
  await home.settle();
  page = await at.showRescue({ missionId: mission.id });
  expect(page).toMatchObject({ state: 'delivered', payer: 'maker', payerRule: 'R43-15', arrival: null });
  expect(page.costFen).toBeGreaterThan(40_000);
  expect(page.legs.map((leg) => [leg.kind, leg.state])).toEqual([['contractor', 'unanswered'], ['contractor', 'delivered'], ['trafficRescue', 'delivered']]);
  const own = page.legs[1];
  for (const [earlier, later] of [[own?.requestedAt, own?.acceptedAt], [own?.acceptedAt, own?.underWayAt], [own?.underWayAt, own?.arrivedAt], [own?.arrivedAt, own?.loadedAt], [own?.loadedAt, own?.endedAt]]) expect((earlier ?? 'z') <= (later ?? '')).toBe(true);
  const { entries } = await owner.call('showMyCase', { caseId: mission.caseId });
  const plans = entries.filter((entry: { kind: string }) => entry.kind === 'helpPlanned').map((entry: { text: string }) => entry.text);
  expect(plans.some((text: string) => text.includes('花桥出口') && text.includes('12122'))).toBe(true);
  expect(plans.some((text: string) => text.includes('晚'))).toBe(true);
  expect(entries.map((entry: { kind: string }) => entry.kind)).toEqual(expect.arrayContaining(['rescueBegun', 'rescueEnded']));
  home.clock.advance({ hours: 25 });
  await expect(home.nobody.on(api).showRescueJob({ token: link })).rejects.toThrow('rescueLinkOver');
});

test('nobody answers: the desk is told, everybody is asked again after a while, and a person finds one by hand', async () => {
  const owner = home.owner({ id: (await ownerOf('xihe')).id, name: '苏念慈', brandIds: ['xihe'] });
  const agent = home.staff({ role: 'agent', brandId: 'xihe' });
  const at = agent.on(api);
  const { vehicles } = await owner.call('listMyVehicles', {});
  const mission = await owner.on(api).requestRescue({ vehicleId: vehicles[0].id, trouble: 'brakes', place: { kind: 'roadside', lon: 121.2, lat: 31.3 } });
  for (let nth = 0; nth < 2; nth += 1) {
    home.clock.advance({ seconds: 400 });
    await home.runRounds('watch-rescues');
    await home.settle();
  }
  let page = await at.showRescue({ missionId: mission.id });
  expect(page.legs.map((leg) => leg.state)).toEqual(['unanswered', 'unanswered']);
  expect(page.arrival?.unknown).toContain('nobodyFound');
  const told = (await agent.call('staffNotices', {})).notices.map((notice: { code: string }) => notice.code);
  expect(told).toContain('rescueUnanswered');
  home.clock.advance({ minutes: 11 });
  await home.runRounds('watch-rescues');
  page = await at.showRescue({ missionId: mission.id });
  expect(page.legs.at(-1)).toMatchObject({ state: 'requested', turn: 2 });
  const { contractors } = await at.listRescueContractors({ missionId: mission.id });
  const other = contractors.find((one) => one.name !== page.legs.at(-1)?.name);
  const stale = at.askContractor({ missionId: mission.id, version: page.version - 1, contractorId: other?.id ?? '' });
  await expect(stale).rejects.toThrow('staleEdit'); // two at the desk at once
  page = await at.askContractor({ missionId: mission.id, version: page.version, contractorId: other?.id ?? '' });
  expect(page.legs.slice(-2).map((leg) => [leg.state, leg.name])).toEqual([['replaced', expect.any(String)], ['requested', other?.name]]);
  page = await at.recordLeg({ missionId: mission.id, version: page.version, ...lastLeg(page), deed: 'accept', arrivesInMin: 30 });
  await expect(at.recordLeg({ missionId: mission.id, version: page.version, ...lastLeg(page), deed: 'deliver' })).rejects.toThrow('legNotNow');
  expect((await owner.on(api).cancelMyRescue({ missionId: mission.id, why: 'droveOn' })).state).toBe('cancelled');
});

test('smoke: level 1, quarantine in the open fifteen metres from all else, and no workshop before a day has passed', async () => {
  const administrator = home.staff({ role: 'administrator', brandId: null });
  await expect(administrator.on(api).addQuarantinePlace({ outletId: 'shanghai-one', name: '车库角落', distanceM: 14, outdoors: true, places: 1 })).rejects.toThrow('quarantinePlaceTooNear');
  await administrator.on(api).addQuarantinePlace({ outletId: 'shanghai-one', name: '北侧空地', distanceM: 20, outdoors: true, places: 1 });
  const owner = home.owner({ id: (await ownerOf('xihe')).id, name: '苏念慈', brandIds: ['xihe'] });
  const at = home.staff({ role: 'agent', brandId: 'xihe' }).on(api);
  const manager = home.staff({ role: 'serviceManager', brandId: 'xihe', outletId: 'shanghai-one', name: '经理' });
  const { vehicles } = await owner.call('listMyVehicles', {});
  let mission = await owner.on(api).requestRescue({ vehicleId: vehicles[0].id, trouble: 'powerLoss', place: { kind: 'roadside', lon: 121.2, lat: 31.3 } });
  expect(mission.script.keepAwayM).toBeNull();
  mission = await owner.on(api).answerMyScript({ missionId: mission.id, step: 'smoke', answer: 'yes' });
  expect(mission).toMatchObject({ level: 1, response: { quarantine: true, numbers: ['119'] }, script: { keepAwayM: 15 }, destination: { quarantinePlace: '北侧空地' } });
  await expect(owner.on(api).answerMyScript({ missionId: mission.id, step: 'height', answer: 'higher' })).rejects.toThrow('scriptStepNotAsked');
  let page = await at.showRescue({ missionId: mission.id });
  const by = async (deed: 'accept' | 'arrive' | 'load' | 'deliver') => (page = await at.recordLeg({ missionId: mission.id, version: page.version, ...lastLeg(page), deed, ...(deed === 'accept' ? { arrivesInMin: 20 } : {}) }));
  for (const deed of ['accept', 'arrive', 'load', 'deliver'] as const) await by(deed);
  await home.settle();
  expect(page.quarantine).toMatchObject({ placeName: '北侧空地', releasedAt: expect.any(String), quarantineId: expect.any(String) });
  const adviser: Caller = home.staff({ role: 'adviser', brandId: 'xihe', outletId: 'shanghai-one' });
  const arrival = { caseId: mission.caseId, outletId: 'shanghai-one', odometerKm: 12_000, socPct: 50, keys: 1, itemsLeft: '', warningLamps: [], photos: [], statement: '冒烟', promisedAt: new Date(home.clock.now().getTime() + 2 * 86_400_000).toISOString(), unsignedWhy: '拖车送来', signerName: '苏念慈' };
  await expect(adviser.call('checkIn', arrival)).rejects.toThrow('carInQuarantine');
  // The watch is the one of batteries: in its list, and it fills the place.
  const quarantineId = page.quarantine?.quarantineId ?? '';
  expect(await manager.call('listQuarantines', { outletId: 'shanghai-one' })).toMatchObject({ quarantines: [expect.objectContaining({ id: quarantineId, vin: vehicles[0].vin, place: '北侧空地', clearanceM: 15, whyNot: 'watchNotOver' })] });
  const release = async () => manager.call('releaseQuarantine', { quarantineId, words: '平稳', version: (await manager.call('showQuarantine', { quarantineId })).version });
  const whyNot = (why: string) => ({ code: 'quarantineNotOver', details: expect.objectContaining({ why }) });
  await expect(release()).rejects.toMatchObject(whyNot('watchNotOver'));
  const measured = async (hours: number, tempC: number, smoke = false): Promise<void> => {
    home.clock.advance({ hours });
    await adviser.call('logQuarantineTemperature', { quarantineId, tempC, smoke });
  };
  for (let n = 0; n < 8; n++) await measured(3, 22);
  home.clock.advance({ hours: 1 });
  await measured(0, 22, true); // smoke again: the watch begins anew
  await expect(release()).rejects.toMatchObject(whyNot('watchNotOver'));
  for (let n = 0; n < 8; n++) await measured(3, 23);
  home.clock.advance({ hours: 5 });
  await expect(release()).rejects.toMatchObject(whyNot('noFreshReading'));
  await measured(0, 21.5);
  await expect(release()).rejects.toMatchObject(whyNot('logHasGaps'));
  for (let n = 0; n < 8; n++) await measured(3, 22);
  expect(await release()).toMatchObject({ releasedAt: expect.any(String) });
  await expect(adviser.call('checkIn', { ...arrival, promisedAt: new Date(home.clock.now().getTime() + 2 * 86_400_000).toISOString() })).resolves.toMatchObject({ workOrder: { state: 'checkedIn' } });
});

async function ownerOf(brandId: string): Promise<{ id: string }> {
  const { owners } = await home.staff({ role: 'adviser', brandId }).call('listOwners', {});
  return owners[0];
}

test('the desk writes down what one helper said while another moves: nobody presses twice; what another desk said of the same helper is not written over', async () => {
  const owner = home.owner({ id: (await ownerOf('xihe')).id, name: '苏念慈', brandIds: ['xihe'] });
  const { vehicles } = await owner.call('listMyVehicles', {});
  const [at, other] = [home.staff({ role: 'agent', brandId: 'xihe', name: '坐席甲' }).on(api), home.staff({ role: 'agent', brandId: 'xihe', name: '坐席乙' }).on(api)];
  const mission = await owner.on(api).requestRescue({ vehicleId: vehicles[0].id, trouble: 'powerLoss', place: { kind: 'motorway', words: 'G2 京沪高速 上海方向 K1230', lon: 121.14, lat: 31.31 } });
  await home.settle();
  const missionId = mission.id;
  const of = (page: { version: number; legs: { id: string; kind: string; version: number }[] }, kind: 'trafficRescue' | 'contractor') => {
    const leg = page.legs.findLast((one) => one.kind === kind);
    return { missionId, version: page.version, legId: leg?.id ?? null, legVersion: leg?.version ?? 0 };
  };
  const before = await at.showRescue({ missionId });
  const token = before.legs.at(-1)?.link?.split('#')[1] ?? '';
  await home.nobody.on(api).tellRescueJob({ token, deed: 'accept', arrivesInMin: 25 });
  let page = await at.noteTrafficRescue({ ...of(before, 'trafficRescue'), deed: 'request' }); // saw the truck before it accepted
  expect(page.legs.map((leg) => [leg.kind, leg.state])).toEqual([['contractor', 'accepted'], ['trafficRescue', 'requested']]);
  const twice = other.noteTrafficRescue({ ...of(before, 'trafficRescue'), deed: 'request' });
  await expect(twice).rejects.toMatchObject({ code: 'staleEdit', details: { changes: expect.arrayContaining([expect.objectContaining({ actorName: '坐席甲', action: 'rescue.trafficRescue' })]) } }); // 12122 was called already

  await home.nobody.on(api).tellRescueJob({ token, deed: 'setOut' });
  const seen = page;
  page = await at.noteTrafficRescue({ ...of(seen, 'trafficRescue'), deed: 'accept', arrivesInMin: 15 });
  await expect(other.noteTrafficRescue({ ...of(seen, 'trafficRescue'), deed: 'decline' })).rejects.toThrow('staleEdit');
  // 12122 says that it takes longer: the owner reads the new time, once more honest
  await expect(at.noteTrafficRescue({ ...of(page, 'trafficRescue'), deed: 'delay' })).rejects.toThrow('arrivalNotValid');
  page = await at.noteTrafficRescue({ ...of(page, 'trafficRescue'), deed: 'delay', arrivesInMin: 40 });
  const later = new Date(home.clock.now().getTime() + 40 * 60_000).toISOString();
  expect(page).toMatchObject({ arrival: { of: 'helpAtCar', at: later, basis: 'helperSaid' } });
  expect((await owner.on(api).myRescues({})).missions[0]).toMatchObject({ arrival: { at: later } });
  await expect(other.recordLeg({ ...of(seen, 'contractor'), legId: of(seen, 'contractor').legId ?? '', deed: 'decline' })).rejects.toThrow('staleEdit'); // it is on its way by now
  page = await other.showRescue({ missionId });
  await at.noteTrafficRescue({ ...of(page, 'trafficRescue'), deed: 'arrive' });
  expect((await other.recordLeg({ ...of(page, 'contractor'), legId: of(page, 'contractor').legId ?? '', deed: 'arrive' })).legs.map((leg) => leg.state)).toEqual(['arrived', 'arrived']);
  await expect(other.recordLeg({ missionId, version: page.version, legId: 'none', legVersion: 0, deed: 'load' })).rejects.toThrow('legNotFound');
  page = await at.showRescue({ missionId });
  await expect(at.noteTrafficRescue({ ...of(page, 'trafficRescue'), deed: 'delay', arrivesInMin: 5 })).rejects.toThrow('legNotNow'); // it is there
});
