// A look into a car: a member of staff, a purpose, what may be seen, and a time box. Pure.
// L1 nobody may open a look at what their role does not need; L2 every look ends by itself, after a day at the latest.
import type { Role } from '#platform/actor';
import type { lookPurposes, lookScopes } from './api.ts';

export type Scope = (typeof lookScopes)[number];
export type Purpose = (typeof lookPurposes)[number];
export type Use = { scope: Scope; count: number; firstAt: Date; lastAt: Date };
export type Look = {
  id: string; vin: string; brandId: string; ownerId: string; staffId: string; staffName: string; purpose: Purpose; why: string; scopes: Scope[];
  openedAt: Date; until: Date; endedAt: Date | null;
};

/** Who may need what: (L1) */
export const rolesFor: Record<Scope, readonly Role[]> = {
  /** whoever sends help, or answers for it */
  place: ['agent', 'dispatcher', 'serviceManager'],
  /** whoever finds out what is wrong */
  history: ['agent', 'adviser', 'technician', 'warrantyOfficer', 'serviceManager'],
  /** whoever reads bytes: diagnosis, and the link itself */
  frames: ['technician', 'serviceManager', 'administrator'],
  /** whoever may ask something of the car */
  commands: ['agent', 'technician', 'serviceManager'],
};

export const isOpen = (look: Pick<Look, 'until' | 'endedAt'>, now: Date): boolean => look.endedAt === null && look.until > now;
