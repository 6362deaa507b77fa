// What the gateway of this process counts: for Prometheus and for the administrator's page.
import { Counter, Gauge, registry } from '#platform/metrics';

/** Why bytes or frames were turned away, or connections ended. */
export type Reason = string;

export type GatewayState = {
  connections: number; vehicles: number; connectionsTotal: number; framesTotal: number; framesPerSecond: number; bytesTotal: number; answersTotal: number;
  waitingFrames: number; batchesTotal: number; failedBatches: number; rejects: Record<Reason, number>; closed: Record<Reason, number>;
};

export const gatewayCounters: GatewayState = {
  connections: 0, vehicles: 0, connectionsTotal: 0, framesTotal: 0, framesPerSecond: 0, bytesTotal: 0, answersTotal: 0,
  waitingFrames: 0, batchesTotal: 0, failedBatches: 0, rejects: {}, closed: {},
};

const framesByCommand = new Map<number, number>();
// Frames are counted here and told when somebody asks: a label looked up for every frame would cost more than reading it.
new Counter({
  name: 'careloop_gateway_frames_total', help: 'Valid frames received', labelNames: ['command'], registers: [registry],
  collect() {
    this.reset();
    for (const [command, total] of framesByCommand) this.inc({ command: command.toString(16).padStart(2, '0') }, total);
  },
});
const rejects = new Counter({ name: 'careloop_gateway_rejects_total', help: 'Frames and bytes turned away', labelNames: ['reason'], registers: [registry] });
const commanded = new Counter({ name: 'careloop_gateway_commands_total', help: 'Commands sent to cars', registers: [registry] });
const closed = new Counter({ name: 'careloop_gateway_closed_total', help: 'Connections ended', labelNames: ['reason'], registers: [registry] });
const connections = new Gauge({ name: 'careloop_gateway_connections', help: 'Open connections', registers: [registry] });
new Gauge({
  name: 'careloop_gateway_waiting_frames', help: 'Frames waiting for the journal', registers: [registry],
  collect() {
    this.set(gatewayCounters.waitingFrames);
  },
});

const windowSeconds = 10;
const perSecond = new Map<number, number>();

/** Frames per second over the last ten whole seconds. */
function rate(nowMs: number): number {
  const second = Math.floor(nowMs / 1000);
  let sum = 0;
  for (const [at, count] of perSecond) {
    if (at < second - windowSeconds) perSecond.delete(at);
    else if (at < second) sum += count;
  }
  return sum / windowSeconds;
}

export const count = {
  opened(): void {
    gatewayCounters.connectionsTotal++;
    connections.set(++gatewayCounters.connections);
  },
  ended(reason: Reason): void {
    gatewayCounters.closed[reason] = (gatewayCounters.closed[reason] ?? 0) + 1;
    closed.inc({ reason });
    connections.set(--gatewayCounters.connections);
  },
  /** A connection that was not let in. */
  turnedAway(reason: Reason): void {
    gatewayCounters.closed[reason] = (gatewayCounters.closed[reason] ?? 0) + 1;
    closed.inc({ reason });
  },
  frame(command: number): void {
    gatewayCounters.framesTotal++;
    const second = Math.floor(Date.now() / 1000);
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    framesByCommand.set(command, (framesByCommand.get(command) ?? 0) + 1);
  },
  reject(reason: Reason): void {
    gatewayCounters.rejects[reason] = (gatewayCounters.rejects[reason] ?? 0) + 1;
    rejects.inc({ reason });
  },
  /** A peer that sends faster than it may is made to wait. */
  slowed(): void {
    gatewayCounters.rejects['slowedDown'] = (gatewayCounters.rejects['slowedDown'] ?? 0) + 1;
    rejects.inc({ reason: 'slowedDown' });
  },
  bytes(length: number): void {
    gatewayCounters.bytesTotal += length;
  },
  commanded(): void {
    commanded.inc();
  },
  answered(): void {
    gatewayCounters.answersTotal++;
  },
  batch(committed: boolean): void {
    if (committed) gatewayCounters.batchesTotal++;
    else gatewayCounters.failedBatches++;
  },
  waiting(now: number): void {
    gatewayCounters.waitingFrames = now;
  },
};

/** The counters as they stand. */
export const gatewayStateNow = (vehicles: number): GatewayState => ({
  ...gatewayCounters, vehicles, framesPerSecond: rate(Date.now()), rejects: { ...gatewayCounters.rejects }, closed: { ...gatewayCounters.closed },
});
