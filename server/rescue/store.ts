// Every SQL statement of rescue.
import { many, maybe, one, run, sql, type Sql } from '#platform/database';
import { newId } from '#platform/ids';
import { placesOf, withinPlaces } from '#platform/places';
import type { Role } from '#platform/actor';
import type { Tx } from '#platform/tx';
import type { Contractor } from './choose.ts';
import type { Leg, Mission } from './mission.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export const rulesOn = async (tx: Tx, day: string): Promise<Map<string, number>> =>
  new Map((await many<{ name: string; value: number }>(tx, sql`select name, value from rescue.rules where valid_from <= ${day}::date and (valid_to is null or valid_to >= ${day}::date) order by valid_from`)).map((row) => [row.name, row.value]));

// Missions
export const insertMission = (tx: Tx, m: Omit<Mission, 'version' | 'firstAskedAt' | 'unansweredAt' | 'lateToldAt' | 'endedAt' | 'endedWhy' | 'costFen' | 'onward' | 'begunAt'>) =>
  maybe<Mission>(tx, sql`insert into rescue.missions (id, number, case_id, brand_id, owner_id, vehicle_id, vin, plate_no, model_id, model_name, model_name_en, trouble, level, state, begun_by, response, place, hand_over, answers, destination, payer, payer_rule, begun_at)
    values (${m.id}, ${m.number}, ${m.caseId}, ${m.brandId}, ${m.ownerId}, ${m.vehicleId}, ${m.vin}, ${m.plateNo}::text, ${m.modelId}, ${m.modelName}, ${m.modelNameEn}, ${m.trouble}, ${m.level}, ${m.state}, ${m.begunBy}, ${JSON.stringify(m.response)}::jsonb,
      ${JSON.stringify(m.place)}::jsonb, ${m.handOver === null ? null : JSON.stringify(m.handOver)}::jsonb, ${JSON.stringify(m.answers)}::jsonb, ${m.destination === null ? null : JSON.stringify(m.destination)}::jsonb, ${m.payer}, ${m.payerRule}, ${tx.now.toISOString()}::timestamptz)
    on conflict do nothing returning *`);

/** Undefined when somebody else changed it meanwhile. */
export const saveMission = (tx: Tx, m: Mission) =>
  maybe<Mission>(tx, sql`update rescue.missions set level = ${m.level}, state = ${m.state}, trouble = ${m.trouble}, response = ${JSON.stringify(m.response)}::jsonb, place = ${JSON.stringify(m.place)}::jsonb,
    hand_over = ${m.handOver === null ? null : JSON.stringify(m.handOver)}::jsonb, answers = ${JSON.stringify(m.answers)}::jsonb, destination = ${m.destination === null ? null : JSON.stringify(m.destination)}::jsonb,
    onward = ${m.onward === null ? null : JSON.stringify(m.onward)}::jsonb, payer = ${m.payer}, payer_rule = ${m.payerRule}, cost_fen = ${m.costFen}, first_asked_at = ${iso(m.firstAskedAt)}::timestamptz, unanswered_at = ${iso(m.unansweredAt)}::timestamptz,
    late_told_at = ${iso(m.lateToldAt)}::timestamptz, ended_at = ${iso(m.endedAt)}::timestamptz, ended_why = ${m.endedWhy}::text, version = version + 1 where id = ${m.id} and version = ${m.version} returning *`);

