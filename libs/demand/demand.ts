// The door of the library: intermittent demand, the stock that serves it, and the failures it comes from. See README.md.
export * from './history.ts';
export * from './law.ts';
export * from './law-around.ts';
export * from './metrics.ts';
export * from './point-methods.ts';
