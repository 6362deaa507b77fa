// Rescues of the past year and of this hour: contractors in every city, exits of motorways, quarantine places; missions that
// ended well, one that the clock had to pass on, one called off; and now one on a motorway and one in a garage.
import { beijingDay } from '../../server/platform/calendar.ts';
import type { Actor } from '../../server/platform/actor.ts';
import type { Replay } from '../replay.ts';
import { createRandom, type Random } from '../random.ts';
import { administrator, ownerActor, staffActor, type Known } from '../settle-world.ts';
import type { CarPlan, StaffPlan, World as Country } from '../world.ts';

const minute = 60_000;
const nobody: Actor = { kind: 'nobody' };
const names = [['平安道路救援', 'Ping’an Roadside'], ['顺达拖车', 'Shunda Towing'], ['骏达汽车救援', 'Junda Rescue']] as const;
/** Roads near the cities of the country, with exits. */
const roads: readonly (readonly [city: string, road: string, direction: string, exits: readonly (readonly [string, string, number, number])[]])[] = [
  ['上海', 'G2', '北京方向', [['花桥出口', 'Huaqiao exit', -0.36, 0.07], ['安亭出口', 'Anting exit', -0.28, 0.06]]], ['上海', 'G60', '杭州方向', [['新桥出口', 'Xinqiao exit', -0.15, -0.16], ['枫泾出口', 'Fengjing exit', -0.45, -0.34]]],
  ['深圳', 'G4', '广州方向', [['福永出口', 'Fuyong exit', -0.24, 0.14]]], ['杭州', 'G60', '上海方向', [['余杭出口', 'Yuhang exit', 0.14, 0.14]]], ['成都', 'G5', '雅安方向', [['新津出口', 'Xinjin exit', -0.25, -0.15]]], ['重庆', 'G75', '遵义方向', [['巴南出口', 'Banan exit', 0.05, -0.16]]], ['西安', 'G30', '渭南方向', [['临潼出口', 'Lintong exit', 0.28, 0.04]]],
];

/** Everything a rescue draws on, from the first day on. */
export async function setUpRescue(on: Replay, country: Country, from: Date): Promise<void> {
  const random = createRandom(country.seed).fork('rescue contractors');
  for (const brand of country.brands) {
    for (const city of country.cities) {
      for (const [nth, [name, nameEn]] of names.entries()) {
        if (nth > 0 && city.tier > 2) continue;
        await on.call(administrator, from, 'addContractor', {
          brandId: brand.id, name: `${city.name}${name}`, nameEn: `${city.nameEn} ${nameEn}`, phone: `1${random.int(30, 89)}${String(random.int(10_000_000, 99_999_999))}`, city: city.name, lon: city.lon + (nth - 1) * 0.09, lat: city.lat + nth * 0.05, radiusKm: city.tier > 2 ? 200 : 90,
          means: nth === 2 ? ['mobileCharger', 'jumpStarter', 'tyreService', 'lowGarage'] : ['flatbed', 'hvTrained', ...(nth === 0 ? ['lowGarage', 'jumpStarter'] : [])], truckHeightMm: nth === 1 ? 2_900 : 1_980, baseFen: 32_000 + nth * 4_000, includedKm: 10, fenPerKm: 1_200,
        });
      }
    }
  }
  for (const [city, road, , exits] of roads) {
    const at = country.cities.find((one) => one.name === city);
    for (const [name, nameEn, east, north] of at === undefined ? [] : exits) await on.call(administrator, from, 'addHandOverPoint', { road, name: `${road} ${name}`, nameEn: `${road} ${nameEn}`, lon: (at?.lon ?? 0) + east, lat: (at?.lat ?? 0) + north });
  }
  for (const outlet of country.outlets.filter((one) => one.hvBays > 0)) await on.call(administrator, from, 'addQuarantinePlace', { outletId: outlet.id, name: '北侧室外隔离位', distanceM: 18, outdoors: true, places: 2 });
}

type Page = { id: string; version: number; caseId: string; state: string; endedAt: string | null; script: { next: string | null }; legs: { id: string; kind: string; state: string; link: string | null; version: number }[] };
type Story = { car: CarPlan; at: Date; trouble: string; place: Record<string, unknown>; motorway?: boolean; passesOn?: boolean; until: 'accepted' | 'arrived' | 'end' | 'calledOff' };

