// Messages: what a data unit says, by the command in front of it. Login and reports are cut by the rules of their edition;
// the rest is the same in all editions. What cannot be read is kept as bytes, with a problem that says why.
import { left, note, putBytes, putText, putUint, takeBytes, takeUint, textOf, unitStart, type Sink, type Source } from './cursor.ts';
import type { Dialect } from './dialect.ts';
import type { EditionRules } from './edition-rules.ts';
import { rulesOf } from './editions.ts';
import type { Answer, Control, Draft, Logout, Message, PlatformLogin, Report } from './frame.ts';
import { commands, flags, type Edition, type Header } from './frame-header.ts';
import type { Item } from './items.ts';
import { readParameterQuery, readParameters, writeParameterQuery, writeParameters } from './parameters.ts';
import {
  readActivation, readActivationResult, readKeyExchange, writeActivation, writeActivationResult, writeKeyExchange,
} from './security-messages.ts';
import { putTime, takeTime } from './timed.ts';
import type { Problem } from './verdict.ts';

/** Ends the reading of a report at an item that cannot be read: what was noted in it is forgotten, its bytes are kept. */
function stopReport(source: Source, report: Report, start: number, notes: number, item: null | undefined, problems: Problem[]): void {
  const id = `0x${source.bytes[start]!.toString(16).padStart(2, '0')}`;
  problems.push({
    code: item === null ? 'unknownItem' : 'truncated', offset: source.base + start,
    detail: item === null ? `no layout is known for type ${id}` : `the item of type ${id} runs past the data unit`,
  });
  source.oddities.length = notes;
  source.at = start;
  report.rest = takeBytes(source, left(source));
}

function readReport(source: Source, rules: EditionRules, problems: Problem[]): Report | undefined {
  if (left(source) < 6) return undefined;
  const { at, rawAt } = takeTime(source);
  const items: Item[] = [];
  const report: Report = { kind: 'report', at, rawAt, items, rest: undefined };
  while (source.at < source.end) {
    const start = source.at;
    const notes = source.oddities.length;
    const typeId = source.bytes[start]!;
    source.at = start + 1;
    const item = rules.readItem(typeId, source);
    if (item === null || item === undefined) {
      stopReport(source, report, start, notes, item, problems);
      break;
    }
    item.offset = source.base + start;
    item.length = source.at - start;
    items.push(item);
    if (item.kind === 'signature') break;
  }
  return report;
}

function readLogout(source: Source): Logout | undefined {
  if (left(source) < 8) return undefined;
  return { kind: 'logout', ...takeTime(source), serial: takeUint(source, 2) };
}

function readPlatformLogin(source: Source): PlatformLogin | undefined {
  if (left(source) < 41) return undefined;
  const time = takeTime(source);
  const serial = takeUint(source, 2);
  const user = textOf(takeBytes(source, 12));
  const password = textOf(takeBytes(source, 20));
  return { kind: 'platformLogin', ...time, serial, user, password, encryptionRule: takeUint(source, 1) };
}

function readControl(source: Source): Control | undefined {
  if (left(source) < 7) return undefined;
  return { kind: 'control', ...takeTime(source), control: takeUint(source, 1), data: takeBytes(source, left(source)) };
}

/** The short form has the time only, or nothing; the long form echoes the request behind it. Both are taken. */
function readAnswer(source: Source): Answer | undefined {
  if (left(source) === 0) return { kind: 'answer' };
  if (left(source) < 6) return undefined;
  const answer: Answer = { kind: 'answer', ...takeTime(source) };
  if (left(source) > 0) answer.rest = takeBytes(source, left(source));
  return answer;
}

