// The thread that learns, so that nobody waits for it: examples come in, models go out.
import { parentPort, workerData } from 'node:worker_threads';
import { learn, type Labelled, type Topic } from './triage.ts';

const { examples, topics } = workerData as { examples: Labelled[]; topics: Topic[] };
parentPort?.postMessage(learn(examples, topics));
