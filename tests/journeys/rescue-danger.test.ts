// What a rescue must not miss: a danger that is said late reaches a person at once, wherever the case was before; nobody is sent where the
// car does not stand; what two people do at once disturbs only what both do; and a wrong press is taken back.
import { beforeAll, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { api } from '../../server/rescue/api.ts';
import { smallFleet } from '../small-fleet.ts';

const home = await house({ startsAt: '2026-07-01T17:30:00Z' }); // 01:30 in Beijing
const { chief, manager, owner, say, vehicleIds } = await smallFleet(home, 12);
const agent = home.staff({ role: 'agent', brandId: 'xihe', name: '坐席甲' });
const [at, other, mine] = [agent.on(api), home.staff({ role: 'dispatcher', brandId: 'xihe', name: '坐席乙' }).on(api), owner.on(api)];
const car = (nth: number): string => vehicleIds[nth] ?? '';
const roadside = { kind: 'roadside', lon: 121.5, lat: 31.25 } as const;

beforeAll(async () => {
  const contractor = { brandId: 'xihe', phone: '021-5550000', city: '上海', lat: 31.25, radiusKm: 80, means: ['flatbed', 'hvTrained'] as ('flatbed' | 'hvTrained')[], truckHeightMm: 2900, baseFen: 40_000, includedKm: 10, fenPerKm: 1_200 };
  for (const [name, lon] of [['嘉定道路救援', 121.4], ['昆山平安拖车', 121.3]] as const) await chief.on(api).addContractor({ ...contractor, name, nameEn: name, lon });
  await chief.on(api).addHandOverPoint({ road: 'G2', name: '花桥出口', nameEn: 'Huaqiao exit', lon: 121.15, lat: 31.3 });
  await chief.on(api).addQuarantinePlace({ outletId: 'shanghai-one', name: '北侧空地', distanceM: 20, outdoors: true, places: 1 });
  const { id } = await chief.call('addStaff', { userName: 'night', name: '值班长', grants: [{ role: 'agent', brandId: 'xihe', outletId: null }] });
  await manager.call('addShift', { brandId: 'xihe', staffId: id, phone: '13911112222', turn: 1, fromAt: '2026-07-01T10:00:00Z', untilAt: '2026-07-02T10:00:00Z' });
}, 120_000);

const calls = () => home.sms.messages().filter((message) => message.template === 'dutyCall');
type Page = { version: number; id: string; legs: { id: string; kind: string; version: number }[] };
const byLeg = (page: Page, kind: 'trafficRescue' | 'contractor' = 'contractor') => {
  const leg = page.legs.findLast((one) => one.kind === kind);
  return { missionId: page.id, version: page.version, legId: leg?.id ?? '', legVersion: leg?.version ?? 0 };
};
const seen = (missionId: string) => at.showRescue({ missionId });

test('a car without power at the roadside wakes nobody; smoke, said in the script minutes later, calls a person in the same minute', async () => {
  const before = calls().length;
  let mission = await mine.requestRescue({ vehicleId: car(0), trouble: 'powerLoss', place: roadside });
  await home.settle();
  expect(mission.level).toBe(2);
  expect(calls()).toHaveLength(before);
  home.clock.advance({ minutes: 4 });
  const said = home.clock.now().getTime();
  mission = await mine.answerMyScript({ missionId: mission.id, step: 'smoke', answer: 'yes' });
  await home.settle();
  expect(mission).toMatchObject({ level: 1, response: { callPersonWithinSeconds: 60, quarantine: true }, destination: { quarantinePlace: '北侧空地' } });
  expect(calls()).toHaveLength(before + 1);
  expect((calls()[0]?.at.getTime() ?? Infinity) - said).toBeLessThan(60_000);
  expect(calls()[0]?.text).toContain('冒烟起火'); // what it is, not what the case was called before
  expect(await agent.call('showCase', { caseId: mission.caseId })).toMatchObject({ case: { urgency: 1, trouble: 'powerLoss' } });

  // pressed by mistake: the next answer counts, and the place apart is free for another car; the level stays until a person judges
  mission = await mine.answerMyScript({ missionId: mission.id, step: 'smoke', answer: 'no' });
  expect(mission).toMatchObject({ level: 1, response: { quarantine: false } });
  expect((await seen(mission.id)).quarantine).toMatchObject({ releasedAt: expect.any(String), quarantineId: null });
  mission = await mine.answerMyScript({ missionId: mission.id, step: 'smoke', answer: 'yes' });
  expect((await seen(mission.id)).quarantine).toMatchObject({ placeName: '北侧空地', releasedAt: null });
  await home.settle();
  expect(calls()).toHaveLength(before + 1); // once
  await mine.cancelMyRescue({ missionId: mission.id, why: 'droveOn' });
});

test.each([['injured', 'yes', 1, '有人受伤'], ['lane', 'trafficLane', 2, '级']] as const)('%s: %s is a danger to people for the case too, and reaches a person', async (step, answer, nth, reads) => {
  const before = calls().length;
  const mission = await mine.requestRescue({ vehicleId: car(nth), trouble: 'other', place: roadside });
  await home.settle();
  expect(calls()).toHaveLength(before);
  expect((await mine.answerMyScript({ missionId: mission.id, step, answer })).level).toBe(1);
  await home.settle();
  expect(calls()).toHaveLength(before + 1);
  expect(calls()[0]?.text).toContain(reads);
  expect(await agent.call('showCase', { caseId: mission.caseId })).toMatchObject({ case: { urgency: 1 } });
  await mine.cancelMyRescue({ missionId: mission.id, why: 'droveOn' });
});

test('a case that a slight alarm opened by day becomes a danger by words at night: the quiet alarm, or whoever had the case, keeps nobody from being called', async () => {
  await say([3, { alarmLevel: 1, alarmBits: 1 << 11 }]);
  await home.settle();
  const [quiet] = await home.inside((tx) => tx.db.query<{ id: string; version: number; urgency: number }>(home.sql`select id, version, urgency from cases.cases where vehicle_id = ${car(3)}`));
  const before = calls().length;
  expect(quiet?.urgency).toBeGreaterThan(1);
  await agent.call('takeCase', { caseId: quiet?.id ?? '', version: quiet?.version ?? 0 });
  await home.settle();
  const mission = await mine.requestRescue({ vehicleId: car(3), words: '车冒烟了', place: roadside });
  await home.settle();
  expect(mission.level).toBe(1);
  expect(mission.caseId).toBe(quiet?.id);
  expect(calls()).toHaveLength(before + 1);
  await mine.cancelMyRescue({ missionId: mission.id, why: 'droveOn' });
});

test('a runaway that the car itself reports becomes a rescue by itself, at the metre where it stands although its owner never allowed that, and the owner reads so', async () => {
  await say([4, { alarmLevel: 3, alarmBits: 1 << 1, tempMaxC: 66, lon: 121.512345, lat: 31.254321 }]);
  await home.settle();
  const [mission] = (await mine.myRescues({})).missions.filter((one) => one.vehicleId === car(4));
  expect(mission).toMatchObject({ begunBy: 'signal', level: 1, place: { lon: 121.512345, lat: 31.254321 }, response: { quarantine: true, needs: ['flatbed', 'hvTrained'] }, legs: [{ state: 'requested' }] });
  const { entries } = await owner.call('showMyCase', { caseId: mission?.caseId ?? '' });
  expect(entries.filter((entry: { text: string | null }) => entry.text?.includes('读取了车辆自己报的位置'))).toHaveLength(1);
  const { rows } = await home.staff({ role: 'auditor', brandId: 'xihe' }).call('listAudit', { action: 'rescue.readPlace', limit: 10 });
  expect(rows).toEqual([expect.objectContaining({ subjectId: mission?.caseId, why: expect.stringContaining('PIPL') })]);
  await mine.cancelMyRescue({ missionId: mission?.id ?? '', why: 'falseAlarm' });

  // where nobody is in danger the owner's wish stands
  await say([5, { lon: 121.512345, lat: 31.254321 }]);
  const calm = await mine.requestRescue({ vehicleId: car(5), trouble: 'twelveVolt', place: { kind: 'home' } });
  expect(calm.place).toMatchObject({ lon: null, lat: null });
  await mine.cancelMyRescue({ missionId: calm.id, why: 'droveOn' });
});

test('while nobody knows where the car stands no place is proposed for it and none is kept; the owner reads what is missing, the desk hears of it by the clock, and the place said begins the search', async () => {
  let mission = await mine.requestRescue({ vehicleId: car(6), trouble: 'powerLoss', place: { kind: 'garage', words: '银泰地下三层 C12' } });
  expect(mission).toMatchObject({ destination: null, legs: [], arrival: { at: null, unknown: expect.arrayContaining(['place']) } });
  expect((await seen(mission.id)).quarantine).toBeNull();
  const told = async () => (await agent.call('staffNotices', {})).notices.filter((notice: { code: string; data: { missionId: string } }) => notice.code === 'rescueUnanswered' && notice.data.missionId === mission.id).length;
  await home.runRounds('watch-rescues');
  await home.settle();
  expect(await told()).toBe(0);
  home.clock.advance({ seconds: 301 });
  for (const _ of [1, 2]) {
    await home.runRounds('watch-rescues');
    await home.settle();
  }
  expect(await told()).toBe(1); // once
  await chief.on(api).addContractor({ brandId: 'xihe', name: '低位拖车', nameEn: 'Low truck', phone: '021-5550001', city: '上海', lon: 121.45, lat: 31.25, radiusKm: 80, means: ['lowGarage'], truckHeightMm: 1980, baseFen: 40_000, includedKm: 10, fenPerKm: 1_200 });
  mission = await mine.answerMyScript({ missionId: mission.id, place: { lon: 121.48, lat: 31.24 } });
  expect(mission).toMatchObject({ place: { words: '银泰地下三层 C12', lon: 121.48 }, destination: { outletId: 'shanghai-one' }, legs: [{ name: '低位拖车', state: 'requested' }] });
  expect(mission.arrival?.unknown).not.toContain('place');
  await mine.cancelMyRescue({ missionId: mission.id, why: 'droveOn' });
});

test('what is said of road, kilometre and direction is read out of the words, for 12122 asks for all three', async () => {
  const mission = await mine.requestRescue({ vehicleId: car(7), trouble: 'powerLoss', place: { kind: 'motorway', words: 'G2 京沪高速 往上海方向 K1230+500', lon: 121.14, lat: 31.31 } });
  expect(mission.place).toMatchObject({ road: 'G2', kmPost: 'K1230+500', direction: '上海方向' });
  await mine.cancelMyRescue({ missionId: mission.id, why: 'droveOn' });
});

test('two at the desk and the owner at once: each edit is refused only when the very thing it is about was changed', async () => {
  const mission = await mine.requestRescue({ vehicleId: car(8), trouble: 'powerLoss', place: { kind: 'motorway', words: 'G2 K1230', lon: 121.14, lat: 31.31 } });
  const missionId = mission.id;
  const { version } = await seen(missionId); // what everybody sees; nobody looks again
  const stale = { code: 'staleEdit', details: { changes: expect.arrayContaining([expect.objectContaining({ actorName: '坐席甲' })]) } };
  await mine.answerMyScript({ missionId, step: 'people', answer: 'yes' });
  await at.answerScript({ missionId, version, step: 'injured', answer: 'no' });
  await at.setRescuePlace({ missionId, version, place: { kmPost: 'K1231' } });
  await at.setHandOver({ missionId, version, words: '花桥收费站外' });
  await at.chooseDestination({ missionId, version, outletId: 'shanghai-one' });
  const { contractors } = await at.listRescueContractors({ missionId });
  const free = contractors.find((one) => one.lacks.length === 0 && !one.asked);
  await at.askContractor({ missionId, version, contractorId: free?.id ?? '' });
  expect((await other.answerScript({ missionId, version, step: 'smoke', answer: 'no' })).script.answers.map((one) => one.step)).toEqual(['people', 'injured', 'smoke']);
  for (const again of [
    () => other.answerScript({ missionId, version, step: 'injured', answer: 'yes' }), () => other.setRescuePlace({ missionId, version, place: { kmPost: 'K1229' } }), () => other.setHandOver({ missionId, version, words: '别处' }),
    () => other.chooseDestination({ missionId, version, outletId: 'shanghai-one' }), () => other.askContractor({ missionId, version, contractorId: free?.id ?? '' }),
  ]) await expect(again()).rejects.toMatchObject(stale);
  expect(await seen(missionId)).toMatchObject({ place: { kmPost: 'K1231' }, handOver: { name: '花桥收费站外' }, level: mission.level });

  // a wrong press is taken back, step by step, with its time; the owner who was told hears that it was not so
  let page = await seen(missionId);
  const record = async (deed: 'accept' | 'arrive' | 'load' | 'takeBack') => (page = await at.recordLeg({ ...byLeg(page), deed, ...(deed === 'accept' ? { arrivesInMin: 25 } : {}) }));
  await record('accept');
  const accepted = page.legs.findLast((leg) => leg.kind === 'contractor');
  await record('arrive');
  await record('takeBack');
  expect(page.legs.findLast((leg) => leg.kind === 'contractor')).toMatchObject({ state: 'accepted', arrivedAt: null, arrivesAt: accepted?.arrivesAt, acceptedAt: accepted?.acceptedAt });
  expect(page.state).toBe('helpComing');
  await record('arrive');
  await record('load');
  expect(page.state).toBe('moving');
  await record('takeBack');
  expect(page).toMatchObject({ state: 'helpThere', legs: expect.arrayContaining([expect.objectContaining({ state: 'arrived', loadedAt: null })]) });
  await record('takeBack');
  expect(page.legs.findLast((leg) => leg.kind === 'contractor')).toMatchObject({ state: 'accepted', arrivesAt: null }); // the time on the flatbed was none to the car
  const words = (await owner.call('showMyCase', { caseId: mission.caseId })).entries.map((entry: { text: string | null }) => entry.text ?? '');
  expect(words.filter((text: string) => text.startsWith('更正：'))).toHaveLength(3);
  await record('takeBack');
  expect(page.legs.findLast((leg) => leg.kind === 'contractor')).toMatchObject({ state: 'requested', acceptedAt: null, arrivesAt: null, answerByAt: new Date(home.clock.now().getTime() + 120_000).toISOString() }); // asked anew, with their whole time
  await expect(record('takeBack')).rejects.toThrow('legNotNow');
  page = await at.noteTrafficRescue({ ...byLeg(page, 'trafficRescue'), legId: null, deed: 'request' });
  page = await at.noteTrafficRescue({ ...byLeg(page, 'trafficRescue'), deed: 'accept', arrivesInMin: 15 });
  page = await at.noteTrafficRescue({ ...byLeg(page, 'trafficRescue'), deed: 'takeBack' });
  expect(page.legs.find((leg) => leg.kind === 'trafficRescue')).toMatchObject({ state: 'requested', acceptedAt: null });
  await expect(home.staff({ role: 'agent', brandId: 'langtu' }).on(api).recordLeg({ ...byLeg(page), deed: 'takeBack' })).rejects.toThrow('missionNotFound');
  await expect(home.staff({ role: 'adviser', brandId: 'xihe' }).on(api).recordLeg({ ...byLeg(page), deed: 'takeBack' })).rejects.toThrow('notAllowed');
  await at.cancelRescue({ missionId, version: page.version, why: 'falseAlarm' });
});

test('a destination that a person chose gives way once the battery may burn and no place apart is free there', async () => {
  await chief.call('addOutlet', {
    id: 'shanghai-two', name: '上海二号店', nameEn: 'Shanghai Two', city: '上海', cityEn: 'Shanghai', tier: 1, kind: 'serviceCentre', address: '二路 2 号', phone: '021-60000002', lon: 121.5, lat: 31.24,
    brandIds: ['xihe'], capabilities: ['lift'], opensOnHolidays: false, weeklyHours: [{ weekday: 1, opens: '08:30', closes: '18:00' }],
  });
  const mission = await mine.requestRescue({ vehicleId: car(9), trouble: 'powerLoss', place: roadside });
  await at.chooseDestination({ missionId: mission.id, version: (await seen(mission.id)).version, outletId: 'shanghai-two' });
  expect(await mine.answerMyScript({ missionId: mission.id, step: 'injured', answer: 'no' })).toMatchObject({ destination: { outletId: 'shanghai-two' } }); // stays as chosen
  expect(await mine.answerMyScript({ missionId: mission.id, step: 'smoke', answer: 'yes' })).toMatchObject({ destination: { outletId: 'shanghai-one', quarantinePlace: '北侧空地', chosenBy: null } });
  await mine.cancelMyRescue({ missionId: mission.id, why: 'droveOn' });
});
