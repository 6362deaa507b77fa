// The ladder of goodwill: how much each role may give away at once, by day.
import { many, sql } from '#platform/database';
import type { Tx } from '#platform/tx';

/** The limits in force on a day, rising. */
export const goodwillLimits = (tx: Tx, onDay: string) =>
  many<{ role: string; mostFen: number; validFrom: string; source: string }>(tx, sql`select distinct on (role) role, most_fen, valid_from, source from workorders.goodwill_limits where valid_from <= ${onDay}::date and (valid_to is null or valid_to >= ${onDay}::date) order by role, valid_from desc`)
    .then((rows) => rows.sort((a, b) => a.mostFen - b.mostFen));
