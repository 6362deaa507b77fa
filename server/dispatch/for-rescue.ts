// A rescue that one of our own vehicles can drive. S1 a mission has one job at a time, at the outlet whose vehicle is nearest, as long
// as nobody else is coming; S2 who goes is what the insertion into the running day says, and where it moves others the dispatcher
// accepts it first; S3 the owner's one time is the plan's, and moves with it; S4 what the driver presses moves the mission, and a
// mission that no longer needs the vehicle takes the job off the board. Everything may run twice.
import { outletsById, outletsFor } from '#network';
import { namesOf } from '#people';
import { ownVehicleComes, ownVehicleTells, wantedOwnVehicle, type Mission, type Wanted } from '#rescue';
import { beijingDay, beijingTime } from '#platform/calendar';
import { acrossWalls, type Tx } from '#platform/tx';
import { arrivalOf } from './board.ts';
import { emptyPlan, timesOf } from './day.ts';
import { gatherDay, kmBetween } from './gather-day.ts';
import { about, ended, jobOpened, plannable, underWay, type Job, type Needs } from './job.ts';
import { jobById, jobsOfCase, lockJob, rescuesUnderWay, rulesOn, saveJob, writePlaces } from './job-store.ts';
import { callOff, openJob, ruleOf, tellOfJob } from './open-job.ts';
import { retimed } from './plan-day.ts';
import { endDisturbance, latestPlan, openDisturbanceOf } from './plan-store.ts';
import type { Point, Rules } from './travel.ts';
import { outletsWithVans, vanById, vansAt } from './van-store.ts';

type Told = { missionId: string };

/** What the vehicle and its person must be able to do. */
export function needsFor({ response, place }: Pick<Mission, 'response' | 'place'>): Needs {
  const low = response.needs.includes('lowGarage');
  const hv = response.needs.includes('hvTrained') ? { skills: ['highVoltage'] } : {};
  if (response.way !== 'tow') return { vanKinds: ['serviceVan', 'flatbed'], tools: response.needs.filter((need) => need !== 'hvTrained'), ...hv };
  return { vanKinds: low ? ['flatbed', 'wheelLift'] : ['flatbed'], ...(low ? { mostHeightCm: place.heightMm === undefined ? 200 : Math.floor(place.heightMm / 10) } : {}), ...hv };
}

/** The nearest outlet of the brand with a vehicle on duty that can do it. (S1) */
async function nearestFor(tx: Tx, mission: Mission, meetAt: Point, needs: Needs, rules: Rules) {
  const [withVans, now] = [new Set(await outletsWithVans(tx)), beijingTime(tx.now)];
  const near = (await outletsFor(tx, { brandId: mission.brandId })).filter((outlet) => withVans.has(outlet.id)).map((outlet) => ({ outlet, km: kmBetween(outlet, meetAt) }))
    .filter((one) => one.km <= ruleOf(rules, 'mostKmAway')).sort((a, b) => a.km - b.km || (a.outlet.id < b.outlet.id ? -1 : 1));
  for (const { outlet } of near) {
    const able = (await vansAt(tx, outlet.id)).some((van) => van.inUse && needs.vanKinds?.includes(van.kind) === true && (needs.tools ?? []).every((tool) => van.tools.includes(tool))
      && (needs.mostHeightCm === undefined || van.heightCm <= needs.mostHeightCm) && van.shiftFrom <= now && now < van.shiftUntil);
    if (able) return outlet;
  }
  return undefined;
}

const wordsOf = ({ place, handOver, response }: Mission): string | null => {
  const words = [response.trafficRescueFirst && handOver !== null ? `交接点：${handOver.name}` : '', place.road ?? '', place.direction ?? '', place.kmPost ?? '', place.words ?? ''].filter((one) => one !== '').join(' ');
  return words === '' ? null : words.slice(0, 400);
};
const addressOf = ({ place, handOver, response }: Mission): string => ((response.trafficRescueFirst ? handOver?.name : undefined) ?? place.words ?? place.road ?? '救援地点').slice(0, 160);
const goalOf = ({ destination, response }: Mission): Job['toPlace'] => (response.way !== 'tow' || destination === null ? null : { lon: destination.lon, lat: destination.lat, address: destination.address.slice(0, 160) });