/** `null`: a command that is not read here. */
function readBy(header: Header, source: Source, problems: Problem[]): Message | undefined | null {
  const { command, edition } = header;
  const trusted = edition === 2025;
  if (trusted && command === commands.activationResult && left(source) === 2) return readActivationResult(source);
  if (header.flag !== flags.command) {
    if (command === commands.parameterQuery && left(source) >= 7) return readParameters(source, edition, problems);
    return trusted && command === commands.keyExchange ? { kind: 'answer', rest: left(source) > 0 ? takeBytes(source, left(source)) : undefined } : readAnswer(source);
  }
  switch (command) {
    case commands.login: return rulesOf(edition).readLogin(source);
    case commands.realtime:
    case commands.reissue: return readReport(source, rulesOf(edition), problems);
    case commands.logout:
    case commands.platformLogout: return readLogout(source);
    case commands.platformLogin: return readPlatformLogin(source);
    case commands.heartbeat:
    case commands.timeCalibration: return { kind: 'bare' };
    case commands.activation: return trusted ? readActivation(source) : null;
    case commands.activationResult: return trusted ? readActivationResult(source) : null;
    case commands.keyExchange: return trusted ? readKeyExchange(source) : null;
    case commands.parameterQuery: return readParameterQuery(source);
    case commands.parameterSetting: return readParameters(source, edition, problems);
    case commands.control: return readControl(source);
    default: return null;
  }
}

function checkTime(timed: { at?: number; rawAt?: Uint8Array }, offset: number, problems: Problem[]): void {
  if (timed.at === undefined && timed.rawAt !== undefined) {
    problems.push({ code: 'impossibleTime', offset, detail: `the time ${[...timed.rawAt].join(' ')} is no moment` });
  }
}

/** Reads the plain data unit of a frame; defects go to `problems`, tolerated things to the source's oddities. */
export function readMessage(header: Header, source: Source, problems: Problem[]): Message {
  const notes = source.oddities.length;
  const start = source.at;
  const message = readBy(header, source, problems);
  if (message === undefined || message === null) {
    source.oddities.length = notes;
    if (message === undefined) problems.push({ code: 'truncated', offset: unitStart, detail: 'the data unit is too short for its message' });
    return { kind: 'unread', data: source.bytes.subarray(start, source.end) };
  }
  if (message.kind === 'keyExchange') {
    checkTime(message.from, source.base + source.at - 12, problems);
    checkTime(message.to, source.base + source.at - 6, problems);
  } else checkTime(message as { at?: number; rawAt?: Uint8Array }, unitStart, problems);
  if (left(source) > 0) {
    note(source, 'trailingBytes', source.at, `${left(source)} byte(s) after the end of the message`);
    (message as { rest?: Uint8Array }).rest = takeBytes(source, left(source));
  }
  return message;
}

/** Writes a message as a plain data unit. Throws a RangeError for anything that cannot be sent. */
export function writeMessage(sink: Sink, message: Draft<Message>, edition: Edition, dialect: Dialect): void {
  const rules = rulesOf(edition);
  switch (message.kind) {
    case 'login': rules.writeLogin(sink, message); break;
    case 'report':
      putTime(sink, message);
      for (const item of message.items) rules.writeItem(sink, item, dialect);
      break;
    case 'logout':
      putTime(sink, message);
      putUint(sink, 2, message.serial, 'login serial');
      break;
    case 'platformLogin':
      putTime(sink, message);
      putUint(sink, 2, message.serial, 'login serial');
      putText(sink, message.user, 12, 'user');
      putText(sink, message.password, 20, 'password');
      putUint(sink, 1, message.encryptionRule, 'encryptionRule');
      break;
    case 'bare': break;
    case 'parameterQuery': writeParameterQuery(sink, message); break;
    case 'parameters': writeParameters(sink, message, edition); break;
    case 'activation': writeActivation(sink, message); break;
    case 'activationResult': writeActivationResult(sink, message); break;
    case 'keyExchange': writeKeyExchange(sink, message); break;
    case 'control':
      putTime(sink, message);
      putUint(sink, 1, message.control, 'control');
      putBytes(sink, message.data);
      break;
    case 'answer':
      if (message.at !== undefined || message.rawAt !== undefined) putTime(sink, message);
      break;
    case 'sealed':
    case 'unread': putBytes(sink, message.data); break;
  }
  if ('rest' in message && message.rest !== undefined) putBytes(sink, message.rest);
}
