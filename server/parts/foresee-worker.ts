// Foreseeing a whole country in a thread of its own, so that the house goes on answering meanwhile.
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { foresee, type PartPast, type Shelf } from './foresee.ts';

if (!isMainThread) {
  const { parts, shelves } = workerData as { parts: PartPast[]; shelves: Shelf[] };
  parentPort?.postMessage(foresee(parts, shelves));
}
