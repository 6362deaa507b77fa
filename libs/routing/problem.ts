// What is asked: vehicles, jobs, places and prices. Times and durations are numbers on one clock (seconds, say), places are
// row numbers of the matrices, prices are per unit of that clock and of the matrices' distance. Nothing here depends on order:
// vehicles, jobs and pairs are known by id.

/** Half of the model is windows: both ends belong to it. */
export type Window = { from: number; until: number };

/** How much of each named thing: kilograms, seats, brake discs. */
export type Amounts = Readonly<Record<string, number>>;

/** Row by row: `distance[from * places + to]`. May be asymmetric. */
export type Travel = {
  places: number;
  distance: ArrayLike<number>;
  /** Left out: the distance is the duration. */
  duration?: ArrayLike<number>;
  /** How many times slower than `duration` it goes in each span of the day, repeated for ever (24 numbers of 3600: hours of the day). Who leaves earlier never arrives later. */
  slowness?: { span: number; factors: readonly number[]; startsAt: number };
};

/** Begins within [from, until], between two visits; the drive may be interrupted for it, a visit never. */
export type Break = { from: number; until: number; duration: number };

export type Prices = { use?: number; distance?: number; travelTime?: number; overtime?: number };

export type Vehicle = {
  id: string;
  /** Which of the problem's travels; left out: the first. */
  travel?: string;
  /** Places. Left out: the route begins at its first visit, ends at its last. */
  start?: number;
  end?: number;
  /** Leaves no earlier, is back by `until`, or, at the price of overtime, by `overtimeUntil`. */
  shift: Window;
  overtimeUntil?: number;
  /** Left out altogether: a distance unit costs 1. */
  prices?: Prices;
  capacity?: Amounts;
  skills?: readonly string[];
  /** On board at the start; parts are used up. */
  tools?: readonly string[];
  parts?: Amounts;
  breaks?: readonly Break[];
  mostVisits?: number;
  mostDistance?: number;
  /** Visits nobody may change any more, in this order and before all others; one that has begun says when. */
  frozen?: readonly { job: string; startedAt?: number }[];
};

export type Job = {
  id: string;
  place: number;
  service?: number;
  /** Someone with the skill needs this long instead; of several, the shortest. */
  serviceWith?: Readonly<Record<string, number>>;
  /** The visit starts within one of them. */
  windows?: readonly Window[];
  /** Soft: earlier or later is allowed inside the windows and costs. */
  wish?: { from?: number; until?: number; earlyPrice?: number; latePrice?: number };
  /** Whoever serves it leaves the start no earlier (its part arrives at the outlet then). */
  releasedAt?: number;
  /** The price of leaving it out. Without it the job must be served. */
  prize?: number;
  /** How many vehicles must be there from the same moment on; 1 when left out. */
  crew?: number;
  skills?: readonly string[];
  tools?: readonly string[];
  parts?: Amounts;
  /** On board from the start of the route to the visit, or from the visit to the end. */
  delivers?: Amounts;
  collects?: Amounts;
  /** Vehicles that alone may serve it, or never may. */
  only?: readonly string[];
  never?: readonly string[];
  /** Promised already: this vehicle (one of the crew), and this start when it says so. */
  pinned?: { vehicle: string; startsAt?: number };
};

/** One vehicle carries it from the one job to the other; both are served or neither. */
export type Pair = { pickup: string; delivery: string; carries?: Amounts };

/** Where a vehicle may call to load the parts and tools that the rest of its route lacks. */
export type Depot = { id: string; place: number; service?: number; windows?: readonly Window[]; tools?: readonly string[]; /** What is on its shelves, for all vehicles together. */ parts?: Amounts };

/** A unit of work above a vehicle's fair share costs `price`. Work is service time, or visits; shares go by length of shift. */
export type Balance = { of: 'work' | 'visits'; price: number };

/** The plan people know already: changing it has a price. */
export type Running = { visits: readonly { job: string; vehicle: string; startsAt: number }[]; otherVehiclePrice?: number; movedTimePrice?: number };

export type Problem = {
  travel: Readonly<Record<string, Travel>>;
  vehicles: readonly Vehicle[];
  jobs: readonly Job[];
  pairs?: readonly Pair[];
  depots?: readonly Depot[];
  balance?: Balance;
  running?: Running;
};

export type Stop =
  | { kind: 'visit'; job: string; place: number; arrives: number; starts: number; leaves: number }
  | { kind: 'depot'; depot: string; place: number; arrives: number; starts: number; leaves: number; loads: Amounts; tools: readonly string[] }
  | { kind: 'break'; starts: number; leaves: number };

export type Route = { vehicle: string; departs: number; returns: number; distance: number; travelTime: number; stops: Stop[] };

export type Cost = { total: number; use: number; distance: number; travelTime: number; overtime: number; wishes: number; leftOut: number; balance: number; stability: number };

/** Why something cannot be: in codes that a caller puts into words. */
export type Reason =
  | 'skill' | 'tool' | 'part' | 'capacity' | 'notAllowed' | 'window' | 'shift' | 'break' | 'crew' | 'frozen' | 'pinned'
  | 'mostVisits' | 'mostDistance' | 'unreachable' | 'otherJobs' | 'price' | 'noVehicle';

export type LeftOut = { job: string; reasons: Reason[] };

/** `feasible`: every job without a prize is served. What is left out says why. */
export type Solution = { feasible: boolean; routes: Route[]; leftOut: LeftOut[]; cost: Cost; iterations: number };