export const missionById = (tx: Tx, id: string) => maybe<Mission>(tx, sql`select * from rescue.missions where id = ${id}`);
export const lockMission = (tx: Tx, id: string) => maybe<Mission>(tx, sql`select * from rescue.missions where id = ${id} for update`);
export const openMissionOf = (tx: Tx, vin: string) => maybe<Mission>(tx, sql`select * from rescue.missions where vin = ${vin} and ended_at is null for update`);
export const lockCar = (tx: Tx, vin: string) => run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`rescue ${vin}`}, 0))`);
export const missionsOfOwner = (tx: Tx, ownerId: string) => many<Mission>(tx, sql`select * from rescue.missions where owner_id = ${ownerId} order by ended_at is null desc, begun_at desc limit 10`);

export const missionsFor = (tx: Tx, roles: readonly Role[], where: { open?: boolean | undefined; caseId?: string | undefined }) => {
  const mine: Sql = withinPlaces(placesOf(tx.actor, roles).map((place) => ({ ...place, outletId: null })), sql`brand_id`, sql`null`);
  return many<Mission>(tx, sql`select * from rescue.missions where ${mine} and (${where.caseId ?? null}::text is null or case_id = ${where.caseId ?? null}::text)
    and (${where.open ?? null}::boolean is null or (ended_at is null) = ${where.open ?? null}::boolean) order by ended_at is null desc, case when ended_at is null then level end, begun_at desc limit 100`);
};
export const figuresOf = (tx: Tx, roles: readonly Role[]) => {
  const mine: Sql = withinPlaces(placesOf(tx.actor, roles).map((place) => ({ ...place, outletId: null })), sql`m.brand_id`, sql`null`);
  const since = new Date(tx.now.getTime() - 30 * 86_400_000).toISOString();
  return one<{ open: number; unanswered: number; toAcceptMin: number | null; toArriveMin: number | null; ended30: number }>(tx, sql`
    select count(*) filter (where m.ended_at is null)::int as open, count(*) filter (where m.ended_at is null and m.unanswered_at is not null and m.state = 'helpSought')::int as unanswered, count(*) filter (where m.ended_at >= ${since}::timestamptz)::int as ended30,
      (percentile_cont(0.5) within group (order by extract(epoch from l.accepted_at - m.begun_at) / 60) filter (where m.begun_at >= ${since}::timestamptz))::float as to_accept_min,
      (percentile_cont(0.5) within group (order by extract(epoch from l.arrived_at - m.begun_at) / 60) filter (where m.begun_at >= ${since}::timestamptz))::float as to_arrive_min
    from rescue.missions m left join lateral (select min(accepted_at) as accepted_at, min(arrived_at) as arrived_at from rescue.legs where mission_id = m.id and kind = 'contractor' and state not in ('declined', 'replaced', 'unanswered')) l on true where ${mine}`);
};
export const missionsToWatch = (tx: Tx) => many<{ id: string }>(tx, sql`select id from rescue.missions where ended_at is null order by level, begun_at limit 200`);

// Legs
type NewLeg = Pick<Leg, 'missionId' | 'brandId' | 'ownerId' | 'kind' | 'turn' | 'contractorId' | 'name' | 'phone' | 'state' | 'answerByAt' | 'farKm' | 'linkKey' | 'arrivesAt' | 'arrivesBasis'>;
export const insertLeg = (tx: Tx, leg: NewLeg) =>
  one<Leg>(tx, sql`insert into rescue.legs (id, mission_id, brand_id, owner_id, kind, nth, turn, contractor_id, name, phone, state, requested_at, answer_by_at, heard_at, far_km, link_key, arrives_at, arrives_basis)
    values (${newId()}, ${leg.missionId}, ${leg.brandId}, ${leg.ownerId}, ${leg.kind}, (select count(*) + 1 from rescue.legs where mission_id = ${leg.missionId}), ${leg.turn}, ${leg.contractorId}::text, ${leg.name}, ${leg.phone}, ${leg.state}, ${tx.now.toISOString()}::timestamptz,
      ${iso(leg.answerByAt)}::timestamptz, ${tx.now.toISOString()}::timestamptz, ${leg.farKm}::float8, ${leg.linkKey}::text, ${iso(leg.arrivesAt)}::timestamptz, ${leg.arrivesBasis}) returning *`);
export const saveLeg = (tx: Tx, l: Leg) =>
  one<Leg>(tx, sql`update rescue.legs set state = ${l.state}, answer_by_at = ${iso(l.answerByAt)}::timestamptz, accepted_at = ${iso(l.acceptedAt)}::timestamptz, under_way_at = ${iso(l.underWayAt)}::timestamptz, arrived_at = ${iso(l.arrivedAt)}::timestamptz,
    loaded_at = ${iso(l.loadedAt)}::timestamptz, ended_at = ${iso(l.endedAt)}::timestamptz, heard_at = ${tx.now.toISOString()}::timestamptz, arrives_at = ${iso(l.arrivesAt)}::timestamptz, arrives_basis = ${l.arrivesBasis}, driver_name = ${l.driverName}::text,
    driver_phone = ${l.driverPhone}::text, truck_plate = ${l.truckPlate}::text, why = ${l.why}::text, tow_km = ${l.towKm}::float8, cost_fen = ${l.costFen}::int, version = version + 1 where id = ${l.id} returning *`);
export const legsOf = (tx: Tx, missionIds: readonly string[]) => many<Leg>(tx, sql`select * from rescue.legs where mission_id = any(${[...missionIds]}::text[]) order by mission_id, nth`);
export const legById = (tx: Tx, id: string) => maybe<Leg>(tx, sql`select * from rescue.legs where id = ${id}`);
export const legByKey = (tx: Tx, key: string) => maybe<Leg>(tx, sql`select * from rescue.legs where link_key = ${key}`);
export const takeUnsent = (tx: Tx, id: string) => maybe<Leg>(tx, sql`select * from rescue.legs where id = ${id} and state = 'requested' and sent_at is null and link_key is not null for update skip locked`);
export const writeSent = (tx: Tx, id: string) => run(tx, sql`update rescue.legs set sent_at = ${tx.now.toISOString()}::timestamptz, tries = tries + 1, last_error = null where id = ${id}`);
export const writeFailed = (tx: Tx, id: string, error: string) => run(tx, sql`update rescue.legs set tries = tries + 1, last_error = ${error} where id = ${id}`);
export const legsUnsent = (tx: Tx, mostTries: number) =>
  many<{ id: string }>(tx, sql`select id from rescue.legs where state = 'requested' and sent_at is null and link_key is not null and tries between 1 and ${mostTries} order by requested_at limit 50`);

// Contractors, exits, quarantine
export const contractorsOf = (tx: Tx, brandId: string) => many<Contractor>(tx, sql`select * from rescue.contractors where brand_id = ${brandId} order by id`);
export const contractorsSeen = (tx: Tx, roles: readonly Role[]) =>
  many<Contractor>(tx, sql`select * from rescue.contractors where ${withinPlaces(placesOf(tx.actor, roles).map((place) => ({ ...place, outletId: null })), sql`brand_id`, sql`null`)} order by in_use desc, city, name, id`);
export const contractorById = (tx: Tx, id: string) => maybe<Contractor>(tx, sql`select * from rescue.contractors where id = ${id}`);
type ContractorFields = Omit<Contractor, 'id' | 'version' | 'inUse'>;
export const insertContractor = (tx: Tx, c: ContractorFields) =>
  one<Contractor>(tx, sql`insert into rescue.contractors (id, brand_id, name, name_en, phone, city, lon, lat, radius_km, means, truck_height_mm, base_fen, included_km, fen_per_km)
    values (${newId()}, ${c.brandId}, ${c.name}, ${c.nameEn}, ${c.phone}, ${c.city}, ${c.lon}, ${c.lat}, ${c.radiusKm}, ${[...c.means]}::text[], ${c.truckHeightMm}::int, ${c.baseFen}, ${c.includedKm}, ${c.fenPerKm}) returning *`);
export const updateContractor = (tx: Tx, c: Omit<Contractor, 'brandId'>) =>
  maybe<Contractor>(tx, sql`update rescue.contractors set name = ${c.name}, name_en = ${c.nameEn}, phone = ${c.phone}, city = ${c.city}, lon = ${c.lon}, lat = ${c.lat}, radius_km = ${c.radiusKm}, means = ${[...c.means]}::text[],
    truck_height_mm = ${c.truckHeightMm}::int, base_fen = ${c.baseFen}, included_km = ${c.includedKm}, fen_per_km = ${c.fenPerKm}, in_use = ${c.inUse}, version = version + 1 where id = ${c.id} and version = ${c.version} returning *`);

export type Exit = { id: string; road: string; name: string; nameEn: string; lon: number; lat: number };
export const exitsOf = (tx: Tx, road: string | undefined) => many<Exit>(tx, sql`select id, road, name, name_en, lon, lat from rescue.hand_over_points where in_use and (${road ?? null}::text is null or road = ${road ?? null}::text) order by road, name, id limit 1000`);
export const insertExit = (tx: Tx, e: Omit<Exit, 'id'>) => one<{ id: string }>(tx, sql`insert into rescue.hand_over_points (id, road, name, name_en, lon, lat) values (${newId()}, ${e.road}, ${e.name}, ${e.nameEn}, ${e.lon}, ${e.lat}) returning id`);

export type QuarantinePlace = { id: string; outletId: string; name: string; distanceM: number; outdoors: boolean; free: number };
/** Places of outlets with how many nobody has kept; cars of every brand count. Those that stand there already are known to batteries. */
export const quarantinePlacesOf = (tx: Tx, outletIds: readonly string[]) =>
  many<QuarantinePlace>(tx, sql`select p.id, p.outlet_id, p.name, p.distance_m, p.outdoors, (p.places - (select count(*) from rescue.kept_places q where q.place_id = p.id and q.released_at is null))::int as free
    from rescue.quarantine_places p where p.in_use and p.outlet_id = any(${[...outletIds]}::text[]) order by p.distance_m desc, p.id`);
export const insertQuarantinePlace = (tx: Tx, p: { outletId: string; name: string; distanceM: number; outdoors: boolean; places: number }) =>
  one<{ id: string }>(tx, sql`insert into rescue.quarantine_places (id, outlet_id, name, distance_m, outdoors, places) values (${newId()}, ${p.outletId}, ${p.name}, ${p.distanceM}, ${p.outdoors}, ${p.places}) returning id`);
export const lockQuarantinePlace = (tx: Tx, id: string) => maybe<{ id: string; name: string }>(tx, sql`select id, name from rescue.quarantine_places where id = ${id} for update`);

/** A place kept for a car on its way; `quarantineId` once it stands there. */
export type KeptPlace = { id: string; missionId: string; brandId: string; ownerId: string; vin: string; outletId: string; placeId: string; placeName: string; reservedAt: Date; releasedAt: Date | null; quarantineId: string | null };
export const keepPlace = (tx: Tx, q: Pick<KeptPlace, 'missionId' | 'brandId' | 'ownerId' | 'vin' | 'outletId' | 'placeId'>) =>
  run(tx, sql`insert into rescue.kept_places (id, mission_id, brand_id, owner_id, vin, outlet_id, place_id, reserved_at) values (${newId()}, ${q.missionId}, ${q.brandId}, ${q.ownerId}, ${q.vin}, ${q.outletId}, ${q.placeId}, ${tx.now.toISOString()}::timestamptz)
    on conflict (mission_id) do update set outlet_id = excluded.outlet_id, place_id = excluded.place_id, released_at = null, version = rescue.kept_places.version + 1 returning id`);
export const keptPlaceOf = (tx: Tx, missionId: string) => maybe<KeptPlace>(tx, sql`select q.*, (select name from rescue.quarantine_places p where p.id = q.place_id) as place_name from rescue.kept_places q where q.mission_id = ${missionId}`);
/** The place is no longer kept: the car stands there under its watch, or does not come. */
export const endKeptPlace = (tx: Tx, id: string, quarantineId: string | null) =>
  run(tx, sql`update rescue.kept_places set released_at = ${tx.now.toISOString()}::timestamptz, quarantine_id = ${quarantineId}::text, version = version + 1 where id = ${id} and released_at is null returning id`);
