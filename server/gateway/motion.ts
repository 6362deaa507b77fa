// Whether a car drives, as its newest realtime report says. Pure, and cheap enough for every report.
// M1 in doubt it drives: a started car without a readable speed is not standing.
import { commands, decodeFrame, type FoundFrame } from '@careloop/gbt32960';
import { isSealed } from './trust.ts';

const off = 0x02;
/** The items begin behind the header (24) and the time (6); the first is nearly always that of the whole vehicle. */
const firstItem = 30;
const vehicleItem = 0x01;

/** Undefined for a frame that says nothing of it. State and speed lie at the same places in both editions. */
export function drivingIn(frame: Pick<FoundFrame, 'command' | 'bytes'>): boolean | undefined {
  const { command, bytes } = frame;
  if (command !== commands.realtime || bytes.length < firstItem + 7 || isSealed(bytes)) return undefined; // a sealed car says nothing to the gateway: it is not taken to stand
  if (bytes[firstItem] === vehicleItem) return bytes[firstItem + 1] !== off && (bytes[firstItem + 4] !== 0 || bytes[firstItem + 5] !== 0); // M1
  const message = decodeFrame(bytes).frame?.message;
  const item = message?.kind === 'report' ? message.items.find((each) => each.kind === 'vehicle') : undefined;
  return item === undefined ? undefined : item.vehicleState !== 'off' && item.speedKmh !== 0;
}
