// A command to a car: what each kind needs before it may go, and where it stands. Pure.
// C1 what changes the car needs its owner's consent, a second person, and a car that stands; C2 whoever asks cannot be
// the second person; C3 a command ends: answered, refused by anyone, withdrawn, or out of time.
import type { Dispatch, Outgoing } from '#gateway';
import type { Purpose } from '#looks';
import type { Role } from '#platform/actor';
import type { commandKinds, commandStates, consentStates } from './api.ts';

export type Kind = (typeof commandKinds)[number];
export type Agreed = (typeof consentStates)[number];
export type Command = {
  id: string; vin: string; brandId: string; ownerId: string; kind: Kind; message: Outgoing; details: Record<string, unknown>; purpose: Purpose; why: string; lookId: string;
  askedBy: string; askedByName: string; askedAt: Date; consent: Agreed; consentAt: Date | null; approval: Agreed; approvedByName: string | null; approvalAt: Date | null;
  state: 'waiting' | 'released' | 'refused' | 'expired' | 'withdrawn'; dispatchId: string | null; endedAt: Date | null; expiresAt: Date; version: number;
};

type Needs = { consent: boolean; second: boolean; whileDriving: boolean; roles: readonly Role[]; control?: number };

/** Consent where the owner's car or its data change; a second person where the terminal does; standing where driving could suffer. (C1) */
export const needsOf: Record<Kind, Needs> = {
  readParameters: { consent: false, second: false, whileDriving: true, roles: ['agent', 'technician', 'serviceManager'] },
  setParameters: { consent: true, second: true, whileDriving: false, roles: ['technician', 'serviceManager'] },
  remoteUpgrade: { consent: true, second: true, whileDriving: false, roles: ['technician', 'serviceManager'], control: 0x01 },
  shutDown: { consent: true, second: true, whileDriving: false, roles: ['serviceManager'], control: 0x02 },
  reset: { consent: true, second: true, whileDriving: false, roles: ['technician', 'serviceManager'], control: 0x03 },
  factorySettings: { consent: true, second: true, whileDriving: false, roles: ['serviceManager'], control: 0x04 },
  /** The terminal opens its link again by itself: the car is not changed. */
  closeLink: { consent: false, second: true, whileDriving: true, roles: ['serviceManager'], control: 0x05 },
  /** A warning is for the driver's safety, and for a driving car above all. */
  warnDriver: { consent: false, second: false, whileDriving: true, roles: ['agent', 'technician', 'serviceManager'], control: 0x06 },
  /** More data than before: the owner is asked. */
  openSampling: { consent: true, second: false, whileDriving: true, roles: ['technician', 'serviceManager'], control: 0x07 },
};

const settled = (agreed: Agreed): boolean => agreed === 'notNeeded' || agreed === 'given';

/** What follows from the answers so far: still waiting, off to the car, or ended. */
export const nextState = (command: Pick<Command, 'consent' | 'approval'>): 'waiting' | 'released' | 'refused' =>
  (command.consent === 'refused' || command.approval === 'refused' ? 'refused' : settled(command.consent) && settled(command.approval) ? 'released' : 'waiting');

/** Where a command stands, with how its message fares once it is off. */
export function standing(command: Pick<Command, 'state' | 'consent' | 'approval'>, dispatch: Pick<Dispatch, 'state'> | undefined): (typeof commandStates)[number] {
  if (command.state === 'waiting') return command.consent === 'asked' ? 'awaitingConsent' : 'awaitingApproval';
  if (command.state !== 'released') return command.state;
  return dispatch?.state ?? 'pending';
}
