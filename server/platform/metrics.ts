// What Prometheus may read of us at /metrics. Modules add their own to the same registry.
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export const registry = new Registry();
collectDefaultMetrics({ register: registry });

export const metrics = {
  requestSeconds: new Histogram({
    name: 'careloop_request_seconds', help: 'Time to answer a request', labelNames: ['operation', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5], registers: [registry],
  }),
  reactionSeconds: new Histogram({
    name: 'careloop_reaction_seconds', help: 'Time a reaction took', labelNames: ['reaction'],
    buckets: [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5], registers: [registry],
  }),
  liveListeners: new Gauge({ name: 'careloop_live_listeners', help: 'Open live connections', registers: [registry] }),
};

export { Counter, Gauge, Histogram };
