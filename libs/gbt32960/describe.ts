// A frame as a person would read it: one line per fact, indented under what it belongs to, in Chinese or English.
// Passwords are never shown; identity, ICCID and position can be masked for logs (§13).
import { activeAlarms } from './alarm-names.ts';
import { formatBeijing } from './beijing-time.ts';
import { cellMark, probeC, probeMark } from './cells.ts';
import {
  commandWords, controlWords, encryptionWords, fieldWords, flagWords, itemWords, markWords, plainWords, stateWords, type Words,
} from './describe-words.ts';
import type { Mark } from './fields.ts';
import type { Frame, Message } from './frame.ts';
import type { AlarmItem, Item } from './items.ts';
import { parameterNames } from './parameters.ts';

export type Language = 'zh' | 'en';
/** `masked`: hide all but the ends of VIN and ICCID, and the coordinates. */
export interface DescribeOptions { masked?: boolean }

interface Teller {
  say(depth: number, label: string, value?: string): void;
  word(words: Words): string;
  readonly masked: boolean;
  readonly frame: Frame;
}

type Marked = { raw?: object; marks?: object };

const hex = (number: number, digits = 2): string => `0x${number.toString(16).toUpperCase().padStart(digits, '0')}`;
const dump = (bytes: Uint8Array, most = 32): string =>
  [...bytes.subarray(0, most)].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ') + (bytes.length > most ? ' …' : '');
const blob = (tell: Teller, bytes: Uint8Array): string => `${bytes.length} ${tell.word(plainWords.bytes)} ${dump(bytes)}`.trimEnd();

const printable = (text: string): string =>
  [...text].map((letter) => (letter >= ' ' && letter <= '~' ? letter : '·')).join('');

/** The first three and the last four characters, as is custom for a VIN. */
function shown(tell: Teller, text: string): string {
  const clean = printable(text);
  return tell.masked && clean.length > 7 ? clean.slice(0, 3) + '*'.repeat(clean.length - 7) + clean.slice(-4) : clean;
}

/** Why a value is missing, with the raw integer where that helps. */
function reason(tell: Teller, mark: Mark, raw: number | undefined): string {
  const word = tell.word(markWords[mark]);
  return raw === undefined || mark === 'abnormal' || mark === 'invalid' ? word : `${word} (${raw})`;
}

function stateOf(tell: Teller, name: string, value: string): string {
  const words = stateWords[`${name}.${value}`] ?? stateWords[value];
  return words === undefined ? value : tell.word(words);
}

function tellField(tell: Teller, depth: number, group: string, name: string, body: Marked): void {
  const [zh, en, unit] = fieldWords[group]![name]!;
  const value = (body as Record<string, unknown>)[name];
  const mark = (body.marks as Record<string, Mark | undefined> | undefined)?.[name];
  const raw = (body.raw as Record<string, number | undefined> | undefined)?.[name];
  if (value === undefined && mark === undefined) return;
  const text = value === undefined ? reason(tell, mark!, raw)
    : typeof value === 'string' ? stateOf(tell, name, value)
    : unit === undefined ? String(value) : `${String(value)} ${unit}`;
  tell.say(depth, tell.word([zh, en]), text);
}

function tellFields(tell: Teller, depth: number, group: string, body: Marked): void {
  for (const name of Object.keys(fieldWords[group]!)) tellField(tell, depth, group, name, body);
}

function tellAlarms(tell: Teller, item: AlarmItem): void {
  tellFields(tell, 2, 'alarms', item);
  if (item.flags === undefined) tell.say(2, tell.word(plainWords.flags), reason(tell, item.marks.flags ?? 'invalid', item.raw.flags));
  else {
    const names = activeAlarms(item.flags, tell.frame.edition).map((alarm) => tell.word([alarm.zh, alarm.en]));
    tell.say(2, tell.word(plainWords.flags), names.length === 0 ? tell.word(plainWords.none) : names.join(tell.word(['、', ', '])));
  }
  for (const list of ['batteryFaults', 'motorFaults', 'engineFaults', 'otherFaults'] as const) {
    if (item[list].length > 0) tell.say(2, tell.word(plainWords[list]), item[list].map((fault) => hex(fault, 8)).join(' '));
  }
}

const probesOf = (tell: Teller, probes: Uint8Array): string =>
  `${[...probes].map((raw) => probeC(raw) ?? reason(tell, probeMark(raw)!, raw)).join(' ')} °C`;

function tellVehicle(tell: Teller, item: Item & { kind: 'vehicle' }): void {
  tellFields(tell, 2, 'vehicle', item);
  if (item.brakePct === undefined && item.brakeOn === true) tell.say(2, tell.word(['制动踏板状态', 'brake pedal']), tell.word(plainWords.pressed));
  if (item.drivingForce === true) tell.say(2, tell.word(plainWords.driving));
  if (item.brakingForce === true) tell.say(2, tell.word(plainWords.braking));
}

