// Asking something of a car, agreeing to it, taking it back. A command is off to the car once all who must have agreed.
// A1 only inside an open look of one's own; A2 the owner at the time of asking agrees, and only while the car is theirs;
// A3 the second person is of the same brand, may ask for this kind too, and is not the one who asked.
import type { Input } from '#platform/contract';
import { actorId, actorName, holds } from '#platform/actor';
import { dialectsNow, dispatchesOf, sendToVehicle, withdrawDispatch, type Dispatch } from '#gateway';
import { needLook } from '#looks';
import { refuseDrivers } from '#people';
import { refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import type { Tx } from '#platform/tx';
import { findVehicle, vehicleByVin } from '#vehicles';
import { commandKinds, type api } from './api.ts';
import { needsOf, nextState, standing, type Agreed, type Command } from './command.ts';
import { consentAsked } from './facts.ts';
import { outgoingOf } from './say.ts';
import { commandById, commandsOfOwner, commandsTo, insertCommand, moveCommand, overdueCommands } from './store.ts';

const commandsShown = 50;

const shape = (command: Command, dispatch: Dispatch | undefined) => {
  const { message: _message, lookId: _look, askedBy: _by, ...rest } = command;
  return { ...rest, state: standing(command, dispatch), endedAt: command.endedAt ?? dispatch?.settledAt ?? null };
};

async function forStaff(tx: Tx, commands: readonly Command[]) {
  const dispatches = await dispatchesOf(tx, commands.flatMap((command) => command.dispatchId ?? []));
  return commands.map((command) => {
    const dispatch = command.dispatchId === null ? undefined : dispatches.get(command.dispatchId);
    return {
      ...shape(command, dispatch), mine: command.askedBy === actorId(tx.actor), heldFor: dispatch?.state === 'pending' ? (dispatch.heldFor ?? 'away') : null, tries: dispatch?.tries ?? 0, sentAt: dispatch?.sentAt ?? null,
      answerFlag: dispatch?.answerFlag ?? null, answer: (dispatch?.answer ?? []).map(({ id, value }) => ({ parameter: id, value })),
    };
  });
}
const oneForStaff = async (tx: Tx, command: Command) => (await forStaff(tx, [command]))[0] ?? refuse('commandNotFound', { id: command.id });

/** The owner reads what it is about, never a password of an upgrade. */
const withoutSecrets = (details: Record<string, unknown>): Record<string, unknown> => {
  const { upgrade, ...rest } = details as { upgrade?: Record<string, unknown> };
  if (upgrade === undefined) return rest;
  const { password: _, user: _user, ...open } = upgrade;
  return { ...rest, upgrade: open };
};

async function forOwner(tx: Tx, commands: readonly Command[]) {
  const dispatches = await dispatchesOf(tx, commands.flatMap((command) => command.dispatchId ?? []));
  return commands.map((command) => ({ ...shape(command, command.dispatchId === null ? undefined : dispatches.get(command.dispatchId)), details: withoutSecrets(command.details) }));
}

const announce = (tx: Tx, command: Command): void => tx.announce({ topic: 'commands', id: command.id, brandId: command.brandId, ownerId: command.ownerId });

/** Moves a command on after an answer, and sends it off when nothing is missing any more. */
async function moveOn(tx: Tx, command: Command, answer: { consent?: Agreed; approval?: Agreed; approvedByName?: string }, action: 'ask' | 'consent' | 'approve'): Promise<Command> {
  const state = nextState({ consent: answer.consent ?? command.consent, approval: answer.approval ?? command.approval });
  const dispatchId = state === 'released'
    ? await sendToVehicle(tx, { vin: command.vin, brandId: command.brandId, ownerId: command.ownerId, message: command.message, whileDriving: needsOf[command.kind].whileDriving, expiresAt: command.expiresAt })
    : undefined;
  const moved = state === 'waiting' && Object.keys(answer).length === 0 ? command : await moveCommand(tx, command, { ...answer, state, ...(dispatchId === undefined ? {} : { dispatchId }) });
  if (moved === undefined) refuse('commandNotNow');
  tx.record({ action: `commands.${action}`, subject: 'vehicles', subjectId: moved.vin, brandId: moved.brandId, why: moved.why, after: { commandId: moved.id, kind: moved.kind, purpose: moved.purpose, state: moved.state, ...answer } });
  announce(tx, moved);
  return moved;
}

export async function askCommand(tx: Tx, input: Input<typeof api.askCommand>) {
  const vehicle = await findVehicle(tx, input.vin);
  const needs = needsOf[input.kind];
  if (tx.actor.kind !== 'staff' || !holds(tx.actor, needs.roles, { brandId: vehicle.brandId })) refuse('commandNotYours', { kind: input.kind });
  const look = await needLook(tx, vehicle, 'commands'); // A1
  const message = outgoingOf(input, (await dialectsNow(tx))(vehicle.vin, tx.now));
  const { vin: _vin, kind: _kind, validMinutes, ...details } = input;
  const command = await insertCommand(tx, {
    vin: vehicle.vin, brandId: vehicle.brandId, ownerId: vehicle.ownerId, kind: input.kind, message, details, purpose: look.purpose, why: look.why, lookId: look.id,
    askedBy: tx.actor.id, askedByName: tx.actor.name, consent: needs.consent ? 'asked' : 'notNeeded', approval: needs.second ? 'asked' : 'notNeeded',
    expiresAt: new Date(tx.now.getTime() + validMinutes * 60_000),
  });
  if (needs.consent) tx.tell(consentAsked({ commandId: command.id }));
  return oneForStaff(tx, await moveOn(tx, command, {}, 'ask'));
}

export async function listCommands(tx: Tx, input: Input<typeof api.listCommands>) {
  const vehicle = await findVehicle(tx, input.vin);
  return {
    commands: await forStaff(tx, await commandsTo(tx, vehicle.vin, null, commandsShown)),
    mayAsk: commandKinds.filter((kind) => holds(tx.actor, needsOf[kind].roles, { brandId: vehicle.brandId })),
  };
}

const findCommand = async (tx: Tx, id: string): Promise<Command> => (await commandById(tx, id)) ?? refuse('commandNotFound', { id });

/** Answers are taken while it waits, in time, and while the car is still the same owner's. (A2) */
async function stillOpen(tx: Tx, command: Command): Promise<void> {
  const vehicle = await vehicleByVin(tx, command.vin);
  if (command.state !== 'waiting' || command.expiresAt <= tx.now || vehicle?.ownerId !== command.ownerId) refuse('commandNotNow');
}

export async function approveCommand(tx: Tx, input: Input<typeof api.approveCommand>) {
  const command = await findCommand(tx, input.commandId);
  if (!holds(tx.actor, needsOf[command.kind].roles, { brandId: command.brandId })) refuse('commandNotFound', { id: command.id });
  await stillOpen(tx, command);
  if (command.approval !== 'asked') refuse('commandNotNow');
  if (command.askedBy === actorId(tx.actor)) refuse('secondPersonNeeded'); // A3
  return oneForStaff(tx, await moveOn(tx, command, { approval: input.approved ? 'given' : 'refused', approvedByName: actorName(tx.actor) }, 'approve'));
}

export async function withdrawCommand(tx: Tx, input: Input<typeof api.withdrawCommand>) {
  const command = await findCommand(tx, input.commandId);
  const may = command.askedBy === actorId(tx.actor) || holds(tx.actor, ['serviceManager'], { brandId: command.brandId });
  if (!may) refuse('commandNotFound', { id: command.id });
  if (command.state === 'released' ? command.dispatchId === null || !(await withdrawDispatch(tx, command.dispatchId)) : command.state !== 'waiting') refuse('commandNotNow');
  const moved = (await moveCommand(tx, command, { state: 'withdrawn' })) ?? refuse('commandNotNow');
  tx.record({ action: 'commands.withdraw', subject: 'vehicles', subjectId: moved.vin, brandId: moved.brandId, after: { commandId: moved.id, kind: moved.kind } });
  announce(tx, moved);
  return oneForStaff(tx, moved);
}

export async function myCommands(tx: Tx) {
  if (tx.actor.kind !== 'owner') refuse('notAllowed');
  return { commands: await forOwner(tx, await commandsOfOwner(tx, tx.actor.id, commandsShown)) };
}

/** The owner says yes or no; a driver who uses the owner's car cannot. */
export async function answerCommand(tx: Tx, input: Input<typeof api.answerCommand>, call: Call) {
  await refuseDrivers(tx, call);
  const command = await findCommand(tx, input.commandId);
  if (tx.actor.kind !== 'owner' || command.ownerId !== tx.actor.id) refuse('commandNotFound', { id: input.commandId });
  await stillOpen(tx, command);
  if (command.consent !== 'asked') refuse('commandNotNow');
  const moved = await moveOn(tx, command, { consent: input.agreed ? 'given' : 'refused' }, 'consent');
  return (await forOwner(tx, [moved]))[0] ?? refuse('commandNotFound', { id: moved.id });
}

/** A round: what nobody has agreed to in time ends. */
export async function expireCommands(tx: Tx): Promise<void> {
  for (const command of await overdueCommands(tx)) {
    const ended = await moveCommand(tx, command, { state: 'expired' });
    if (ended !== undefined) announce(tx, ended);
  }
}

/** For those who tell people of it. */
export const commandToTell = findCommand;
