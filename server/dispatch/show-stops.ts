// A stop as the one who drives reads it: the car, the masked owner, the way, the tasks in the words of the price book, the parts and
// how many of them lie on board, and what the owner said about the place. The owner's number is whole while the driver is on the way or
// there, so that who stands at a gate can call; the owner can read that it was shown.
import { maskPhone, ownersById } from '#people';
import { findBook } from '#prices';
import { vehiclesByVin } from '#vehicles';
import type { Input } from '#platform/contract';
import { actorId } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { underWay, type Job } from './job.ts';
import { stopsOf } from './job-store.ts';
import { roadsOf } from './plan-store.ts';
import { stockOf, type OnBoard } from './on-board.ts';
import { vanOfPerson, vansByIds } from './van-store.ts';

/** 王小明 → 王**; companies keep their first two characters. */
export const maskName = (name: string): string => `${[...name].slice(0, name.length > 6 ? 2 : 1).join('')}**`;

type Book = Awaited<ReturnType<typeof findBook>>['content'];
const tasksOf = (job: Job, book: Book | undefined) =>
  job.operations.map((code) => {
    const one = book?.operations.find((operation) => operation.code === code);
    return { code, name: one?.name ?? code, nameEn: one?.nameEn ?? code, what: one?.what ?? '', whatEn: one?.whatEn ?? '', labourCentihours: one?.labourCentihours ?? 0, hv: one?.hv ?? false, safety: one?.safety ?? false, tools: [...(one?.tools ?? [])] };
  });

const partsOf = (job: Job, book: Book | undefined, stock: readonly OnBoard[]) =>
  job.parts.map(({ code, quantity }) => {
    const one = book?.parts.find((part) => part.code === code);
    const onBoard = stock.find((row) => row.vanId === job.vanId && row.brandId === job.brandId && row.code === code)?.quantity ?? 0;
    return { code, quantity, name: one?.name ?? code, nameEn: one?.nameEn ?? code, onBoard };
  });

/** Jobs with their packets, in the order given. */
export async function stopsFor(tx: Tx, jobs: readonly Job[]) {
  if (jobs.length === 0) return [];
  const vanIds = jobs.flatMap((job) => job.vanId ?? []);
  const [vehicles, owners, vans, stock] = await Promise.all([vehiclesByVin(tx, jobs.map((job) => job.vin)), ownersById(tx, jobs.map((job) => job.ownerId)), vansByIds(tx, vanIds), stockOf(tx, vanIds)]);
  const books = new Map<string, Book>();
  for (const brandId of new Set(jobs.filter((job) => job.operations.length + job.parts.length > 0).map((job) => job.brandId))) books.set(brandId, (await findBook(tx, brandId)).content);
  return jobs.map((job) => {
    const [vehicle, owner, book] = [vehicles.get(job.vin), owners.get(job.ownerId), books.get(job.brandId)];
    return {
      ...job, jobId: job.id, vanName: vans.get(job.vanId ?? '')?.name ?? '',
      car: { vehicleId: job.vehicleId, vin: job.vin, plateNo: vehicle?.plateNo ?? null, modelName: vehicle?.modelName ?? '', modelNameEn: vehicle?.modelNameEn ?? '', colour: vehicle?.colour ?? '' },
      ownerName: maskName(owner?.name ?? ''), ownerPhone: owner === undefined ? '' : underWay.includes(job.state) ? owner.phone : maskPhone(owner.phone), tasks: tasksOf(job, book), parts: partsOf(job, book, stock),
    };
  });
}

export async function myStops(tx: Tx, input: Input<typeof api.myStops>) {
  const onDay = input.on ?? beijingDay(tx.now);
  const me = actorId(tx.actor) ?? '';
  const jobs = await stopsOf(tx, me, onDay);
  const outletId = (await vanOfPerson(tx, me, onDay))?.outletId ?? jobs[0]?.outletId;
  return { onDay, serverAt: tx.now, stops: await stopsFor(tx, jobs), roads: outletId === undefined ? [] : await roadsOf(tx, outletId, onDay) };
}
