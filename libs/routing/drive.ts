// One vehicle driving one list of visits: what it costs, or why it cannot be. Breaks are taken on the leg where they cost least
// time: for every number of breaks behind it the earliest time is carried along. A lacking part or tool is loaded by one call
// at a depot, on the leg where that costs least.
import type { Ground } from './ground.ts';
import type { Reason } from './problem.ts';
import { timeOf } from './drive-time.ts';

/** One step of a drive as remembered, for the last list that was driven. */
export type Steps = {
  count: number;
  /** Visit, or -1 for the call at the depot, -2 for the end. */
  what: Int32Array;
  arrives: Float64Array;
  starts: Float64Array;
  leaves: Float64Array;
  /** How the label came here: 0 straight, 1 with its last break on the way, 2 with one more break at the place. */
  how: Uint8Array;
  breakStarts: Float64Array;
  labels: number;
};

export type Driver = {
  /** The cost, or Infinity; also Infinity as soon as it is sure that it will not be under `limit`. */
  drive(route: number, list: Int32Array, length: number, limit?: number): number;
  /** Drives the same once more as it was best, so that `steps` and `last` tell of it. */
  again(route: number, list: Int32Array, length: number): number;
  /** Why the last one was Infinity. */
  why(): Reason;
  /** What the last drive did, after `again`. */
  steps: Steps;
  last: { label: number; depot: number; leg: number; wait: boolean; /** Whether a part or tool was not on board. */ lacks: boolean };
  /** Parts that other routes take from the shelves: set by whoever plans with shelves. */
  taken: Float64Array;
};

export type Call = { leg: number; depot: number };

export function driverOf(ground: Ground, agreed: Float64Array): Driver {
  const { vehicles, depots } = ground;
  const visits = ground.jobOf.length;
  const most = Math.max(0, ...vehicles.map((vehicle) => vehicle.breaks?.length ?? 0)) + 1;
  const rows = (visits + 3) * most;
  const steps: Steps = {
    count: 0, what: new Int32Array(visits + 3), arrives: new Float64Array(rows), starts: new Float64Array(rows), leaves: new Float64Array(rows), how: new Uint8Array(rows),
    breakStarts: new Float64Array(rows), labels: most,
  };
  const taken = new Float64Array(ground.shelf.length);
  const last = { label: 0, depot: -1, leg: -1, wait: false, lacks: false };
  let why: Reason = 'window';
  const fail = (reason: Reason): number => {
    why = reason;
    return Infinity;
  };
  const loads = loadsOf(ground);
  const stores = storesOf(ground, taken);
  const time = timeOf(ground, agreed, steps, last, fail);
  const wishes = ground.jobs.some((job) => (job.wish?.earlyPrice ?? 0) > 0 && job.wish?.from !== undefined);

  const call: Call = { leg: -1, depot: -1 };

  /** Without and with waiting for what people wish; the better one is written down in `last` when it is under `best`. */
  const better = (route: number, list: Int32Array, length: number, best: number): number => {
    let least = best;
    for (let waits = 0; waits < (wishes ? 2 : 1); waits++) {
      const cost = time.run(route, list, length, call, waits === 1, least, false);
      if (cost >= least) continue;
      least = cost;
      last.depot = call.depot;
      last.leg = call.leg;
      last.wait = waits === 1;
    }
    return least;
  };

  const drive = (route: number, list: Int32Array, length: number, limit = Infinity): number => {
    last.depot = -1;
    last.leg = -1;
    last.lacks = false;
    if (length === 0) return 0;
    const vehicle = vehicles[route]!;
    if (vehicle.mostVisits !== undefined && length > vehicle.mostVisits) return fail('mostVisits');
    if (!loads(route, list, length)) return fail('capacity');
    const lacks = stores.firstLack(route, list, length);
    time.prepare(route, list, length);
    call.leg = -1;
    call.depot = -1;
    if (lacks < 0) {
      const cost = better(route, list, length, limit);
      return cost < limit ? cost : Infinity;
    }
    last.lacks = true;
    let best = limit;
    fail(stores.reason());
    const frozen = ground.frozenOf[route]!.length;
    for (let depot = 0; depot < depots.length; depot++) {
      if (!stores.has(depot)) continue;
      call.depot = depot;
      const near = time.nearestLeg(route, list, depot, frozen, lacks);
      call.leg = near;
      best = better(route, list, length, best);
      for (call.leg = frozen; call.leg <= lacks; call.leg++) if (call.leg !== near) best = better(route, list, length, best);
    }
    return best < limit ? best : Infinity;
  };

  const again = (route: number, list: Int32Array, length: number): number => {
    if (length === 0) return 0;
    call.leg = last.leg;
    call.depot = last.depot;
    time.prepare(route, list, length);
    return time.run(route, list, length, call, last.wait, Infinity, true);
  };
  return { drive, again, why: () => why, steps, last, taken };
}

