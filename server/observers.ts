// TABLE 4: who sees new readings as they come in, inside the transaction that keeps them, in this order. Telemetry
// stands above them in the river and cannot call them, so they are handed to its reader here.
import type { Observer } from './telemetry/telemetry.ts';
import { watchReadings } from './alerts/alerts.ts';

export const observers: readonly Observer[] = [
  watchReadings,
];