async function open(tx: Tx, { mission, meetAt }: Wanted, nth: number): Promise<void> {
  if (meetAt === undefined) return;
  const rules = await rulesOn(tx, beijingDay(tx.now));
  const needs = needsFor(mission);
  const outlet = await nearestFor(tx, mission, meetAt, needs, rules);
  if (outlet === undefined) return;
  const tow = mission.response.way === 'tow';
  await openJob(tx, {
    kind: 'rescue', reference: nth === 0 ? mission.id : `${mission.id}:${nth}`, brandId: mission.brandId, ownerId: mission.ownerId, vehicleId: mission.vehicleId, vin: mission.vin, caseId: mission.caseId, outletId: outlet.id, needs, urgent: true,
    place: { ...meetAt, address: addressOf(mission) }, to: goalOf(mission) ?? (tow ? { lon: outlet.lon, lat: outlet.lat, address: outlet.address } : null), serviceMin: ruleOf(rules, tow ? 'rescueLoadMin' : 'rescueOnSpotMin'), words: wordsOf(mission),
    window: { from: tx.now, until: new Date(tx.now.getTime() + ruleOf(rules, `rescueWithinMin${mission.level}`) * 60_000) },
  });
}

const jobsOf = async (tx: Tx, mission: Mission): Promise<Job[]> =>
  (await jobsOfCase(tx, mission.caseId)).filter((job) => job.kind === 'rescue' && (job.reference === mission.id || job.reference?.startsWith(`${mission.id}:`) === true));

const far = (a: Point, b: Point): boolean => Math.abs(a.lon - b.lon) + Math.abs(a.lat - b.lat) > 0.0005;

/** The car stands elsewhere, or goes elsewhere, than the job says. Who stands elsewhere is planned again. */
async function follow(tx: Tx, { mission, meetAt }: Wanted, job: Job): Promise<void> {
  const [place, toPlace] = [meetAt === undefined ? job.place : { ...meetAt, address: addressOf(mission) }, goalOf(mission) ?? job.toPlace];
  const [moved, redirected] = [far(place, job.place) && plannable.includes(job.state), toPlace !== null && job.toPlace !== null && far(toPlace, job.toPlace)];
  if (!moved && !redirected) return;
  await writePlaces(tx, job.id, moved ? place : job.place, toPlace);
  const now = (await lockJob(tx, job.id)) as Job;
  const after = moved ? await saveJob(tx, { ...now, state: 'waiting', vanId: null, staffId: null, seq: null, plannedFrom: null, plannedUntil: null, pinned: false, toldFrom: null, toldUntil: null }) : now;
  if (moved) tx.tell(jobOpened({ ...about(after), windowFrom: after.windowFrom.toISOString(), windowUntil: after.windowUntil.toISOString() }));
  tellOfJob(tx, after, 'dispatch.rescueMoved', { before: { place: job.place, toPlace: job.toPlace }, after: { place: after.place, toPlace: after.toPlace } });
}

async function withdraw(tx: Tx, job: Job, why: string): Promise<void> {
  if (!(await callOff(tx, job.id, why))) return;
  const asked = await openDisturbanceOf(tx, job.id, 'emergency');
  if (asked !== undefined) await endDisturbance(tx, asked.id, 'dismissed', '');
}

