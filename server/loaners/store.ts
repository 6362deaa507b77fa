// Statements of loaner cars, loans and charges.
import { many, maybe, one, run, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { ChargeKind, Loan, LoanerCar } from './loan.ts';

const carColumns = sql`id, brand_id, outlet_id, plate_no, model_name, model_name_en, odometer_km, soc_pct, insured_until, in_use, note, version`;
export const carsAt = (tx: Tx, outletId: string) => many<LoanerCar>(tx, sql`select ${carColumns} from loaners.cars where outlet_id = ${outletId} order by in_use desc, plate_no`);
export const carById = (tx: Tx, id: string) => maybe<LoanerCar>(tx, sql`select ${carColumns} from loaners.cars where id = ${id}`);
export const carsById = async (tx: Tx, ids: readonly string[]) => new Map((await many<LoanerCar>(tx, sql`select ${carColumns} from loaners.cars where id = any(${[...ids]}::text[])`)).map((car) => [car.id, car]));
/** Nobody else lends a car of the outlet until this transaction ends. */
export const lockLoaners = (tx: Tx, outletId: string) => run(tx, sql`select pg_advisory_xact_lock(hashtext(${`loaners ${outletId}`}))`);
/** Undefined when the plate is taken. */
export const insertCar = (tx: Tx, c: Omit<LoanerCar, 'id' | 'inUse' | 'note' | 'version'>) =>
  maybe<LoanerCar>(tx, sql`insert into loaners.cars (id, brand_id, outlet_id, plate_no, model_name, model_name_en, odometer_km, soc_pct, insured_until)
    values (${newId()}, ${c.brandId}, ${c.outletId}, ${c.plateNo}, ${c.modelName}, ${c.modelNameEn}, ${c.odometerKm}, ${c.socPct}, ${c.insuredUntil}::date) on conflict (plate_no) do nothing returning ${carColumns}`);
export const updateCar = (tx: Tx, c: Omit<LoanerCar, 'brandId' | 'outletId' | 'plateNo'>) =>
  maybe<LoanerCar>(tx, sql`update loaners.cars set model_name = ${c.modelName}, model_name_en = ${c.modelNameEn}, odometer_km = ${c.odometerKm}, soc_pct = ${c.socPct}, insured_until = ${c.insuredUntil}::date, in_use = ${c.inUse}, note = ${c.note}::text, version = version + 1
    where id = ${c.id} and version = ${c.version} returning ${carColumns}`);
export const writeSeen = (tx: Tx, id: string, odometerKm: number, socPct: number) => one(tx, sql`update loaners.cars set odometer_km = ${odometerKm}, soc_pct = ${socPct}, version = version + 1 where id = ${id} returning id`);

const loanColumns = sql`id, number, brand_id, owner_id, vehicle_id, case_id, outlet_id, car_id, state, ground, ground_rule, from_at, until_at, contract, out_record, back_record, deposit_fen, deposit_back_fen, taken_fen, paid_fen, fines_until, ended_why, version`;
export const loanById = (tx: Tx, id: string) => maybe<Loan>(tx, sql`select ${loanColumns} from loaners.loans where id = ${id}`);
export const lockLoan = (tx: Tx, id: string) => maybe<Loan>(tx, sql`select ${loanColumns} from loaners.loans where id = ${id} for update`);
export const loansAt = (tx: Tx, outletId: string) =>
  many<Loan>(tx, sql`select ${loanColumns} from loaners.loans where outlet_id = ${outletId} order by array_position(array['out', 'contracted', 'reserved', 'returned', 'settled', 'cancelled'], state), from_at desc limit 100`);
export const loansOfOwner = (tx: Tx, ownerId: string) => many<Loan>(tx, sql`select ${loanColumns} from loaners.loans where owner_id = ${ownerId} and state <> 'cancelled' order by reserved_at desc limit 20`);
export const openLoansOf = (tx: Tx, carIds: readonly string[]) =>
  many<Loan>(tx, sql`select ${loanColumns} from loaners.loans where car_id = any(${[...carIds]}::text[]) and state in ('reserved', 'contracted', 'out') order by from_at`);
export const openLoanFor = (tx: Tx, vehicleId: string) => maybe<Loan>(tx, sql`select ${loanColumns} from loaners.loans where vehicle_id = ${vehicleId} and state in ('reserved', 'contracted', 'out')`);

export const insertLoan = (tx: Tx, l: Pick<Loan, 'id' | 'number' | 'brandId' | 'ownerId' | 'vehicleId' | 'caseId' | 'outletId' | 'carId' | 'ground' | 'groundRule' | 'fromAt' | 'untilAt' | 'depositFen'> & { by: string }) =>
  one<Loan>(tx, sql`insert into loaners.loans (id, number, brand_id, owner_id, vehicle_id, case_id, outlet_id, car_id, state, ground, ground_rule, from_at, until_at, deposit_fen, reserved_by, reserved_at)
    values (${l.id}, ${l.number}, ${l.brandId}, ${l.ownerId}, ${l.vehicleId}, ${l.caseId}::text, ${l.outletId}, ${l.carId}, 'reserved', ${l.ground}, ${l.groundRule}, ${l.fromAt}, ${l.untilAt}, ${l.depositFen}, ${l.by}, ${tx.now}) returning ${loanColumns}`);
const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
export const saveLoan = (tx: Tx, l: Loan) =>
  one<Loan>(tx, sql`update loaners.loans set state = ${l.state}, until_at = ${l.untilAt}, contract = ${json(l.contract)}::jsonb, out_record = ${json(l.outRecord)}::jsonb, back_record = ${json(l.backRecord)}::jsonb, deposit_fen = ${l.depositFen},
    deposit_back_fen = ${l.depositBackFen}::int, taken_fen = ${l.takenFen}, paid_fen = ${l.paidFen}, fines_until = ${l.finesUntil}::date, ended_why = ${l.endedWhy}::text, version = version + 1 where id = ${l.id} returning ${loanColumns}`);

export type Charge = { id: string; loanId: string; kind: ChargeKind; what: string; fen: number; happenedAt: Date; proofFileId: string | null };
export const chargesOf = (tx: Tx, loanIds: readonly string[]) =>
  many<Charge>(tx, sql`select id, loan_id, kind, what, fen, happened_at, proof_file_id from loaners.charges where loan_id = any(${[...loanIds]}::text[]) order by happened_at, id`);
export const insertCharge = (tx: Tx, loan: Loan, c: Omit<Charge, 'id' | 'loanId'> & { by: string }) =>
  one<{ id: string }>(tx, sql`insert into loaners.charges (id, loan_id, brand_id, owner_id, kind, what, fen, happened_at, proof_file_id, added_at, added_by)
    values (${newId()}, ${loan.id}, ${loan.brandId}, ${loan.ownerId}, ${c.kind}, ${c.what}, ${c.fen}, ${c.happenedAt}, ${c.proofFileId}::text, ${tx.now}, ${c.by}) returning id`);

export async function rulesOn(tx: Tx, onDay: string): Promise<Map<string, number>> {
  const rows = await many<{ name: string; value: number }>(tx, sql`select name, value from loaners.rules where valid_from <= ${onDay}::date and (valid_to is null or valid_to >= ${onDay}::date)`);
  return new Map(rows.map((row) => [row.name, row.value]));
}

/** Which of these vehicles' owners drive a loaner now. */
export const lentTo = async (tx: Tx, vehicleIds: readonly string[]): Promise<Set<string>> =>
  new Set((await many<{ vehicleId: string }>(tx, sql`select vehicle_id from loaners.loans where vehicle_id = any(${[...vehicleIds]}::text[]) and state = 'out'`)).map((row) => row.vehicleId));
