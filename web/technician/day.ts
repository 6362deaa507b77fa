// The day on the phone: what the house says when it can be asked, what was kept when it cannot; packets of every job are
// fetched ahead, so that they are there in the basement.
import { useCallback, useEffect, useState } from 'react';
import { call, Refused, Unreachable, type Out } from '#client/client';
import { fitsNot, keepReserve, roomOnPhone, type Room } from './kept.ts';
import { useLivePosition } from './position.ts';
import { deedsKept, keepAnswer, known, onChange, sendAll, type Deed, type Order } from './queue.ts';

/** A job of the list; with what its packet and the plan of the day say, once they were read. */
export type Row = Out<'listWorkOrders'>['workOrders'][number] & { about?: { tasks: { name: string; nameEn: string }[]; atIt: { id: string; name: string }[]; planned: boolean; leftHere: boolean } };
export type Stop = Out<'myStops'>['stops'][number];
export type Road = Out<'myStops'>['roads'][number];
export type Colleague = { id: string; name: string; mayWorkHv: boolean; away: boolean };
type Me = { id: string; name: string };
export type Day = { me: Me | undefined; rows: Row[]; stops: Stop[]; roads: Road[]; asOf: string | undefined; deeds: Deed[]; online: boolean; signedOut: boolean; room: Room | undefined; /** Something that was fetched is only there while the app is open. */ full: boolean; ready: boolean };

const everyMs = 20_000;
const mostPackets = 30;
const onTheRoad: readonly Stop['state'][] = ['departed', 'carrying'];
const forTechnicians: readonly Row['state'][] = ['inProgress', 'inspection', 'approved', 'checkedIn', 'diagnosed', 'quoted'];
const onPhone = (rows: readonly Row[]): Row[] => rows.filter((row) => forTechnicians.includes(row.state)).sort((a, b) => forTechnicians.indexOf(a.state) - forTechnicians.indexOf(b.state) || a.promisedAt.localeCompare(b.promisedAt)).slice(0, mostPackets);

/** Asks for everything a technician needs today and keeps it. Throws Unreachable without a network. */
async function fetchDay(): Promise<void> {
  const me = await call('whoAmI', {});
  if (me.kind !== 'staff' || me.id === null) throw new Refused('notSignedIn', {}, 401);
  await keepAnswer('me', { id: me.id, name: me.name });
  await call('myStops', {}).then((day) => Promise.all([keepAnswer('stops', day.stops), keepAnswer('roads', day.roads)]), (error: Error) => {
    if (error instanceof Unreachable) throw error;
  });
  const { workOrders } = await call('listWorkOrders', { limit: 200 });
  const rows = onPhone(workOrders);
  const before = (await known<Row[]>('rows'))?.value ?? [];
  await keepAnswer('rows', rows.map((row) => ({ ...row, about: before.find((one) => one.id === row.id)?.about })));
  for (const row of rows) {
    const kept = await known<Order>(`order:${row.id}`);
    // an answer of an expert leaves the version of the order alone
    if (kept === undefined || kept.value.workOrder.version < row.version || kept.value.questions.some((one) => one.answeredAt === null)) await keepAnswer(`order:${row.id}`, await call('showWorkOrder', { workOrderId: row.id }));
    await keepDrawings(row.id);
  }
  const planned = new Set<string>();
  for (const outletId of new Set(rows.map((row) => row.outletId))) {
    const { technicians, appointments } = await call('dayBoard', { outletId });
    await keepAnswer(`people:${outletId}`, technicians satisfies Colleague[]);
    for (const one of appointments) if (one.technicianId === me.id) planned.add(one.id);
  }
  await keepAnswer('rows', await Promise.all(rows.map(async (row) => ({ ...row, about: await aboutOf(row, planned) }))));
}

async function aboutOf(row: Row, planned: ReadonlySet<string>): Promise<Row['about']> {
  const order = (await known<Order>(`order:${row.id}`))?.value;
  return order === undefined ? undefined : {
    tasks: order.lines.filter((line) => line.kind === 'labour' && line.answer !== 'declined').map(({ name, nameEn }) => ({ name, nameEn })),
    atIt: order.spells.filter((one) => one.stoppedAt === null).map((one) => ({ id: one.technicianId, name: one.technicianName })),
    planned: row.appointmentId !== null && planned.has(row.appointmentId), leftHere: order.handOvers.some((one) => one.acceptedAt === null),
  };
}

export const pictureKey = (fileId: string): string => `picture:${fileId}`;
export const pictureUrl = (orderId: string, fileId: string): string => `/api/work-orders/${orderId}/files/${fileId}`;
/** Drawings of the steps of a job, once each; one that cannot be had now is asked for the next time. */
async function keepDrawings(orderId: string): Promise<void> {
  const order = await known<Order>(`order:${orderId}`);
  const fileIds = new Set((order?.value.instructions ?? []).flatMap((one) => one.steps.flatMap((step) => step.drawingFileId ?? [])));
  for (const fileId of fileIds) {
    if ((await known<Blob>(pictureKey(fileId))) !== undefined) continue;
    const answer = await fetch(pictureUrl(orderId, fileId)).catch(() => undefined);
    if (answer?.ok === true) await keepAnswer(pictureKey(fileId), await answer.blob());
  }
}

async function read(): Promise<Omit<Day, 'online' | 'signedOut'>> {
  const [me, rows, stops, roads, deeds, room] = await Promise.all([known<Me>('me'), known<Row[]>('rows'), known<Stop[]>('stops'), known<Road[]>('roads'), deedsKept(), roomOnPhone()]);
  return { me: me?.value, rows: rows?.value ?? [], stops: stops?.value ?? [], roads: roads?.value ?? [], asOf: rows?.at, deeds, room, full: fitsNot(), ready: true };
}

export function useDay(): Day & { refresh(): void } {
  const [day, setDay] = useState<Omit<Day, 'online' | 'signedOut'>>({ me: undefined, rows: [], stops: [], roads: [], asOf: undefined, deeds: [], room: undefined, full: false, ready: false });
  const [online, setOnline] = useState(true);
  const [signedOut, setSignedOut] = useState(false);
  const show = useCallback(() => void read().then(setDay, () => undefined), []);
  const refresh = useCallback(() => void (async () => {
    try {
      await sendAll();
      await fetchDay();
      setOnline(true);
      setSignedOut(false);
    } catch (error) {
      setOnline(!(error instanceof Unreachable));
      if (error instanceof Refused && error.status === 401) setSignedOut(true);
    }
    show();
  })(), [show]);
  useEffect(() => {
    show();
    void keepReserve().catch(() => undefined);
    void navigator.storage?.persist?.();
    refresh();
    const timer = setInterval(refresh, everyMs);
    const off = (): void => setOnline(false);
    const stopListening = onChange(show);
    addEventListener('online', refresh);
    addEventListener('offline', off);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      stopListening();
      removeEventListener('online', refresh);
      removeEventListener('offline', off);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [refresh, show]);
  useLivePosition(day.stops.some((stop) => onTheRoad.includes(stop.state)));
  return { ...day, online, signedOut, refresh };
}
