// A thread of the bench of districts: keeps the travels it was given, solves one district after another.
import { parentPort, workerData } from 'node:worker_threads';
import { doErrand, type Errand } from '@careloop/routing/districts';
import type { Problem } from '@careloop/routing';

parentPort?.on('message', (errand: Errand) => parentPort?.postMessage(doErrand(errand, workerData as Problem['travel'])));