/** Whether every load fits all the way. */
function loadsOf(ground: Ground): (route: number, list: Int32Array, length: number) => boolean {
  const kinds = ground.capacities.length;
  const { capacity, delivers, flow } = ground;
  return (route, list, length) => {
    for (let kind = 0; kind < kinds; kind++) {
      const room = capacity[route * kinds + kind]! + 1e-9;
      let load = 0;
      for (let i = 0; i < length; i++) load += delivers[list[i]! * kinds + kind]!;
      if (load > room) return false;
      for (let i = 0; i < length; i++) {
        load += flow[list[i]! * kinds + kind]!;
        if (load > room) return false;
      }
    }
    return true;
  };
}

/** Parts and tools: where the route first lacks one, and which depot could help. */
function storesOf(ground: Ground, taken: Float64Array) {
  const parts = ground.parts.length;
  const tools = ground.tools.length;
  const asks = Uint8Array.from(ground.jobOf, (_, visit) => Number(ground.needs.subarray(visit * parts, (visit + 1) * parts).some((need) => need !== 0) || ground.needsTool.subarray(visit * tools, (visit + 1) * tools).some((need) => need !== 0)));
  const needed = new Float64Array(parts);
  const lackOf = new Float64Array(parts);
  const lackTool = new Uint8Array(tools);
  let reason: Reason = 'part';
  const firstLack = (route: number, list: Int32Array, length: number): number => {
    let first = -1;
    if (parts + tools === 0) return first;
    needed.fill(0);
    lackOf.fill(0);
    lackTool.fill(0);
    for (let i = 0; i < length; i++) {
      const visit = list[i]!;
      if (asks[visit] === 0) continue;
      if (ground.frozen[visit] === 1) {
        for (let part = 0; part < parts; part++) needed[part] = Math.min(ground.onBoard[route * parts + part]!, needed[part]! + ground.needs[visit * parts + part]!);
        continue;
      }
      for (let part = 0; part < parts; part++) {
        const need = ground.needs[visit * parts + part]!;
        if (need === 0) continue;
        needed[part]! += need;
        const lack = needed[part]! - ground.onBoard[route * parts + part]!;
        if (lack <= 0) continue;
        lackOf[part] = lack;
        reason = 'part';
        if (first < 0) first = i;
      }
      for (let tool = 0; tool < tools; tool++) {
        if (ground.needsTool[visit * tools + tool] === 0 || ground.hasTool[route * tools + tool] === 1) continue;
        lackTool[tool] = 1;
        reason = 'tool';
        if (first < 0) first = i;
      }
    }
    return first;
  };
  const has = (depot: number): boolean => {
    for (let part = 0; part < parts; part++) if (lackOf[part]! > 0 && lackOf[part]! > ground.shelf[depot * parts + part]! - taken[depot * parts + part]!) return false;
    for (let tool = 0; tool < tools; tool++) if (lackTool[tool] === 1 && ground.depotTool[depot * tools + tool] === 0) return false;
    return true;
  };
  return { firstLack, has, lackOf, lackTool, reason: () => reason };
}
