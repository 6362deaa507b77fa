// Which bytes of a frame are shown to people, wherever bytes are shown.
// M1 the middle of the VIN, the SIM card and the place are hidden; where no place could be read, bytes that nobody could
// read are hidden too, since it may be among them; M2 in bytes that are no frame, whatever looks like a VIN is hidden alike.
import { decodeFrame, type Frame } from '@careloop/gbt32960';

const headBytes = 24;
const vinAt = 4;
const hiddenOfVin = [3, 13] as const;
/** Time and serial stand before the SIM card's number in a login. */
const simAt = headBytes + 8;
const simBytes = 20;

/** Which bytes of a frame are not to be shown. (M1) */
export function hiddenIn(frame: Frame | undefined, length: number): (index: number) => boolean {
  const stretches: [from: number, to: number][] = [[vinAt + hiddenOfVin[0], vinAt + hiddenOfVin[1]]];
  const message = frame?.message;
  if (message === undefined || message.kind === 'sealed' || message.kind === 'unread') stretches.push([headBytes, length - 1]);
  else if (message.kind === 'login') stretches.push([simAt, simAt + simBytes]);
  else if (message.kind === 'report') {
    const places = message.items.filter((item) => item.kind === 'position');
    for (const item of places) stretches.push([item.offset + 2, item.offset + item.length]);
    if (message.rest !== undefined && places.length === 0) stretches.push([length - 1 - message.rest.length, length - 1]);
  }
  return (index) => stretches.some(([from, to]) => index >= from && index < to);
}

/** Hex, byte by byte; `··` where hidden. */
export const hexShown = (bytes: Uint8Array, hidden: (index: number) => boolean): string[] =>
  Array.from(bytes, (byte, index) => (hidden(index) ? '··' : byte.toString(16).toUpperCase().padStart(2, '0')));

/** The first bytes of what was turned away; `ofVehicle`: it has the header of a frame. (M2) */
export function hexOfTurnedAway(bytes: Uint8Array, ofVehicle: boolean, most: number): string {
  if (ofVehicle) return hexShown(bytes.subarray(0, most), hiddenIn(decodeFrame(bytes).frame, bytes.length)).join('');
  const vins = [...Buffer.from(bytes).toString('latin1').matchAll(/(?=([A-HJ-NPR-Z0-9]{17}))/g)].map(({ index }) => index);
  return hexShown(bytes.subarray(0, most), (at) => vins.some((from) => at >= from + hiddenOfVin[0] && at < from + hiddenOfVin[1])).join('');
}