class Telling {
  readonly on: Replay;
  readonly agent: Actor;
  readonly random: Random;
  now: Date;
  page: Page;
  constructor(on: Replay, agent: Actor, random: Random, now: Date, page: Page) {
    this.on = on;
    this.agent = agent;
    this.random = random;
    this.now = now;
    this.page = page;
  }
  later(low: number, high: number): void {
    this.now = new Date(this.now.getTime() + this.random.int(low * 60, high * 60) * 1000);
  }
  async desk(name: string, input: Record<string, unknown> = {}): Promise<void> {
    this.page = (await this.on.call(this.agent, this.now, name, { missionId: this.page.id, version: this.page.version, ...input })) as Page;
  }
  /** What 12122 said on the phone. */
  async traffic(deed: string, more: Record<string, unknown> = {}): Promise<void> {
    const leg = this.page.legs.findLast((one) => one.kind === 'trafficRescue');
    await this.desk('noteTrafficRescue', { legId: leg?.id ?? null, legVersion: leg?.version ?? 0, deed, ...more });
  }
  async look(): Promise<void> {
    this.page = (await this.on.call(this.agent, this.now, 'showRescue', { missionId: this.page.id })) as Page;
  }
  async truck(deed: string, more: Record<string, unknown> = {}): Promise<void> {
    await this.look();
    const token = this.page.legs.findLast((leg) => leg.kind === 'contractor')?.link?.split('#')[1];
    if (token !== undefined) await this.on.call(nobody, this.now, 'tellRescueJob', { token, deed, ...more });
    await this.look();
  }
}

const calm: Record<string, string> = { people: 'yes', injured: 'no', smoke: 'no', lane: 'emergencyLane', warned: 'yes', battery: 'no', height: 'under2m4' };

async function tell(on: Replay, country: Country, known: Known, story: Story): Promise<void> {
  const owner = country.owners.find((one) => one.key === story.car.ownerKey);
  const plan = country.staff.find((one) => one.userName === `${story.car.brandId}-agent`);
  if (owner === undefined || plan === undefined) return;
  const [who, agent] = [ownerActor(known, owner), staffActor(known, plan as StaffPlan)];
  const random = createRandom(country.seed).fork(`rescue ${story.car.vin}`);
  const begun = (await on.call(who, story.at, 'requestRescue', { vehicleId: known.vehicleId.get(story.car.vin), trouble: story.trouble, place: story.place })) as Page;
  const t = new Telling(on, agent, random, new Date(story.at.getTime() + 40_000), begun);
  await t.look();
  for (let next = t.page.script.next; next !== null; next = t.page.script.next) await t.desk('answerScript', { step: next, answer: calm[next] ?? 'unknown' });
  if (story.passesOn === true) await t.truck('decline', { why: 'busy' });
  if (story.motorway === true) await t.traffic('request');
  t.later(1, 3);
  if (t.page.legs.findLast((leg) => leg.kind === 'contractor')?.state !== 'requested') return; // nobody in reach
  await t.truck('accept', { arrivesInMin: random.int(22, 48), driverName: `${random.pick(['马', '孙', '何', '罗', '郭'])}师傅`, truckPlate: `${story.car.plateNo.slice(0, 2)}F${random.int(1000, 9999)}` });
  if (story.motorway === true) await t.traffic('accept', { arrivesInMin: random.int(15, 30) });
  if (story.until === 'calledOff') return t.desk('cancelRescue', { why: 'droveOn' });
  t.later(4, 9);
  await t.truck('setOut');
  if (story.until === 'accepted') return;
  t.later(15, 32);
  if (story.motorway === true) for (const deed of ['arrive', 'load', 'deliver']) await t.traffic(deed);
  await t.truck('arrive');
  if (story.until === 'arrived') return;
  t.later(8, 16);
  const carried = !['outOfCharge', 'twelveVolt', 'tyre'].includes(story.trouble) || story.motorway === true;
  await t.truck(carried ? 'load' : 'solve');
  if (carried) {
    t.later(25, 60);
    await t.truck('deliver');
  }
  await closeCase(t, who);
}

