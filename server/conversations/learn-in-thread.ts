// The thread that learns, so that nobody waits for it: examples come in, models go out.
import { parentPort, workerData } from 'node:worker_threads';
import type { Example } from './linear-model.ts';
import { learn, type Labelled, type Topic } from './triage.ts';

const { examples, topics, dangers } = workerData as { examples: Labelled[]; topics: Topic[]; dangers: Example[] };
parentPort?.postMessage(learn(examples, topics, dangers));
