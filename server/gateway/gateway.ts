// The gateway is where vehicles connect: GB/T 32960.3 over TCP or TLS, both editions, terminals and platforms. It finds
// frames in the stream, writes them into the journal as they came and acknowledges them only then; what they mean is
// telemetry's business. What is to be said to a car is handed to it and goes out over the car's own connection.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { startGateway, type Gateway, type GatewayOptions } from './start-gateway.ts';
export { gatewayCounters } from './counters.ts';
export { dialectsNow } from './manage-dialects.ts';
export type { DialectOf } from './dialect.ts';
export { trustOfCars } from './trust-of.ts';
export { judge, isSealed, trustNobody, type SignatureVerdict, type Trust } from './trust.ts';
export { hexOfTurnedAway, hexShown, hiddenIn } from './hidden-bytes.ts';
export { readVehicleSecrets, sealSecret, unsealSecret, vehicleSecrets } from './vehicle-secrets.ts';
export { tidyGateway } from './gateway-state.ts';
export { nextSerial } from './platform.ts';
export { dispatchesOf, sendToVehicle, settleDispatches, withdrawDispatch, type Dispatch, type Outgoing } from './dispatch.ts';
