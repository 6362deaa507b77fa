// The part of a running gateway that speaks to its cars: takes up what waits for a car that is connected here, sends it
// in the edition the car speaks, and writes down what the car answers.
// V1 a message is written down as sent before it is sent, so a killed gateway sends it once more at the most; V2 an answer
// that nobody waits for costs no transaction; V3 a heartbeat period that a car tells, or takes, counts for its line from then on.
import { decodeFrame, encodeFrame, flags, readHeader, type Dialect, type Edition, type FoundFrame } from '@careloop/gbt32960';
import { system } from '#platform/actor';
import { log } from '#platform/log';
import { unitOfWork, type Tx, type World } from '#platform/tx';
import { count } from './counters.ts';
import { announceDispatch, draftOf, heldFor, isDue, type Dispatch, type HeldFor, type Motion } from './dispatch.ts';
import { claimDispatch, holdDispatch, openDispatches, settleDispatch } from './dispatch-store.ts';

/** A car that is connected here. */
export type Place = { edition: Edition; motion: Motion; dialect: Dialect; send(bytes: Uint8Array): boolean; beats(periodMs: number): void };
export type Delivery = {
  /** Looks for what is to be sent; looks that overlap become one. */
  look(): void;
  answered(frame: FoundFrame): void;
  /** Whether a message waits for this car. */
  waitsFor(vin: string): boolean;
  close(): Promise<void>;
};

const heartbeatParameter = 0x09;
function heartbeatIn(parameters: readonly { id: number; value: unknown }[]): number | undefined {
  const value = parameters.find((each) => each.id === heartbeatParameter)?.value;
  return typeof value === 'number' && value >= 1 && value <= 240 ? value : undefined;
}

export function startDelivery(world: World, gatewayId: string, placeOf: (vin: string) => Place | undefined): Delivery {
  const waiting = new Set<string>();
  const expecting = new Set<string>();
  let running: Promise<void> = Promise.resolve();
  let queued = false;
  let closed = false;

  const settle = (tx: Tx, dispatch: Dispatch, to: Parameters<typeof settleDispatch>[2]): Promise<void> =>
    settleDispatch(tx, dispatch.id, to).then((settled) => void (settled !== undefined && announceDispatch(tx, settled)));

  async function hold(dispatch: Dispatch, why: HeldFor): Promise<void> {
    if (dispatch.state !== 'pending' || dispatch.heldFor === why) return;
    await unitOfWork(world, system('gateway'), async (tx) => {
      const held = await holdDispatch(tx, dispatch.id, why);
      if (held !== undefined) announceDispatch(tx, held);
    });
  }

  function encoded(dispatch: Dispatch, { edition, dialect }: Place, saidAt: Date): Uint8Array | undefined {
    try {
      return encodeFrame({ edition, command: dispatch.command, vin: dispatch.vin, message: draftOf(dispatch.message, saidAt.getTime()) }, { dialect });
    } catch (error) {
      log.warn({ err: error, dispatch: dispatch.id }, 'a message to a car cannot be written in its edition');
      return undefined;
    }
  }

  async function send(dispatch: Dispatch, place: Place): Promise<void> {
    const why = heldFor(dispatch, place.motion, Date.now());
    if (why !== undefined) return hold(dispatch, why);
    const saidAt = new Date(Math.floor(world.clock().getTime() / 1000) * 1000);
    const bytes = encoded(dispatch, place, saidAt);
    if (bytes === undefined) return unitOfWork(world, system('gateway'), (tx) => settle(tx, dispatch, { state: 'unsayable' }));
    const claimed = await unitOfWork(world, system('gateway'), async (tx) => {
      const taken = await claimDispatch(tx, dispatch.id, dispatch.tries, { gatewayId, saidAt });
      if (taken !== undefined) announceDispatch(tx, taken);
      return taken;
    }); // V1
    if (claimed === undefined) return;
    expecting.add(dispatch.vin);
    // Between the claim and here the car may have driven off, or its line may have broken: then the next minute is another try.
    const now = placeOf(dispatch.vin);
    if (now !== undefined && heldFor(dispatch, now.motion, Date.now()) === undefined && now.send(bytes)) count.commanded();
  }

  async function lookOnce(): Promise<void> {
    const open = await unitOfWork(world, system('gateway'), (tx) => openDispatches(tx));
    waiting.clear();
    for (const { vin, state } of open) {
      waiting.add(vin);
      if (state === 'sent') expecting.add(vin);
    }
    const lineOf = (dispatch: Dispatch): string => `${dispatch.vin} ${dispatch.command}`;
    const underWay = new Set(open.filter((dispatch) => dispatch.state === 'sent').map(lineOf));
    for (const dispatch of open) {
      const place = placeOf(dispatch.vin);
      if (place === undefined || !isDue(dispatch, world.clock())) continue;
      if (dispatch.state === 'pending' && underWay.has(lineOf(dispatch))) await hold(dispatch, 'busyLine'); // one at a time, so that its answer is known
      else await send(dispatch, place);
      underWay.add(lineOf(dispatch));
    }
    const sentTo = new Set(open.map((dispatch) => dispatch.vin));
    for (const vin of expecting) if (!sentTo.has(vin)) expecting.delete(vin);
  }

  function look(): void {
    if (queued || closed) return;
    queued = true;
    running = running.then(() => {
      queued = false;
      return lookOnce();
    }).catch((error: unknown) => log.warn({ err: error }, 'the gateway could not look for messages to cars'));
  }

  /** The message an answer belongs to: the one that named this moment, else the last one of its command. */
  const asked = (open: readonly Dispatch[], frame: FoundFrame, at: number | undefined): Dispatch | undefined => {
    const mine = open.filter((each) => each.vin === frame.vin && each.command === frame.command && each.state === 'sent');
    return mine.find((each) => each.saidAt?.getTime() === at) ?? mine.at(-1);
  };

  async function note(frame: FoundFrame): Promise<void> {
    const place = placeOf(frame.vin);
    const message = decodeFrame(frame.bytes, place === undefined ? {} : { dialect: place.dialect }).frame?.message;
    const at = message !== undefined && 'at' in message ? message.at : undefined;
    await unitOfWork(world, system('gateway'), async (tx) => {
      const dispatch = asked(await openDispatches(tx), frame, at);
      if (dispatch === undefined) return count.reject('answerUnasked');
      const answer = message?.kind === 'parameters' ? message.parameters.map(({ id, value }) => ({ id, value: value ?? null })) : undefined;
      const flag = readHeader(frame.bytes)?.flag ?? flags.error;
      const seconds = flag === flags.success ? heartbeatIn(answer ?? (dispatch.message.kind === 'parameters' ? dispatch.message.parameters : [])) : undefined;
      if (seconds !== undefined) place?.beats(seconds * 1000); // V3
      await settle(tx, dispatch, { state: flag === flags.success ? 'answered' : 'declined', flag, bytes: frame.bytes.subarray(0, 2_048), ...(answer === undefined ? {} : { answer }) });
    });
  }

  return {
    look, waitsFor: (vin) => waiting.has(vin),
    answered(frame) {
      if (!expecting.has(frame.vin)) return count.reject('answerUnasked'); // V2
      running = running.then(() => note(frame)).catch((error: unknown) => log.warn({ err: error }, 'the answer of a car could not be written down'));
    },
    async close() {
      closed = true;
      await running;
    },
  };
}
