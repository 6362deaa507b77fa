// TABLE 1: the river. Every module, in the order in which a service event travels; a module imports only from those
// above it.
import type { Operation } from './platform/contract.ts';
import type { Routes } from './platform/routes.ts';
import * as platform from './platform/api.ts';
import { routes as platformRoutes } from './platform/platform-routes.ts';

export type Module = { name: string; api: Record<string, Operation>; routes: Routes };

export const modules: readonly Module[] = [
  { name: 'platform', api: platform.api, routes: platformRoutes },
];
