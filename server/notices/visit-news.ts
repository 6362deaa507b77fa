// What people are told about an appointment: booked, moved, off, arrived. It goes to the owner, to the outlet's desk and
// onto the timeline of the case, each once. (T1)
import { beijingDay, beijingTime } from '#platform/calendar';
import type { Tx } from '#platform/tx';
import { caseById, noteOnCase } from '#cases';
import { findOutlet } from '#network';
import type { OwnerNoticeCode, StaffNoticeCode } from './notice.ts';
import type { SmsTemplate } from './sms-templates.ts';
import { dataOf, tellDesk, tellOwnerOf } from './tell.ts';

type Visit = { appointmentId: string; caseId: string; outletId: string; startsAt: string };
const monthsEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A moment as people say it: 11月26日10:30, 26 Nov 10:30. */
export function momentWords(at: Date): { zh: string; en: string } {
  const [, month, day] = beijingDay(at).split('-').map(Number) as [number, number, number];
  return { zh: `${month}月${day}日${beijingTime(at)}`, en: `${day} ${monthsEn[month - 1]} ${beijingTime(at)}` };
}

async function visitNews(tx: Tx, body: Visit, say: { owner?: OwnerNoticeCode; entry?: string; key?: string; sms?: SmsTemplate; desk?: StaffNoticeCode; data?: Record<string, unknown> }): Promise<void> {
  const one = await caseById(tx, body.caseId);
  if (one === undefined) return;
  const outlet = await findOutlet(tx, body.outletId);
  const data = { ...dataOf(one), appointmentId: body.appointmentId, startsAt: body.startsAt, outletName: outlet.name, outletNameEn: outlet.nameEn, ...say.data };
  const key = say.key ?? `visit ${body.appointmentId} ${say.entry} ${body.startsAt}`;
  if (say.entry !== undefined) await noteOnCase(tx, one.id, {
    kind: say.entry, visibility: 'owner', by: { name: '' }, key, data: { appointmentId: body.appointmentId, startsAt: body.startsAt, outletName: outlet.name, outletNameEn: outlet.nameEn, ...say.data },
  });
  const params = { startsAt: momentWords(new Date(body.startsAt)), outlet: { zh: outlet.name, en: outlet.nameEn } };
  if (say.owner !== undefined) await tellOwnerOf(tx, one, say.owner, key, { data, ...(say.sms === undefined ? {} : { sms: { template: say.sms, params } }) });
  if (say.desk !== undefined) await tellDesk(tx, { brandId: one.brandId, caseId: one.id, desk: 'outletDesk', outletId: body.outletId, code: say.desk, key, data });
}

export const tellOfBooking = (tx: Tx, body: Visit): Promise<void> => visitNews(tx, body, { owner: 'appointmentBooked', entry: 'appointmentBooked', sms: 'appointmentBooked', desk: 'visitBooked' });
/** Also when it comes back to a time that was told before: what is read last is what counts. */
export const tellOfMovedVisit = (tx: Tx, body: Visit & { fromAt: string; version: number }): Promise<void> =>
  visitNews(tx, body, { key: `moved ${body.appointmentId} ${body.version}`, owner: 'appointmentMoved', entry: 'appointmentMoved', sms: 'appointmentMoved', desk: 'visitMoved', data: { fromAt: body.fromAt } });
export const tellOfCancelledVisit = (tx: Tx, body: Visit & { byOwner: boolean; why: string }): Promise<void> =>
  visitNews(tx, body, { owner: 'appointmentCancelled', entry: 'appointmentCancelled', sms: 'appointmentCancelled', desk: 'visitCancelled', data: { byOwner: body.byOwner, why: body.why } });
/** The desk always; the owner only when nobody else could do it at the same time. */
export const tellOfHit = (tx: Tx, body: Visit & { why: string; sameTime: boolean; version: number }): Promise<void> =>
  visitNews(tx, body, { key: `hit ${body.appointmentId} ${body.version} ${body.why} ${body.sameTime}`, ...(body.sameTime ? {} : { owner: 'visitAtRisk' as const }), desk: 'visitHit', data: { why: body.why, sameTime: body.sameTime } });
export const tellOfMissedVisit = (tx: Tx, body: Visit): Promise<void> => visitNews(tx, body, { owner: 'appointmentMissed', entry: 'appointmentMissed' });
export const tellOfArrival = (tx: Tx, body: Visit): Promise<void> => visitNews(tx, body, { entry: 'carArrived' });
