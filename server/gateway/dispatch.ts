// Messages to cars: parameter queries and settings, controls. Any process may hand one in; whichever gateway holds the
// car's connection takes it up.
// O1 a message is sent at most three times, a minute apart, and never after its time; O2 one that must not reach a
// driving car goes only right after the car has said that it stands; O3 it ends once: answered, declined, unanswered,
// expired or withdrawn.
import type { Draft, Message } from '@careloop/gbt32960';
import { commands } from '@careloop/gbt32960';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import { dispatchesById, forgetDispatches, insertDispatch, settleDispatch, settleOverdue } from './dispatch-store.ts';

/** What may be said to a car; numbers are in the unit of the standard, bytes are hex. */
export type Outgoing =
  | { kind: 'parameterQuery'; ids: number[] }
  | { kind: 'parameters'; parameters: { id: number; value: number | string }[] }
  | { kind: 'control'; control: number; dataHex: string };

export type HeldFor = 'away' | 'driving' | 'motionUnknown' | 'busyLine';
export type Dispatch = {
  id: string; vin: string; brandId: string; ownerId: string; command: number; message: Outgoing; whileDriving: boolean;
  state: 'pending' | 'sent' | 'answered' | 'declined' | 'unanswered' | 'unsayable' | 'expired' | 'withdrawn'; heldFor: HeldFor | null; tries: number;
  saidAt: Date | null; sentAt: Date | null; answerFlag: number | null; answer: { id: number; value: number | string | null }[] | null; settledAt: Date | null; askedAt: Date; expiresAt: Date;
};

export const dispatchRules = {
  /** No answer in time: again every minute, three times in all (Annex B). */
  triesMost: 3,
  againMs: 60_000,
  /** A standing car has to have said so within this: while driving a report is due every 30 s. */
  motionFreshMs: 90_000,
};

/** What this process knows of a car that is connected to it. */
export type Motion = { driving: boolean | undefined; atMs: number };

/** Why a message has to wait now; undefined sends it. (O2) */
export function heldFor(dispatch: Pick<Dispatch, 'whileDriving'>, motion: Motion, nowMs: number): 'driving' | 'motionUnknown' | undefined {
  if (dispatch.whileDriving) return undefined;
  if (motion.driving === true) return 'driving';
  return motion.driving === false && nowMs - motion.atMs <= dispatchRules.motionFreshMs ? undefined : 'motionUnknown';
}

/** Whether it is to be sent (again) now. (O1) */
export const isDue = (dispatch: Pick<Dispatch, 'state' | 'tries' | 'sentAt' | 'expiresAt'>, now: Date): boolean =>
  dispatch.expiresAt > now && (dispatch.state === 'pending' ||
    (dispatch.state === 'sent' && dispatch.tries < dispatchRules.triesMost && now.getTime() - (dispatch.sentAt?.getTime() ?? 0) >= dispatchRules.againMs));

const commandOf = { parameterQuery: commands.parameterQuery, parameters: commands.parameterSetting, control: commands.control } as const;

/** The message as the codec writes it. */
export function draftOf(message: Outgoing, at: number): Draft<Message> {
  switch (message.kind) {
    case 'parameterQuery': return { kind: 'parameterQuery', at, ids: message.ids };
    case 'parameters': return { kind: 'parameters', at, parameters: message.parameters };
    case 'control': return { kind: 'control', at, control: message.control, data: new Uint8Array(Buffer.from(message.dataHex, 'hex')) };
  }
}

/** Hands a message in; answers its id. */
export async function sendToVehicle(tx: Tx, to: { vin: string; brandId: string; ownerId: string; message: Outgoing; whileDriving: boolean; expiresAt: Date }): Promise<string> {
  const id = newId();
  await insertDispatch(tx, { ...to, id, command: commandOf[to.message.kind] });
  return id;
}

/** How messages stand, by id; those behind the wall are left out. */
export const dispatchesOf = async (tx: Tx, ids: readonly string[]): Promise<Map<string, Dispatch>> =>
  new Map((await dispatchesById(tx, ids)).map((dispatch) => [dispatch.id, dispatch]));

/** Takes a message back that no car has seen yet; false when it is too late. */
export async function withdrawDispatch(tx: Tx, id: string): Promise<boolean> {
  const [dispatch] = await dispatchesById(tx, [id]);
  return dispatch?.state === 'pending' && (await settleDispatch(tx, id, { state: 'withdrawn' })) !== undefined;
}

export const announceDispatch = (tx: Tx, dispatch: Dispatch): void => tx.announce({ topic: 'commands', id: dispatch.id, brandId: dispatch.brandId, ownerId: dispatch.ownerId });

const keptMs = 400 * 86_400_000;

/** A round: what is out of time ends. (O3) */
export async function settleDispatches(tx: Tx): Promise<void> {
  const ended = await settleOverdue(tx, dispatchRules.triesMost, new Date(tx.now.getTime() - dispatchRules.againMs));
  for (const dispatch of ended) announceDispatch(tx, dispatch);
  await forgetDispatches(tx, new Date(tx.now.getTime() - keptMs));
}
