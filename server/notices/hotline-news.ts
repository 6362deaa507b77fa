// What is told of call-backs: to the owner who was promised one, to whom it was tried in vain, and to who leads when nobody called
// in time or nobody was reached three times. Each once. (T1)
import type { Tx } from '#platform/tx';
import { tellDesk, tellOwner } from './tell.ts';
import { momentWords } from './visit-news.ts';

type CallBack = { contactId: string; number: string; brandId: string; ownerId: string | null; dueAt: string };
const most = 3;
const dataOf = ({ contactId, number, dueAt }: CallBack) => ({ contactId, number, dueAt });

/** A number that nobody knows hears the promise on the telephone. */
export async function tellOfCallBack(tx: Tx, body: CallBack): Promise<void> {
  if (body.ownerId === null) return;
  await tellOwner(tx, {
    brandId: body.brandId, ownerId: body.ownerId, caseId: null, code: 'callBackPromised', key: `call-back ${body.contactId} ${body.dueAt}`, data: dataOf(body),
    sms: { template: 'callBackPromised', params: { until: momentWords(new Date(body.dueAt)), number: body.number } },
  });
}

export async function tellOfMissedCall(tx: Tx, body: CallBack & { tries: number }): Promise<void> {
  const given = body.tries >= most;
  if (body.ownerId !== null) {
    await tellOwner(tx, {
      brandId: body.brandId, ownerId: body.ownerId, caseId: null, code: given ? 'callBackUnreached' : 'callBackMissed', key: `call-back ${body.contactId} missed ${body.tries}`, data: { ...dataOf(body), tries: body.tries },
      sms: given ? { template: 'callBackUnreached', params: { number: body.number } } : { template: 'callBackMissed', params: { at: momentWords(new Date(body.dueAt)), number: body.number } },
    });
  }
  if (given) await tellDesk(tx, { brandId: body.brandId, desk: 'managerDesk', outletId: null, caseId: null, code: 'callBackUnreached', key: `call-back ${body.contactId} missed ${body.tries}`, data: { ...dataOf(body), tries: body.tries } });
}

/** The desk has it first in its list, in red. */
export async function tellOfLateCallBack(tx: Tx, body: CallBack): Promise<void> {
  await tellDesk(tx, { brandId: body.brandId, desk: 'managerDesk', outletId: null, caseId: null, code: 'callBackLate', key: `call-back ${body.contactId} late ${body.dueAt}`, data: dataOf(body), urgent: true });
}
