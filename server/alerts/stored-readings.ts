// Where a back-test takes readings from: a small interface, so that months out of the lake can stand behind it as well as
// the last days in the database. What the actor may not see is not read.
import type { Tx } from '#platform/tx';
import { carsHeard, readingsIn, type Reading } from '#telemetry';

export type StoredReadings = {
  /** Vehicles with readings since `fromAt`, the last heard first. */
  cars(tx: Tx, of: { fromAt: Date; brandId?: string | undefined; limit: number }): Promise<string[]>;
  /** One vehicle's readings in the order of time, in pieces. */
  readings(tx: Tx, vin: string, fromAt: Date, toAt: Date): AsyncIterable<readonly Reading[]>;
};

const pieceMs = 6 * 3_600_000;
const pieceMost = 22_000;

export const databaseReadings: StoredReadings = {
  cars: async (tx, { fromAt, brandId, limit }) => (await carsHeard(tx, fromAt, brandId, limit)).map((row) => row.vin),
  async *readings(tx, vin, fromAt, toAt) {
    for (let from = fromAt.getTime(); from < toAt.getTime(); from += pieceMs) {
      const piece = await readingsIn(tx, vin, new Date(from), new Date(Math.min(from + pieceMs, toAt.getTime()) - 1), pieceMost);
      if (piece.length > 0) yield piece;
    }
  },
};
