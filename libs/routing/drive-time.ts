// When one vehicle that drives one list of visits is where, and what that costs: the earliest time for every number of breaks taken,
// from leg to leg. A list that begins like the one before goes on from where they part; one that cannot be cheap enough ends early.
import type { Call, Driver, Steps } from './drive.ts';
import type { Ground } from './ground.ts';
import type { Reason } from './problem.ts';
import { arrival, asNumbers } from './travel.ts';

/** What drives need to know of vehicles and visits as plain numbers. */
function clockwork(ground: Ground) {
  const perJob = (value: (job: (typeof ground.jobs)[number]) => number): Float64Array => Float64Array.from(ground.jobOf, (job) => value(ground.jobs[job]!));
  const perVehicle = (value: (vehicle: (typeof ground.vehicles)[number]) => number): Float64Array => Float64Array.from(ground.vehicles, value);
  const firstWindow = new Int32Array(ground.jobOf.length + 1);
  ground.windows.forEach((windows, visit) => { firstWindow[visit + 1] = firstWindow[visit]! + windows.length; });
  return {
    firstWindow, opens: Float64Array.from(ground.windows.flat(), (window) => window.from), closes: Float64Array.from(ground.windows.flat(), (window) => window.until),
    wishFrom: perJob((job) => job.wish?.from ?? -Infinity), wishUntil: perJob((job) => job.wish?.until ?? Infinity),
    earlyPrice: perJob((job) => job.wish?.earlyPrice ?? 0), latePrice: perJob((job) => job.wish?.latePrice ?? 0), released: perJob((job) => job.releasedAt ?? -Infinity),
    start: Int32Array.from(ground.vehicles, (vehicle) => vehicle.start ?? -1), end: Int32Array.from(ground.vehicles, (vehicle) => vehicle.end ?? -1),
    shiftFrom: perVehicle((vehicle) => vehicle.shift.from), shiftUntil: perVehicle((vehicle) => vehicle.shift.until),
    hardEnd: perVehicle((vehicle) => Math.max(vehicle.shift.until, vehicle.overtimeUntil ?? -Infinity)), mostDistance: perVehicle((vehicle) => vehicle.mostDistance ?? Infinity),
    use: perVehicle((vehicle) => vehicle.prices?.use ?? 0), perDistance: perVehicle((vehicle) => (vehicle.prices === undefined ? 1 : (vehicle.prices.distance ?? 0))),
    perTravelTime: perVehicle((vehicle) => vehicle.prices?.travelTime ?? 0), perOvertime: perVehicle((vehicle) => vehicle.prices?.overtime ?? 0),
    breaks: ground.vehicles.map((vehicle) => [...(vehicle.breaks ?? [])].sort((a, b) => a.from - b.from || a.until - b.until)),
    distance: ground.travels.map((travel) => asNumbers(travel.distance)), duration: ground.travels.map((travel) => asNumbers(travel.duration ?? travel.distance)),
    depotWindows: ground.depots.map((depot) => depot.windows ?? [{ from: -Infinity, until: Infinity }]),
    byVisits: ground.problem.balance?.of === 'visits', balancePrice: ground.problem.balance?.price ?? 0,
  };
}

