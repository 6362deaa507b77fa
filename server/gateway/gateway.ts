// The gateway is where vehicles connect: GB/T 32960.3 over TCP, both editions. It finds frames in the stream, writes them
// into the journal as they came and acknowledges them only then; what they mean is telemetry's business.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { startGateway, type Gateway, type GatewayOptions } from './start-gateway.ts';
export { gatewayCounters } from './counters.ts';
export { tidyGateway } from './gateway-state.ts';
