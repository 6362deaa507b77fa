import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commands, decodeFrame, describeFrame, encodeFrame, encryptions, type FrameDraft } from './gbt32960.ts';
import { bytesOf, login2016, queryAnswer2016, realtime2016, workedAt } from './worked-frames.ts';

const told = (bytes: Uint8Array, language: 'zh' | 'en' = 'en', masked = false): string => describeFrame(decodeFrame(bytes).frame!, language, { masked });
const toldDraft = (draft: Omit<FrameDraft, 'vin'>): string => told(encodeFrame({ vin: 'LTEST4E11TA000001', ...draft }));

test('a report reads as a person would say it, in Chinese', () => {
  const text = told(realtime2016, 'zh');
  for (const line of ['GB/T 32960.3-2016 · 实时信息上报 · 命令 · LTESTEV0000000001', '时间:2026-03-01 08:30:15', '车速:85.6 km/h', '挡位:自动D挡', '控制器直流母线电流:无效',
    '通用报警标志:SOC低报警、绝缘报警', '可充电储能装置故障代码:0x00120034', '单体电压 (3):4003 3991 4012 mV', '子系统 1:28 25 °C']) expect(text).toContain(line);
});

test('the same report reads in English', () => {
  const text = told(realtime2016);
  for (const line of ['realtime report', 'speed: 85.6 km/h', 'gear: D', 'controller DC bus current: invalid', 'general alarms: state of charge low, insulation', 'type 0x80: 3 bytes A1 B2 C3']) expect(text).toContain(line);
});

test('for a log, identity, SIM card and position are masked', () => {
  expect(told(realtime2016, 'en', true)).toContain('LTE**********0001');
  expect(told(realtime2016, 'en', true)).not.toContain('121.47');
  expect(told(login2016, 'en', true)).not.toContain('89860012345678901234');
  const cut = encodeFrame({ command: commands.login, vin: 'LTEST4E11TA000001', message: { kind: 'unread', data: login2016.slice(24, -3) } }); // a login that nobody can read
  expect([told(cut).includes('38 39 38 36'), told(cut, 'en', true).includes('38 39 38 36')]).toEqual([true, false]);
});

test('a password is never shown', () => {
  expect(toldDraft({ command: commands.platformLogin, message: { kind: 'platformLogin', at: workedAt, serial: 1, user: 'pf', password: 'secret', encryptionRule: encryptions.none } })).not.toContain('secret');
});

test('parameters are told with their names and units', () => {
  expect(told(queryAnswer2016, 'zh')).toContain('0x09 心跳发送周期:30 s');
});

test('what is missing says why, and what could not be read is shown as bytes', () => {
  const text = told(encodeFrame({ command: commands.realtime, vin: 'A\nB', message: { kind: 'unread', data: bytesOf('1A 02 1E 08 1E 0F 04 09 EA 61 FF FE 0A 01') } }));
  for (const line of ['A·B', 'time: no moment (1A 02 1E 08 1E 0F)', 'state: not defined (9)', 'crankshaft speed: out of range (60001)', 'fuel consumption: abnormal', 'bytes left unread: 2 bytes 0A 01']) {
    expect(text).toContain(line);
  }
});

test('every frame that can be read can be told, on lines of its own, in both languages', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 90 }), fc.constantFrom(1, 2, 2, 2, 5, 0x80, 0x81, 0x82, 0x33), fc.constantFrom(0xfe, 1), fc.constantFrom('zh' as const, 'en' as const), (data, command, flag, language) => {
    const { frame } = decodeFrame(encodeFrame({ command, flag, vin: 'LTEST4E11TA000001', message: { kind: 'unread', data } }));
    const text = describeFrame(frame!, language);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
    expect(text.split('\n').every((line) => line.trim() !== '')).toBe(true);
  }), { numRuns: 500 });
});
