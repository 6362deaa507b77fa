// A look is a member of staff's permission to see into one car: where exactly it is, how it was over time, the bytes it
// sent, or to ask something of it. It has a purpose and a time box, and its owner reads who looked, why and how often.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { lookNow, needLook } from './open-look.ts';
export type { Look, Purpose, Scope } from './look.ts';