/** The labels behind every visit of the list that was driven last, as far as no depot was called at: lists that begin alike need not be driven from the start. */
function memoOf(ground: Ground, agreed: Float64Array, most: number) {
  const visits = ground.jobOf.length;
  const list = new Int32Array(visits + 1);
  const moments = new Float64Array(visits + 1);
  const leaves = new Float64Array((visits + 1) * most);
  const costs = new Float64Array((visits + 1) * most);
  const ways = new Float64Array(visits + 1);
  let count = 0;
  let of = -1;
  let waited = false;
  let begun = Number.NaN;
  /** How many visits at the front of `next`, at most `until`, are known. What is driven from now on is `next`. */
  const common = (route: number, next: Int32Array, until: number, wait: boolean, from: number): number => {
    if (route !== of || wait !== waited || from !== begun) count = 0;
    of = route;
    waited = wait;
    begun = from;
    const end = Math.min(count, until);
    let alike = 0;
    while (alike < end && list[alike] === next[alike]) {
      const moment = agreed[ground.taskOf[list[alike]!]!]!;
      if (moment !== moments[alike] && !(Number.isNaN(moment) && Number.isNaN(moments[alike]))) break;
      alike++;
    }
    count = alike;
    return alike;
  };
  const recall = (known: number, toLeaves: Float64Array, toCosts: Float64Array, labels: number): void => {
    for (let k = 0; k < labels; k++) {
      toLeaves[k] = leaves[known * most + k]!;
      toCosts[k] = costs[known * most + k]!;
    }
  };
  const keep = (at: number, visit: number, fromLeaves: Float64Array, fromCosts: Float64Array, labels: number, driven: number): void => {
    list[at] = visit;
    moments[at] = agreed[ground.taskOf[visit]!]!;
    for (let k = 0; k < labels; k++) {
      leaves[(at + 1) * most + k] = fromLeaves[k]!;
      costs[(at + 1) * most + k] = fromCosts[k]!;
    }
    ways[at + 1] = driven;
    count = at + 1;
  };
  return { common, recall, keep, driven: (known: number) => ways[known]! };
}