function tellItem(tell: Teller, item: Item): void {
  tell.say(1, tell.word(itemWords[item.kind]));
  const part = (words: Words, number: number | undefined): string => `${tell.word(words)} ${number ?? '?'}`;
  switch (item.kind) {
    case 'vehicle': tellVehicle(tell, item); break;
    case 'motors':
      for (const motor of item.motors) {
        tell.say(2, part(plainWords.motor, motor.number));
        tellFields(tell, 3, 'motor', motor);
      }
      break;
    case 'fuelCell':
      tellFields(tell, 2, 'fuelCell', item);
      if (item.probes.length > 0) tell.say(2, tell.word(plainWords.probes), probesOf(tell, item.probes));
      break;
    case 'position':
      tell.say(2, tell.word(plainWords.fixed), tell.word(item.fixed ? plainWords.valid : plainWords.lastKnown));
      if (tell.masked) tell.say(2, tell.word(['经纬度', 'coordinates']), '***');
      else tellFields(tell, 2, 'position', item);
      break;
    case 'alarms': tellAlarms(tell, item); break;
    case 'cellVoltages':
      for (const subsystem of item.subsystems) {
        tell.say(2, part(plainWords.subsystem, subsystem.number));
        tellFields(tell, 3, 'cellSubsystem', subsystem);
        const cells = [...subsystem.cellMv].map((mv) => {
          const mark = cellMark(mv);
          return mark === undefined ? String(mv) : reason(tell, mark, mv);
        });
        tell.say(3, `${tell.word(plainWords.cells)} (${cells.length})`, `${cells.join(' ')} mV`);
      }
      break;
    case 'temperatures':
      for (const subsystem of item.subsystems) tell.say(2, part(plainWords.subsystem, subsystem.number), probesOf(tell, subsystem.probes));
      break;
    case 'custom': tell.say(2, `${tell.word(plainWords.type)} ${hex(item.typeId)}`, blob(tell, item.data)); break;
    default: tellFields(tell, 2, item.kind, item);
  }
}

function tellParameters(tell: Teller, message: Message & { kind: 'parameters' }): void {
  for (const { id, value, mark } of message.parameters) {
    const name = parameterNames[id];
    const label = name === undefined ? hex(id) : `${hex(id)} ${tell.word([name.zh, name.en])}`;
    const text = value === undefined ? reason(tell, mark ?? 'invalid', undefined) : typeof value === 'string' ? printable(value) : `${value} ${name?.unit ?? ''}`.trimEnd();
    tell.say(1, label, text);
  }
}

function tellMessage(tell: Teller, message: Message): void {
  const w = plainWords;
  if ('rawAt' in message && message.rawAt !== undefined) {
    tell.say(1, tell.word(w.time), message.at === undefined ? `${tell.word(w.impossibleTime)} (${dump(message.rawAt)})` : formatBeijing(message.at));
  }
  switch (message.kind) {
    case 'login':
      tell.say(1, tell.word(w.serial), String(message.serial));
      tell.say(1, tell.word(w.iccid), shown(tell, message.iccid));
      tell.say(1, tell.word(w.subsystems), String(message.subsystemCount));
      for (const code of message.codes) tell.say(1, tell.word(w.code), printable(code));
      break;
    case 'report': for (const item of message.items) tellItem(tell, item); break;
    case 'logout': tell.say(1, tell.word(w.serial), String(message.serial)); break;
    case 'platformLogin':
      tell.say(1, tell.word(w.serial), String(message.serial));
      tell.say(1, tell.word(w.user), printable(message.user));
      tell.say(1, tell.word(w.password), '***');
      tell.say(1, tell.word(w.rule), tell.word(encryptionWords[message.encryptionRule] ?? [hex(message.encryptionRule), hex(message.encryptionRule)]));
      break;
    case 'parameterQuery':
      tell.say(1, tell.word(w.asked), message.ids.map((id) => (parameterNames[id] === undefined ? hex(id) : tell.word([parameterNames[id].zh, parameterNames[id].en]))).join(tell.word(['、', ', '])));
      break;
    case 'parameters': tellParameters(tell, message); break;
    case 'control':
      tell.say(1, tell.word(w.control), tell.word(controlWords[message.control] ?? [hex(message.control), hex(message.control)]));
      if (message.data.length > 0) tell.say(1, tell.word(w.data), blob(tell, message.data));
      break;
    case 'sealed': tell.say(1, tell.word(w.sealed), blob(tell, message.data)); break;
    case 'unread': tell.say(1, tell.word(w.unread), blob(tell, message.data)); break;
    case 'bare':
    case 'answer': break;
  }
  if ('rest' in message && message.rest !== undefined) tell.say(1, tell.word(w.rest), blob(tell, message.rest));
}

/**
 * A frame as lines of text, without a newline at the end. Values are in real units; a missing one says why; codes nobody
 * defined are shown as numbers. Text from outside is shown as printable ASCII only.
 */
export function describeFrame(frame: Frame, language: Language, options: DescribeOptions = {}): string {
  const lines: string[] = [];
  const word = (words: Words): string => words[language === 'zh' ? 0 : 1];
  const tell: Teller = {
    frame, word, masked: options.masked === true,
    say: (depth, label, value) => void lines.push('  '.repeat(depth) + label + (value === undefined ? '' : `${word([':', ': '])}${value}`)),
  };
  const coded = (table: Readonly<Record<number, Words>>, number: number): string => (table[number] === undefined ? hex(number) : word(table[number]));
  const parts = [
    `GB/T 32960.3-${frame.edition}`, coded(commandWords, frame.command), coded(flagWords, frame.flag), shown(tell, frame.vin),
    ...(frame.encryption === 0x01 ? [] : [coded(encryptionWords, frame.encryption)]),
  ];
  lines.push(parts.join(' · '));
  tellMessage(tell, frame.message);
  for (const oddity of frame.oddities) tell.say(1, `${word(plainWords.oddity)} @${oddity.offset}`, printable(oddity.detail));
  return lines.join('\n');
}
