// The contract of the gateway: how it is. Vehicles do not come through here, they speak GB/T 32960.3 over TCP.
import { Instant, Nullable, Type, op } from '../platform/contract.ts';

const Count = Type.Integer({ minimum: 0 });
const ByReason = Type.Array(Type.Object({ reason: Type.String(), count: Count }));

export const refusals = [] as const;

export const api = {
  gatewayState: op({
    method: 'GET', path: '/gateway/state', who: ['administrator'], summary: 'The running gateways: connections, frames per second, what was turned away and why',
    input: Type.Object({}),
    output: Type.Object({
      gateways: Type.Array(Type.Object({
        id: Type.String(), startedAt: Instant, seenAt: Instant, connections: Count, vehicles: Count, connectionsTotal: Count, framesTotal: Count,
        framesPerSecond: Type.Number(), bytesTotal: Count, answersTotal: Count, waitingFrames: Count, batchesTotal: Count, failedBatches: Count,
        rejects: ByReason, closed: ByReason,
      })),
      rejected: Type.Array(Type.Object({
        receivedAt: Instant, connectionId: Type.String(), peer: Type.String(), vinMasked: Nullable(Type.String()), reason: Type.String(), hex: Type.String(),
      })),
    }),
    refusals: [],
  }),
};