/** A reaction: a mission began or changed. (S1, S4) */
export async function followRescue(tx: Tx, body: Told): Promise<void> {
  const wanted = await wantedOwnVehicle(tx, body.missionId);
  if (wanted === undefined) return;
  const jobs = await jobsOf(tx, wanted.mission);
  const running = jobs.find((job) => !ended.includes(job.state));
  if (running !== undefined) {
    if (!wanted.open) await withdraw(tx, running, wanted.mission.endedAt === null ? 'anotherComes' : 'rescueOver');
    else await follow(tx, wanted, running);
    return;
  }
  // a job of ours that could not be done is not tried again by itself
  if (wanted.open && !jobs.some((job) => job.state === 'failed' || job.state === 'finished') && jobs.length < 3) await open(tx, wanted, jobs.length);
}

/** What a job's state says of the chain, in the order of what must have happened. */
function deedsOf(job: Job) {
  const carried = job.toPlace !== null;
  const [out, there] = [{ deed: 'setOut' as const, at: job.departedAt }, { deed: 'arrive' as const, at: job.arrivedAt }];
  if (job.state === 'failed') return [{ deed: 'decline' as const, at: job.endedAt, why: job.endedWhy ?? 'other' }];
  if (job.state === 'finished') return carried ? [out, there, { deed: 'load' as const, at: job.carriedAt }, { deed: 'deliver' as const, at: job.endedAt }] : [out, there, { deed: 'solve' as const, at: job.endedAt }];
  if (job.state === 'carrying') return [out, there, { deed: 'load' as const, at: job.carriedAt }];
  if (job.state === 'arrived' || job.state === 'working') return [out, there];
  return job.state === 'departed' ? [out] : [];
}

/** A reaction: a job of a rescue was planned, moved or driven. (S3, S4) */
export async function tellRescue(tx: Tx, body: { jobId: string; reference: string | null; kind: string }): Promise<void> {
  const missionId = body.kind === 'rescue' ? body.reference?.split(':')[0] : undefined;
  if (missionId === undefined) return;
  const job = await jobById(tx, body.jobId);
  if (job === undefined) return;
  if (job.state === 'cancelled') { // by a person: another must be asked
    const others = (await jobsOfCase(tx, job.caseId ?? '')).some((one) => one.kind === 'rescue' && !ended.includes(one.state));
    if (!others) await ownVehicleTells(tx, missionId, [{ deed: 'decline', at: job.endedAt, why: 'other' }]);
    return;
  }
  if ((job.state === 'planned' || underWay.includes(job.state)) && job.plannedFrom !== null && !(await comes(tx, job, missionId)) && plannable.includes(job.state)) return withdraw(tx, job, 'anotherComes');
  await ownVehicleTells(tx, missionId, deedsOf(job));
}

/** When our vehicle is there as it looks now: by where it is, else by the plan. */
async function arrivalNow(tx: Tx, job: Job): Promise<Date | null> {
  const at = await gatherDay(tx, job.outletId, job.onDay);
  const running = await latestPlan(tx, job.outletId, job.onDay);
  return arrivalOf(job, at, timesOf(running === undefined ? emptyPlan : retimed(at, running.content)), tx.now);
}

/** Tells the mission that we come; false when somebody else does. */
async function comes(tx: Tx, job: Job, missionId: string): Promise<boolean> {
  const van = job.vanId === null ? undefined : await vanById(tx, job.vanId);
  const arrivesAt = van === undefined ? null : await arrivalNow(tx, job);
  if (van === undefined || arrivesAt === null) return true;
  const outlet = (await outletsById(tx, [job.outletId])).get(job.outletId);
  const drivers = await acrossWalls(tx, 'who drives the vehicle of the outlet', () => namesOf(tx, job.staffId === null ? [] : [job.staffId]));
  return ownVehicleComes(tx, missionId, { name: outlet === undefined ? van.name : `${outlet.name} ${van.name}`, phone: outlet?.phone ?? '', driverName: drivers.get(job.staffId ?? '') ?? null, plateNo: van.plateNo, arrivesAt });
}

/** A round: the time that owners wait by follows the vehicle on the road. (S3) */
export async function timeRescues(tx: Tx): Promise<void> {
  for (const job of await rescuesUnderWay(tx)) await tellRescue(tx, { jobId: job.id, reference: job.reference, kind: job.kind });
}
