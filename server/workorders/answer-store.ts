// Statements of the answers to lines: written once, never changed.
import { many, run, sql } from '#platform/database';
import type { Static } from '#platform/contract';
import type { Tx } from '#platform/tx';
import type { LineAnswer as Shape } from './api.ts';
import type { WorkOrder } from './work-order.ts';

export type KeptAnswer = Omit<Static<typeof Shape>, 'at'> & { at: Date };
export const answersOf = (tx: Tx, orderId: string) =>
  many<KeptAnswer>(tx, sql`select id, line_id, estimate_version, code, name, name_en, quantity, total_fen, owner_fen, pay_type, answer, words, channel, by_kind, by_name, file_id, photos, proof, at from workorders.line_answers where work_order_id = ${orderId} order by at, id`);
export const insertAnswers = (tx: Tx, order: WorkOrder, byId: string, answers: readonly Omit<KeptAnswer, 'at'>[]) =>
  run(tx, sql`insert into workorders.line_answers (id, work_order_id, brand_id, owner_id, line_id, estimate_version, code, name, name_en, quantity, total_fen, owner_fen, pay_type, answer, words, channel, by_kind, by_id, by_name, file_id, photos, proof, at)
    select id, ${order.id}, ${order.brandId}, ${order.ownerId}, "lineId", "estimateVersion", code, name, "nameEn", quantity, "totalFen", "ownerFen", "payType", answer, words, channel, "byKind", ${byId}, "byName", "fileId", photos, proof, ${tx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) as r(id text, "lineId" text, "estimateVersion" int, code text, name text, "nameEn" text, quantity int, "totalFen" int, "ownerFen" int, "payType" text, answer text, words text, channel text, "byKind" text, "byName" text, "fileId" text, photos jsonb, proof text)`);