export function timeOf(ground: Ground, agreed: Float64Array, steps: Steps, last: Driver['last'], fail: (reason: Reason) => number) {
  const set = clockwork(ground);
  const most = steps.labels;
  const routes = ground.vehicles.length;
  const leaves = new Float64Array(most);
  const costs = new Float64Array(most);
  const ready = new Float64Array(most);
  const paid = new Float64Array(most);
  const { what, how, breakStarts } = steps;
  /** Whether the steps are written down. */
  let told = false;

  /** All labels over one leg of length `base`: into `ready` and `paid`. */
  const overLeg = (route: number, step: number, base: number): void => {
    const breaks = set.breaks[route]!;
    const travel = ground.travels[ground.travelOf[route]!]!;
    const plain = travel.slowness === undefined;
    let before = Infinity;
    for (let k = 0; k <= breaks.length; k++) {
      const arrives = leaves[k] === Infinity ? Infinity : plain ? leaves[k]! + base : arrival(travel, leaves[k]!, base);
      let time = arrives;
      let cost = costs[k]! + set.perTravelTime[route]! * (arrives === Infinity ? 0 : arrives - leaves[k]!);
      let came = 0;
      let pause = 0;
      if (k > 0) {
        const { from, until, duration } = breaks[k - 1]!;
        const onWay = Math.max(leaves[k - 1]!, from);
        const paused = Math.max(before, onWay) + duration;
        const pausedCost = costs[k - 1]! + set.perTravelTime[route]! * (before - leaves[k - 1]!);
        if (onWay <= until && before !== Infinity && (paused < time || (paused === time && pausedCost < cost))) {
          time = paused;
          cost = pausedCost;
          came = 1;
          pause = onWay;
        }
        const there = Math.max(ready[k - 1]!, from);
        if (there <= until && ready[k - 1] !== Infinity && (there + duration < time || (there + duration === time && paid[k - 1]! < cost))) {
          time = there + duration;
          cost = paid[k - 1]!;
          came = 2;
          pause = there;
        }
      }
      before = arrives;
      ready[k] = time;
      paid[k] = cost;
      if (!told) continue;
      how[step * most + k] = came;
      breakStarts[step * most + k] = pause;
      steps.arrives[step * most + k] = time;
    }
  };

  /** When the visit begins that can begin at `time`; Infinity: never. */
  const begins = (visit: number, time: number, wait: boolean): number => {
    const started = ground.startedAt[visit]!;
    if (!Number.isNaN(started)) return started;
    const fixed = agreed[ground.taskOf[visit]!]!;
    let from = time;
    if (!Number.isNaN(fixed)) {
      if (time > fixed) return Infinity;
      from = fixed;
    }
    if (wait && from < set.wishFrom[visit]!) from = set.wishFrom[visit]!;
    for (let w = set.firstWindow[visit]!; w < set.firstWindow[visit + 1]!; w++) {
      if (from > set.closes[w]!) continue;
      const start = from < set.opens[w]! ? set.opens[w]! : from;
      return !Number.isNaN(fixed) && start !== fixed ? Infinity : start;
    }
    return ground.frozen[visit] === 1 ? from : Infinity;
  };

  const visitAll = (route: number, visit: number, step: number, wait: boolean): boolean => {
    const breaks = set.breaks[route]!.length;
    const service = ground.service[visit * routes + route]!;
    let any = false;
    for (let k = 0; k <= breaks; k++) {
      leaves[k] = Infinity;
      if (ready[k] === Infinity) continue;
      const start = begins(visit, ready[k]!, wait);
      steps.starts[step * most + k] = start;
      if (start === Infinity) continue;
      any = true;
      leaves[k] = start + service;
      let cost = paid[k]!;
      if (start < set.wishFrom[visit]!) cost += set.earlyPrice[visit]! * (set.wishFrom[visit]! - start);
      if (start > set.wishUntil[visit]!) cost += set.latePrice[visit]! * (start - set.wishUntil[visit]!);
      if (ground.movedPrice > 0 && !Number.isNaN(ground.runningAt[visit])) cost += ground.movedPrice * Math.abs(start - ground.runningAt[visit]!);
      costs[k] = cost;
      steps.leaves[step * most + k] = leaves[k]!;
    }
    return any;
  };

  const callAt = (route: number, depot: number, step: number): boolean => {
    let any = false;
    for (let k = 0; k <= set.breaks[route]!.length; k++) {
      leaves[k] = Infinity;
      if (ready[k] === Infinity) continue;
      const open = set.depotWindows[depot]!.find((window) => ready[k]! <= window.until);
      if (open === undefined) continue;
      any = true;
      const start = Math.max(ready[k]!, open.from);
      leaves[k] = start + (ground.depots[depot]!.service ?? 0);
      costs[k] = paid[k]!;
      steps.starts[step * most + k] = start;
      steps.leaves[step * most + k] = leaves[k]!;
    }
    return any;
  };

  /** The label that returns at the least cost; breaks not taken must still be possible after the return. */
  const returns = (route: number, judged: boolean): number => {
    const breaks = set.breaks[route]!;
    let best = Infinity;
    let late = true;
    for (let k = 0; k <= breaks.length; k++) {
      if (ready[k] === Infinity) continue;
      if (judged && ready[k]! > set.hardEnd[route]!) continue;
      late = false;
      if (judged && !breaks.slice(k).every((pause) => ready[k]! <= pause.until)) continue;
      const cost = paid[k]! + set.perOvertime[route]! * Math.max(0, ready[k]! - set.shiftUntil[route]!);
      if (cost >= best) continue;
      best = cost;
      last.label = k;
    }
    return best === Infinity ? fail(late ? 'shift' : 'break') : best;
  };

  /** The list that was last prepared, without a call at a depot: what it costs whenever its visits begin, and how long its way is. */
  const whole = { fixed: 0, distance: 0, duration: 0, from: 0, judged: false };
  const prepare = (route: number, list: Int32Array, length: number): void => {
    const travel = ground.travelOf[route]!;
    const { places } = ground.travels[travel]!;
    const distances = set.distance[travel]!;
    const durations = set.duration[travel]!;
    const end = set.end[route]!;
    let place = set.start[route]!;
    let work = 0;
    let changed = 0;
    let distance = 0;
    let duration = 0;
    whole.from = set.shiftFrom[route]!;
    whole.judged = false;
    for (let i = 0; i < length; i++) {
      const visit = list[i]!;
      const next = ground.place[visit]!;
      if (place >= 0) {
        distance += distances[place * places + next]!;
        duration += durations[place * places + next]!;
      }
      place = next;
      work += set.byVisits ? 1 : ground.service[visit * routes + route]!;
      changed += ground.otherVehicle[visit * routes + route]!;
      if (ground.frozen[visit] === 1) continue;
      whole.judged = true;
      if (set.released[visit]! > whole.from) whole.from = set.released[visit]!;
    }
    if (place >= 0 && end >= 0) {
      distance += distances[place * places + end]!;
      duration += durations[place * places + end]!;
    }
    whole.distance = distance;
    whole.duration = duration;
    whole.fixed = set.use[route]! + changed + set.balancePrice * Math.max(0, work - ground.fairShare[route]!);
  };

  /** How much longer the way is with a call at the depot before the visit at `leg`. */
  const longer = (of: Float64Array, route: number, list: Int32Array, leg: number, depot: number): number => {
    const { places } = ground.travels[ground.travelOf[route]!]!;
    const before = leg === 0 ? set.start[route]! : ground.place[list[leg - 1]!]!;
    const here = ground.depots[depot]!.place;
    const after = ground.place[list[leg]!]!;
    return of[here * places + after]! + (before < 0 ? 0 : of[before * places + here]! - of[before * places + after]!);
  };
  const nearestLeg = (route: number, list: Int32Array, depot: number, first: number, last: number): number => {
    const distances = set.distance[ground.travelOf[route]!]!;
    let near = first;
    let least = Infinity;
    for (let leg = first; leg <= last; leg++) {
      const more = longer(distances, route, list, leg, depot);
      if (more >= least) continue;
      least = more;
      near = leg;
    }
    return near;
  };

  /** Whether no label can end under `rest`, as far as is known. */
  const tooDear = (labels: number, rest: number): boolean => {
    for (let k = 0; k < labels; k++) if (leaves[k] !== Infinity && costs[k]! < rest) return false;
    return true;
  };

  const memo = memoOf(ground, agreed, most);
  const run = (route: number, list: Int32Array, length: number, call: Call, wait: boolean, limit: number, tell: boolean): number => {
    const travel = ground.travelOf[route]!;
    const { places } = ground.travels[travel]!;
    const durations = set.duration[travel]!;
    const labels = set.breaks[route]!.length + 1;
    const { judged } = whole;
    const distance = whole.distance + (call.leg < 0 ? 0 : longer(set.distance[travel]!, route, list, call.leg, call.depot));
    if (judged && distance > set.mostDistance[route]! + 1e-9) return fail('mostDistance');
    const fixed = whole.fixed + distance * set.perDistance[route]!;
    // Where the hour does not matter what is still to be driven is known, too.
    const perLeg = ground.travels[travel]!.slowness === undefined ? set.perTravelTime[route]! : 0;
    const rest = limit - fixed - perLeg * (whole.duration + (call.leg < 0 ? 0 : longer(durations, route, list, call.leg, call.depot)));
    if (rest <= -1e-6) return Infinity;
    told = tell;
    const known = tell ? 0 : memo.common(route, list, call.leg < 0 ? length : call.leg, wait, whole.from);
    if (known === 0) {
      leaves.fill(Infinity);
      leaves[0] = whole.from;
      costs[0] = 0;
    } else memo.recall(known, leaves, costs, labels);
    let place = known === 0 ? set.start[route]! : ground.place[list[known - 1]!]!;
    let step = known;
    let driven = known === 0 ? 0 : memo.driven(known);
    for (let i = known; i < length; i++) {
      const visit = list[i]!;
      for (let calls = i === call.leg ? 0 : 1; calls < 2; calls++) {
        const to = calls === 0 ? ground.depots[call.depot]!.place : ground.place[visit]!;
        const leg = place >= 0 ? durations[place * places + to]! : 0;
        overLeg(route, step, leg);
        driven += leg;
        place = to;
        what[step] = calls === 0 ? -1 : visit;
        if (!(calls === 0 ? callAt(route, call.depot, step++) : visitAll(route, visit, step++, wait))) return fail('window');
      }
      if (!tell && (call.leg < 0 || i < call.leg)) memo.keep(i, visit, leaves, costs, labels, driven);
      if (tooDear(labels, rest + perLeg * driven + 1e-6)) return Infinity;
    }
    const end = set.end[route]!;
    overLeg(route, step, place >= 0 && end >= 0 ? durations[place * places + end]! : 0);
    what[step] = -2;
    steps.count = step + 1;
    return returns(route, judged) + fixed;
  };
  return { prepare, nearestLeg, run };
}
