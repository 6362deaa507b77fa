// What owners are told about their talk with service.
import type { Tx } from '#platform/tx';
import { conversationById, turnById } from '#conversations';
import { tellOwner } from './tell.ts';

/** A person answered, and it could not be brought to where the owner wrote from: it stands in the app. */
export async function tellOfMissedAnswer(tx: Tx, body: { turnId: string; conversationId: string; brandId: string; ownerId: string }): Promise<void> {
  const [one, turn] = [await conversationById(tx, body.conversationId), await turnById(tx, body.turnId)];
  if (one === undefined || turn === undefined) return;
  await tellOwner(tx, {
    brandId: one.brandId, caseId: null, ownerId: one.ownerId, code: 'talkAnswered', key: `talk ${one.id} ${turn.nth}`, urgent: one.urgency === 'S0' || one.urgency === 'S1', plate: one.modelName,
    data: { vehicleId: one.vehicleId, modelName: one.modelName, modelNameEn: one.modelNameEn }, sms: { template: 'talkAnswered' },
  });
}
