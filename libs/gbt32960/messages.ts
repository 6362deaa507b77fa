// Messages: what a data unit says, by the command in front of it. Login and reports are cut by the rules of their edition;
// the rest is the same in all editions. What cannot be read is kept as bytes, with a problem that says why.
import { left, note, putBytes, putText, putUint, takeBytes, takeUint, textOf, unitStart, type Sink, type Source } from './cursor.ts';
import type { EditionRules } from './edition-rules.ts';
import type { Answer, Control, Draft, Logout, Message, PlatformLogin, Report } from './frame.ts';
import { commands, flags, type Header } from './frame-header.ts';
import { readParameterQuery, readParameters, writeParameterQuery, writeParameters } from './parameters.ts';
import { putTime, takeTime } from './timed.ts';
import type { Problem } from './verdict.ts';

function readReport(source: Source, rules: EditionRules, problems: Problem[]): Report | undefined {
  if (left(source) < 6) return undefined;
  const report: Report = { kind: 'report', ...takeTime(source), items: [] };
  while (left(source) > 0) {
    const start = source.at;
    const notes = source.oddities.length;
    const typeId = takeUint(source, 1);
    const item = rules.readItem(typeId, source);
    if (item === null || item === undefined) {
      const id = `0x${typeId.toString(16).padStart(2, '0')}`;
      problems.push({
        code: item === null ? 'unknownItem' : 'truncated', offset: unitStart + start,
        detail: item === null ? `no layout is known for type ${id}` : `the item of type ${id} runs past the data unit`,
      });
      source.oddities.length = notes;
      source.at = start;
      report.rest = takeBytes(source, left(source));
      break;
    }
    item.offset = unitStart + start;
    item.length = source.at - start;
    report.items.push(item);
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

/** `null`: a command that is not read here; `'editionNotRead'`: a layout of an edition without rules. */
function readBy(header: Header, source: Source, rules: EditionRules | undefined, problems: Problem[]): Message | undefined | null | 'editionNotRead' {
  const { command } = header;
  if (header.flag !== flags.command) {
    if (command !== commands.parameterQuery || left(source) < 7) return readAnswer(source);
    return rules === undefined ? 'editionNotRead' : readParameters(source, rules.parameterSizes, problems);
  }
  switch (command) {
    case commands.login: return rules === undefined ? 'editionNotRead' : rules.readLogin(source);
    case commands.realtime:
    case commands.reissue: return rules === undefined ? 'editionNotRead' : readReport(source, rules, problems);
    case commands.logout:
    case commands.platformLogout: return readLogout(source);
    case commands.platformLogin: return readPlatformLogin(source);
    case commands.heartbeat:
    case commands.timeCalibration: return { kind: 'bare' };
    case commands.parameterQuery: return readParameterQuery(source);
    case commands.parameterSetting: return rules === undefined ? 'editionNotRead' : readParameters(source, rules.parameterSizes, problems);
    case commands.control: return readControl(source);
    default: return null;
  }
}

/** Reads the plain data unit of a frame; defects go to `problems`, tolerated things to the source's oddities. */
export function readMessage(header: Header, source: Source, rules: EditionRules | undefined, problems: Problem[]): Message {
  const notes = source.oddities.length;
  const message = readBy(header, source, rules, problems);
  if (message === undefined || message === null || message === 'editionNotRead') {
    source.oddities.length = notes;
    if (message === undefined) problems.push({ code: 'truncated', offset: unitStart, detail: 'the data unit is too short for its message' });
    else if (message === 'editionNotRead') problems.push({ code: 'editionNotRead', offset: unitStart, detail: `the layout of edition ${header.edition} is not read` });
    return { kind: 'unread', data: source.bytes };
  }
  if ('rawAt' in message && message.at === undefined) {
    problems.push({ code: 'impossibleTime', offset: unitStart, detail: `the time ${[...message.rawAt!].join(' ')} is no moment` });
  }
  if (left(source) > 0) {
    note(source, 'trailingBytes', source.at, `${left(source)} byte(s) after the end of the message`);
    (message as { rest?: Uint8Array }).rest = takeBytes(source, left(source));
  }
  return message;
}

/** Writes a message as a plain data unit. Throws a RangeError for anything that cannot be sent. */
export function writeMessage(sink: Sink, message: Draft<Message>, rules: EditionRules | undefined): void {
  const needed = (): EditionRules => {
    if (rules === undefined) throw new RangeError(`a message of kind ${message.kind} is not written in this edition`);
    return rules;
  };
  switch (message.kind) {
    case 'login': needed().writeLogin(sink, message); break;
    case 'report':
      putTime(sink, message);
      for (const item of message.items) needed().writeItem(sink, item);
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
    case 'parameters': writeParameters(sink, message, needed().parameterSizes); break;
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
