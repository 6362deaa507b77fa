import { expect, test } from 'vitest';
import { answerTo, commands, decodeFrame, encodeFrame, encryptions, flags } from './gbt32960.ts';
import { bytesOf, heartbeat2016, heartbeatAnswer2016, login2016, loginAnswer2016, realtime2016, realtime2025, workedAt, workedVin } from './worked-frames.ts';

test('a login is answered with its own time and nothing else', () => {
  expect(answerTo(login2016, flags.success)).toEqual(loginAnswer2016);
});

test('a heartbeat is answered empty', () => {
  expect(answerTo(heartbeat2016, flags.success)).toEqual(heartbeatAnswer2016);
});

test('a report of either edition is answered in its own edition', () => {
  expect(decodeFrame(answerTo(realtime2016, flags.error)!)).toMatchObject({ ok: true, frame: { edition: 2016, command: 2, flag: 2, message: { kind: 'answer', at: workedAt } } });
  expect(decodeFrame(answerTo(realtime2025, flags.vinUnknown)!)).toMatchObject({ ok: true, frame: { edition: 2025, command: 2, flag: 4, message: { kind: 'answer', at: workedAt } } });
});

test('a car that asks for the time gets it', () => {
  const request = encodeFrame({ command: commands.timeCalibration, vin: workedVin, message: { kind: 'bare' } });
  const now = Date.UTC(2026, 10, 24, 3, 4, 5);
  expect(decodeFrame(answerTo(request, flags.success, { now })!)).toMatchObject({ ok: true, frame: { command: 8, message: { kind: 'answer', at: now } } });
});

test('an answer is never answered, and rubbish is not either', () => {
  expect(answerTo(loginAnswer2016, flags.success)).toBeUndefined();
  expect(answerTo(bytesOf('23 23 01'), flags.success)).toBeUndefined();
});

test('a report too short for a time is answered all the same', () => {
  const request = encodeFrame({ command: commands.realtime, vin: workedVin, message: { kind: 'unread', data: bytesOf('1A 03') } });
  expect(decodeFrame(answerTo(request, flags.error)!)).toMatchObject({ ok: true, frame: { flag: 2, message: { kind: 'answer' } } });
});

test('an encrypted request is answered with the time inside it, sealed again', () => {
  const flip = (unit: Uint8Array): Uint8Array => unit.map((byte) => byte ^ 0x5a);
  const request = encodeFrame({ command: commands.logout, vin: workedVin, encryption: encryptions.aes, message: { kind: 'logout', at: workedAt, serial: 1 } }, { seal: flip });
  const opened = flip(request.subarray(24, -1));
  const answer = answerTo(request, flags.success, { opened, seal: flip })!;
  expect(decodeFrame(answer, { opened: flip(answer.subarray(24, -1)) })).toMatchObject({ ok: true, frame: { encryption: 3, message: { at: workedAt } } });
  expect(decodeFrame(answerTo(request, flags.success, { opened })!)).toMatchObject({ ok: true, frame: { encryption: 1, message: { at: workedAt } } });
  expect(decodeFrame(answerTo(request, flags.success)!)).toMatchObject({ ok: true, frame: { encryption: 1, message: { kind: 'answer' } } });
});
