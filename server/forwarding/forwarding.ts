// Forwarding passes what cars send on to other platforms that are owed it, a regulator's or a city's, byte for byte, and
// can prove for every car and day what they have acknowledged. The journal is its source.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { startForwarding, type Forwarding } from './start-forwarding.ts';
export { expireForwards } from './proof.ts';
