import { expect, test } from 'vitest';
import { commands, type Draft, decodeFrame, encodeFrame, flags, type Message, type Verdict } from './gbt32960.ts';
import { bytesOf, query2016, queryAnswer2016, workedAt } from './worked-frames.ts';

const vin = 'LTEST4E11TA000001';
const setting = (unit: string): Verdict =>
  decodeFrame(encodeFrame({ command: commands.parameterSetting, vin, message: { kind: 'unread', data: bytesOf(`1A 03 01 08 1E 0F ${unit}`) } }));
function roundTrip(command: number, message: Draft<Message>, flag?: number): Message {
  const bytes = encodeFrame({ command, vin, flag, message });
  const verdict = decodeFrame(bytes);
  expect(verdict.ok).toBe(true);
  expect(encodeFrame(verdict.frame!)).toEqual(bytes);
  return verdict.frame!.message;
}

test('a query asks for parameters by id, and the answer has their values', () => {
  expect(decodeFrame(query2016)).toMatchObject({ ok: true, frame: { message: { kind: 'parameterQuery', at: workedAt, ids: [2, 9] } } });
  expect(decodeFrame(queryAnswer2016)).toMatchObject({ ok: true, frame: { flag: flags.success, message: { kind: 'parameters', parameters: [{ id: 2, value: 10 }, { id: 9, value: 30 }] } } });
});

test('a terminal is told a new address, whose length goes before it', () => {
  const message = roundTrip(commands.parameterSetting, {
    kind: 'parameters', at: workedAt, parameters: [{ id: 4, value: 11 }, { id: 5, value: 'example.org' }, { id: 6, value: 32960 }, { id: 0x0a, value: undefined, mark: 'abnormal' }],
  });
  expect(message).toMatchObject({ parameters: [{ id: 4, value: 11 }, { id: 5, value: 'example.org' }, { id: 6, value: 32960 }, { id: 0x0a, mark: 'abnormal' }] });
  expect(() => roundTrip(commands.parameterSetting, { kind: 'parameters', at: workedAt, parameters: [{ id: 5, value: 'example.org' }] })).toThrow('0x4 has to come before');
});

test('versions are five characters', () => {
  expect(roundTrip(commands.parameterQuery, { kind: 'parameters', at: workedAt, parameters: [{ id: 7, value: 'H1.0' }] }, flags.success)).toMatchObject({ parameters: [{ id: 7, value: 'H1.0' }] });
});

test('parameters before one that only the maker can read are kept', () => {
  expect(setting('03 09 1E 80 01 02 03')).toMatchObject({ ok: false, problems: [{ code: 'unknownParameter', offset: 33 }], frame: { message: { parameters: [{ id: 9, value: 30 }], rest: bytesOf('80 01 02 03') } } });
});

test('a list of parameters that ends too early is found out', () => {
  expect(setting('02 09 1E')).toMatchObject({ ok: false, problems: [{ code: 'truncated', offset: 33 }] });
  expect(setting('01 04')).toMatchObject({ ok: false, problems: [{ code: 'truncated', offset: 31 }] });
});

test('a count that is a sentinel has no parameters behind it', () => {
  expect(setting('FF')).toMatchObject({ ok: true, frame: { message: { parameters: [], marks: { count: 'invalid' } } } });
});

test('a command to the terminal keeps its arguments as bytes', () => {
  expect(roundTrip(commands.control, { kind: 'control', at: workedAt, control: 6, data: bytesOf('03 41') })).toMatchObject({ control: 6, data: bytesOf('03 41') });
});