async function closeCase(t: Telling, owner: Actor): Promise<void> {
  t.later(60, 200);
  const shown = async (): Promise<{ version: number; stage: string }> => ((await t.on.call(t.agent, t.now, 'showCase', { caseId: t.page.caseId })) as { case: { version: number; stage: string } }).case;
  const { version, stage } = await shown();
  if (stage !== 'open') return; // the car had something else going on
  await t.on.call(t.agent, t.now, 'askConfirmation', { caseId: t.page.caseId, version, words: '车辆已妥善送达并处理，请确认。' });
  t.later(30, 300);
  await t.on.call(owner, t.now, 'confirmSolved', { caseId: t.page.caseId, version: (await shown()).version });
}

/** Missions of the year and of now, on cars at the end of the list: the visits of the year begin at its front. */
export async function rescues(on: Replay, country: Country, known: Known, now: Date, taken: Set<string>): Promise<void> {
  const random = createRandom(country.seed).fork('rescues');
  const near = (city: string, nth: number): CarPlan | undefined => {
    const car = country.cars.filter((one) => one.city.name === city && !taken.has(one.vin) && Date.parse(one.deliveredOn) < now.getTime() - 60 * 86_400_000).at(-3 - nth);
    if (car !== undefined) taken.add(car.vin);
    return car;
  };
  const spot = (car: CarPlan, east: number, north: number): { lon: number; lat: number } => ({ lon: Math.round((car.city.lon + east) * 1e5) / 1e5, lat: Math.round((car.city.lat + north) * 1e5) / 1e5 });
  const past: readonly (readonly [city: string, daysAgo: number, trouble: string, motorway: boolean, until: Story['until']])[] = [
    ['上海', 301, 'tyre', false, 'end'], ['成都', 244, 'powerLoss', true, 'end'], ['深圳', 190, 'outOfCharge', false, 'end'], ['西安', 121, 'powerLoss', false, 'end'], ['杭州', 66, 'twelveVolt', false, 'end'], ['重庆', 27, 'powerLoss', true, 'end'], ['上海', 19, 'powerLoss', true, 'end'],
    ['深圳', 12, 'brakes', false, 'end'], ['成都', 8, 'outOfCharge', false, 'calledOff'], ['杭州', 4, 'tyre', false, 'end'],
  ];
  for (const [nth, [city, daysAgo, trouble, motorway, until]] of past.entries()) {
    const car = near(city, nth);
    const road = roads.find((one) => one[0] === city);
    if (car === undefined) continue;
    const at = new Date(Date.parse(`${beijingDay(new Date(now.getTime() - daysAgo * 86_400_000))}T00:00:00+08:00`) + random.int(1, 22) * 60 * minute + random.int(0, 59) * minute);
    const place = motorway ? { kind: 'motorway', road: road?.[1] ?? 'G2', direction: road?.[2] ?? '', kmPost: `K${random.int(20, 190)}`, ...spot(car, road?.[3][0]?.[2] ?? 0, road?.[3][0]?.[3] ?? 0) } : { kind: 'roadside', words: car.city.streets[0] ?? '路边', ...spot(car, 0.03, 0.04) };
    await tell(on, country, known, { car, at, trouble, place, motorway, passesOn: nth % 3 === 1, until });
  }
  const [onTheRoad, inGarage] = [near('上海', 11), near('深圳', 11)];
  if (onTheRoad !== undefined) await tell(on, country, known, { car: onTheRoad, at: new Date(now.getTime() - 14 * minute), trouble: 'powerLoss', motorway: true, until: 'accepted', place: { kind: 'motorway', road: 'G2', direction: '北京方向', kmPost: 'K1216', ...spot(onTheRoad, -0.33, 0.08) } });
  if (inGarage !== undefined) await tell(on, country, known, { car: inGarage, at: new Date(now.getTime() - 48 * minute), trouble: 'twelveVolt', until: 'arrived', place: { kind: 'garage', words: '海岸城地库 B2', heightMm: 2_100, ...spot(inGarage, -0.1, -0.02) } });
}
