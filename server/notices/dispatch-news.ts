// What owners are told of a visit to their car: when somebody comes, that it moved, that somebody is on the way, that it was not done. (T1)
import type { Tx } from '#platform/tx';
import { jobById } from '#dispatch';
import { vehicleByVin } from '#vehicles';
import type { OwnerNoticeCode } from './notice.ts';
import type { SmsTemplate } from './sms-templates.ts';
import { tellOwner } from './tell.ts';
import { momentWords } from './visit-news.ts';

type Told = { jobId: string; brandId: string; ownerId: string; caseId: string | null };

async function visitNews(tx: Tx, body: Told, say: { code: OwnerNoticeCode; key: string; at: string; sms: SmsTemplate; data?: Record<string, unknown>; urgent?: boolean }): Promise<void> {
  const job = await jobById(tx, body.jobId);
  if (job === undefined || job.kind === 'rescue') return; // a rescue tells its owner itself
  const vehicle = await vehicleByVin(tx, job.vin);
  await tellOwner(tx, {
    brandId: body.brandId, ownerId: body.ownerId, caseId: body.caseId, code: say.code, key: say.key, plate: vehicle?.plateNo ?? vehicle?.modelName ?? '', urgent: say.urgent ?? false,
    data: { jobId: job.id, number: job.number, kind: job.kind, startsAt: say.at, plateNo: vehicle?.plateNo ?? null, ...say.data }, sms: { template: say.sms, params: { at: momentWords(new Date(say.at)) } },
  });
}

/** Also when it comes back to a time that was told before: what the owner read last is what counts. */
export const tellOfVisitTime = (tx: Tx, body: Told & { fromAt: string; before: string | null; version: number }): Promise<void> =>
  visitNews(tx, body, { code: body.before === null ? 'comesAt' : 'comesLater', key: `comes ${body.jobId} ${body.version} ${body.fromAt}`, at: body.fromAt, sms: body.before === null ? 'comesAt' : 'comesLater', data: { before: body.before } });
export const tellOfDeparture = (tx: Tx, body: Told & { at: string; arrivesAt: string | null }): Promise<void> =>
  visitNews(tx, body, { code: 'onTheWay', key: `on the way ${body.jobId} ${body.at}`, at: body.arrivesAt ?? body.at, sms: 'onTheWay', urgent: true });
export const tellOfFailedVisit = (tx: Tx, body: Told & { at: string; reason: string; version: number }): Promise<void> =>
  visitNews(tx, body, { code: 'visitNotDone', key: `not done ${body.jobId} ${body.version}`, at: body.at, sms: 'visitNotDone', data: { reason: body.reason } });
