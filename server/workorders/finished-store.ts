// What was approved and done on work orders, for those who claim or judge it; whether a visit may be seen is asked before.
import { many, sql } from '#platform/database';
import type { Tx } from '#platform/tx';
import type { Line } from './work-order.ts';

/** Lines that were approved and done, of several orders, in their order. */
export const doneLinesOf = (tx: Tx, orderIds: readonly string[]) =>
  many<Line>(tx, sql`select id, work_order_id, position, estimate_version, kind, code, for_operation, name, name_en, quantity, unit_fen, total_fen, hv, safety, pay_type, owner_fen, pay_reason, goodwill_by, goodwill_ok_by,
      answer, answered_at, answered_by, answer_channel, answer_words, proof, done
    from workorders.lines where work_order_id = any(${[...orderIds]}::text[]) and answer = 'approved' and done order by work_order_id, position`);
