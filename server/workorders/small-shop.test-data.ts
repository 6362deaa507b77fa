// A shop for tests: two brands at one outlet, people with and without papers, and visits that walk from check-in to
// hand-back by the same operations as in life.
import type { Output } from '#platform/contract';
import type { Caller, house } from '#platform/testing';
import type { Role } from '#platform/actor';
import { makeVin } from '#fleet/vin';
import { workshop, type BrandId } from '../../tests/two-brands.ts';
import type { api } from './api.ts';

type Home = Awaited<ReturnType<typeof house>>;
export type Page = Output<typeof api.showWorkOrder>;
export const outletId = 'shanghai-one';

/** The code of a refusal, 'done' when there was none. */
export const refusalOf = (attempt: Promise<unknown>): Promise<string> => attempt.then(() => 'done', (error: { code?: string; message?: string }) => error.code ?? `bug: ${error.message}`);

export async function shop(home: Home) {
  const { administrator, technicianIds } = await workshop(home);
  await administrator.call('addCertificate', { staffId: technicianIds[0], kind: 'calibration', brandId: null, number: 'calibration-0', validFrom: '2024-01-01', validTo: '2030-01-01' });
  const [first, second, third] = technicianIds as [string, string, string];
  const at = (role: Role, more: { brandId?: string | null; outletId?: string | null; id?: string; name?: string } = {}): Caller => home.staff({ role, brandId: 'xihe', outletId, ...more });
  return {
    administrator,
    adviser: at('adviser', { name: '顾问甲' }), colleague: at('adviser', { name: '顾问乙' }), manager: at('serviceManager', { name: '店长' }), region: at('regionalManager', { outletId: null, name: '区域' }),
    /** Two who may work on high voltage, and one who may not; they serve both brands. */
    worker: at('technician', { id: first, brandId: null, name: '周师傅' }), second: at('technician', { id: second, brandId: null, name: '吴师傅' }), untrained: at('technician', { id: third, brandId: null, name: '郑师傅' }),
    ids: { worker: first, second, untrained: third },
  };
}
export type Shop = Awaited<ReturnType<typeof shop>>;

let cars = 0;
/** A new owner with a new car and a case of it, opened by phone at the outlet unless nobody is to open one. */
export async function newCar(home: Home, brandId: BrandId = 'xihe', car: { deliveredOn?: string; usageNature?: 'household' | 'commercial' } = {}, openedBy: 'phone' | 'nobody' = 'phone') {
  const number = ++cars;
  const desk = home.staff({ role: 'agent', brandId });
  const phone = `137${String(10_000_000 + number)}`;
  const { id: ownerId } = await desk.call('addOwner', { brandId, name: `车主${number}`, phone, kind: 'person' });
  const vin = makeVin('LTE', 'STSHP', 'T', 100_000 + number);
  const { vehicle } = await desk.call('addVehicle', { vin, modelId: `${brandId}-one`, ownerId, plateNo: null, colour: '白', deliveredOn: '2025-06-01', usageNature: 'household', ...car });
  const owner = home.owner({ id: ownerId, name: `车主${number}`, brandIds: [brandId] });
  const { caseId } = openedBy === 'nobody' ? { caseId: '' } : await desk.call('openCase', { vehicleId: vehicle.id, words: '充不进电', outletId });
  return { ownerId: ownerId as string, owner, phone, vin, vehicleId: vehicle.id as string, caseId: caseId as string };
}
export type Car = Awaited<ReturnType<typeof newCar>>;

export const arrival = (home: Home, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  outletId, odometerKm: 12_000, socPct: 55, keys: 1, itemsLeft: '', warningLamps: [], photos: [], statement: '充不进电', signerName: '车主', unsignedWhy: '拖车送到，车主不在场', promisedAt: new Date(home.clock.now().getTime() + 6 * 3_600_000).toISOString(), ...more,
});

/** A work order in hand: `by` calls an operation on it at its present version, and keeps what came back. */
export class Visit {
  readonly home: Home;
  readonly people: Shop;
  readonly car: Car;
  page: Page;
  constructor(home: Home, people: Shop, car: Car, page: Page) {
    this.home = home;
    this.people = people;
    this.car = car;
    this.page = page;
  }
  get id(): string {
    return this.page.workOrder.id;
  }
  get state(): string {
    return this.page.workOrder.state;
  }
  at(): { workOrderId: string; version: number } {
    return { workOrderId: this.id, version: this.page.workOrder.version };
  }
  async fresh(): Promise<Page> {
    return (this.page = await this.people.manager.call('showWorkOrder', { workOrderId: this.id }));
  }
  async by(who: Caller, name: string, input: Record<string, unknown> = {}): Promise<Page> {
    this.home.clock.advance({ seconds: 0.01 }); // so that what comes later stands later
    const answer = await who.call(name, { ...this.at(), ...input });
    return answer.workOrder === undefined ? this.fresh() : (this.page = answer);
  }
  line(code: string): Page['lines'][number] {
    const found = this.page.lines.find((one) => one.code === code);
    if (found === undefined) throw new Error(`the estimate has no line ${code}`);
    return found;
  }
  estimate(operations: string[], payers: unknown[] = [], parts: unknown[] = []): Promise<Page> {
    return this.by(this.people.adviser, 'saveEstimate', { operations, parts, payers });
  }
  /** The owner answers every line that is asked, with some declined. */
  answer(declined: string[] = []): Promise<Page> {
    const asked = this.page.lines.filter((line) => line.answer === 'sent' || line.answer === 'asked');
    return this.by(this.car.owner, 'answerEstimate', { answers: asked.map((line) => ({ lineId: line.id, answer: declined.includes(line.code) ? 'declined' : 'approved' })) });
  }
  async approved(operations: string[], declined: string[] = []): Promise<this> {
    await this.estimate(operations);
    await this.by(this.people.adviser, 'sendEstimate');
    await this.answer(declined);
    return this;
  }
  /** Approved, worked on by the first technician, looked at by the second where that is due, and the invoice issued. */
  async ready(operations: string[], declined: string[] = []): Promise<this> {
    await this.approved(operations, declined);
    await this.by(this.people.worker, 'startWork');
    await this.by(this.people.worker, 'finishWork', { note: '完成' });
    if (this.state === 'inspection') await this.by(this.people.second, 'inspect', { passed: true, words: '合格' });
    await this.home.settle();
    await this.fresh();
    return this;
  }
}

/** A car checked in without an appointment. */
export async function visit(home: Home, people: Shop, car?: Car): Promise<Visit> {
  const theirs = car ?? (await newCar(home));
  return new Visit(home, people, theirs, await people.adviser.call('checkIn', arrival(home, { caseId: theirs.caseId })));
}
