// A frame as a person would read it: one line per fact, indented under what it belongs to, in Chinese or English.
// Passwords and secret keys are never shown; identity, ICCID and position can be masked for logs (§13).
import { activeAlarms, alarmNames } from './alarm-names.ts';
import { formatBeijing } from './beijing-time.ts';
import { cellMark, cellVoltageMv, probeC, probeMark } from './cells.ts';
import { readUpgrade, readWarning, controls } from './controls.ts';
import {
  activationInfoWords, commandWords, controlWords, encryptionWords, fieldWords, flagWords, itemWords, markWords, plainWords, problemWords,
  signatureWords, stateWords, type Words,
} from './describe-words.ts';
import { standardDialect, type Dialect } from './dialect.ts';
import type { Mark } from './fields.ts';
import type { Frame, Message } from './frame.ts';
import type { AlarmItem, CellSubsystem, Item, Signature } from './items.ts';
import { parameterNames, type ParameterName } from './parameters.ts';
import { activationInfo } from './security-messages.ts';
import { readVendor } from './vendor-profiles.ts';
import type { Problem } from './verdict.ts';

export type Language = 'zh' | 'en';
/** `masked`: hide all but the ends of VIN and ICCID, the coordinates, and bytes that could not be read. `dialect`: how the peer speaks. */
export interface DescribeOptions { masked?: boolean; dialect?: Dialect }

interface Teller {
  say(depth: number, label: string, value?: string): void;
  word(words: Words): string;
  readonly masked: boolean;
  readonly frame: Frame;
  readonly dialect: Dialect;
}

type Marked = { raw?: object; marks?: object };

const hex = (number: number, digits = 2): string => `0x${number.toString(16).toUpperCase().padStart(digits, '0')}`;
const dump = (bytes: Uint8Array, most = 32): string =>
  [...bytes.subarray(0, most)].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ') + (bytes.length > most ? ' …' : '');
const blob = (tell: Teller, bytes: Uint8Array): string => `${bytes.length} ${tell.word(plainWords.bytes)} ${dump(bytes)}`.trimEnd();
/** Bytes that nobody could read may hold identity or position. */
const unreadBlob = (tell: Teller, bytes: Uint8Array): string => (tell.masked ? `${bytes.length} ${tell.word(plainWords.bytes)} ***` : blob(tell, bytes));

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
  const graded = (item.graded ?? []).map(({ bit, level }) => {
    const name = alarmNames[bit];
    return `${name === undefined ? bit : tell.word([name.zh, name.en])} ${tell.word(plainWords.level)} ${level}`;
  });
  if (graded.length > 0) tell.say(2, tell.word(plainWords.graded), graded.join(tell.word(['、', ', '])));
}

const probesOf = (tell: Teller, probes: Uint8Array): string =>
  `${[...probes].map((raw) => probeC(raw) ?? reason(tell, probeMark(raw)!, raw)).join(' ')} °C`;

function tellVehicle(tell: Teller, item: Item & { kind: 'vehicle' }): void {
  tellFields(tell, 2, 'vehicle', item);
  if (item.brakePct === undefined && item.brakeOn === true) tell.say(2, tell.word(['制动踏板状态', 'brake pedal']), tell.word(plainWords.pressed));
  if (item.drivingForce === true) tell.say(2, tell.word(plainWords.driving));
  if (item.brakingForce === true) tell.say(2, tell.word(plainWords.braking));
  if (item.reservedWord !== undefined) tell.say(2, tell.word(plainWords.reserved), hex(item.reservedWord, 4));
}

function tellCells(tell: Teller, depth: number, row: Pick<CellSubsystem, 'cellMv' | 'scale'>): void {
  const cells = [...row.cellMv].map((raw, index) => {
    const mark = cellMark(raw);
    return mark === undefined ? String(cellVoltageMv(row, index)) : reason(tell, mark, raw);
  });
  if (cells.length > 0) tell.say(depth, `${tell.word(tell.frame.edition === 2016 ? plainWords.cells : plainWords.units)} (${cells.length})`, `${cells.join(' ')} mV`);
}

function tellSignature(tell: Teller, depth: number, signature: Signature): void {
  const type = tell.word(signatureWords[signature.type] ?? [hex(signature.type), hex(signature.type)]);
  tell.say(depth, tell.word(plainWords.signature), `${type} R ${blob(tell, signature.r)} S ${blob(tell, signature.s)}`);
}

/** What a maker's item says by its profile; its bytes otherwise. */
function tellCustom(tell: Teller, item: Item & { kind: 'custom' }): void {
  tell.say(2, `${tell.word(plainWords.type)} ${hex(item.typeId)}`, blob(tell, item.data));
  const { profiles } = tell.dialect.settings;
  const reading = readVendor(item, profiles);
  const profile = profiles.find((one) => one.name === reading?.profile && one.version === reading.version);
  for (const [name, { value, mark, raw }] of Object.entries(reading?.values ?? {})) {
    const { zh, en, unit } = profile?.fields[name] ?? { zh: name, en: name };
    tell.say(3, tell.word([zh, en]), value === undefined ? reason(tell, mark ?? 'invalid', raw) : `${value} ${unit ?? ''}`.trimEnd());
  }
}

function tellItem(tell: Teller, item: Item): void {
  tell.say(1, tell.word(itemWords[item.kind]));
  const where = tell.frame.edition === 2016 ? plainWords.subsystem : plainWords.pack;
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
        tell.say(2, part(where, subsystem.number));
        tellFields(tell, 3, 'cellSubsystem', subsystem);
        tellCells(tell, 3, subsystem);
      }
      break;
    case 'temperatures':
      for (const subsystem of item.subsystems) tell.say(2, part(where, subsystem.number), probesOf(tell, subsystem.probes));
      break;
    case 'stacks':
      for (const stack of item.stacks) {
        tell.say(2, part(plainWords.stack, stack.number));
        tellFields(tell, 3, 'stack', stack);
        if (stack.probes.length > 0) tell.say(3, tell.word(plainWords.probes), probesOf(tell, stack.probes));
      }
      break;
    case 'superCapacitor':
      tellFields(tell, 2, 'superCapacitor', item);
      tellCells(tell, 2, item);
      if (item.probes.length > 0) tell.say(2, tell.word(plainWords.probes), probesOf(tell, item.probes));
      break;
    case 'signature': tellSignature(tell, 2, item); break;
    case 'custom': tellCustom(tell, item); break;
    default: tellFields(tell, 2, item.kind, item);
  }
}

const named = (tell: Teller, id: number): ParameterName | undefined => parameterNames[tell.frame.edition][id];

function tellParameters(tell: Teller, message: Message & { kind: 'parameters' }): void {
  for (const { id, value, mark, raw } of message.parameters) {
    const name = named(tell, id);
    const label = name === undefined ? hex(id) : `${hex(id)} ${tell.word([name.zh, name.en])}`;
    const text = value === undefined ? reason(tell, mark ?? 'invalid', raw)
      : typeof value === 'string' ? printable(value)
      : typeof value === 'number' ? `${value} ${name?.unit ?? ''}`.trimEnd() : blob(tell, value);
    tell.say(1, label, text);
  }
}

function tellControl(tell: Teller, message: Message & { kind: 'control' }): void {
  const w = plainWords;
  tell.say(1, tell.word(w.control), tell.word(controlWords[message.control] ?? [hex(message.control), hex(message.control)]));
  const upgrade = message.control === controls.upgrade ? readUpgrade(message.data, tell.dialect) : undefined;
  const warning = message.control === controls.warning ? readWarning(message.data) : undefined;
  if (upgrade !== undefined) {
    for (const [name, value] of Object.entries(upgrade)) {
      const [zh, en, unit] = fieldWords.upgrade![name] ?? [];
      if (zh !== undefined && en !== undefined) tell.say(2, tell.word([zh, en]), `${printable(String(value))} ${unit ?? ''}`.trimEnd());
    }
  } else if (warning !== undefined) {
    tell.say(2, tell.word(w.level), warning.level === undefined ? tell.word(markWords.invalid) : String(warning.level));
    tell.say(2, tell.word(w.text), [...warning.text].filter((letter) => !/\p{C}/u.test(letter)).join(''));
  } else if (message.data.length > 0) tell.say(1, tell.word(w.data), blob(tell, message.data));
}

function tellTime(tell: Teller, label: Words, timed: { at?: number; rawAt?: Uint8Array }): void {
  if (timed.at !== undefined) tell.say(1, tell.word(label), formatBeijing(timed.at));
  else if (timed.rawAt !== undefined) tell.say(1, tell.word(label), `${tell.word(plainWords.impossibleTime)} (${dump(timed.rawAt)})`);
}

function tellLogin(tell: Teller, message: Message & { kind: 'login' }): void {
  const w = plainWords;
  tell.say(1, tell.word(w.serial), String(message.serial));
  tell.say(1, tell.word(w.iccid), shown(tell, message.iccid));
  tell.say(1, tell.word(message.packCounts === undefined ? w.subsystems : w.managers), String(message.subsystemCount));
  if (message.packCounts !== undefined && message.packCounts.length > 0) tell.say(1, tell.word(w.packs), message.packCounts.join(' '));
  for (const code of message.codes) tell.say(1, tell.word(message.packCounts === undefined ? w.code : w.packCode), printable(code));
}

/** Keys that are secret are never shown, only how long they are. */
function tellTrust(tell: Teller, message: Message & { kind: 'activation' | 'activationResult' | 'keyExchange' }): void {
  const w = plainWords;
  if (message.kind === 'activation') {
    tell.say(1, tell.word(w.chip), printable(message.chipId));
    tell.say(1, tell.word(w.publicKey), blob(tell, message.publicKey));
    tell.say(1, 'VIN', shown(tell, message.vin));
    tellSignature(tell, 1, message.signature);
  } else if (message.kind === 'activationResult') {
    tell.say(1, tell.word(w.state), message.state === 1 ? tell.word(w.done) : message.state === 2 ? tell.word(w.failed) : hex(message.state));
    tell.say(1, tell.word(w.info), tell.word(activationInfoWords[activationInfo(message, tell.dialect) ?? ''] ?? [hex(message.info), hex(message.info)]));
  } else {
    tell.say(1, tell.word(w.keyType), tell.word(encryptionWords[message.keyType] ?? [hex(message.keyType), hex(message.keyType)]));
    tell.say(1, tell.word(w.key), `*** (${message.key.length} ${tell.word(w.bytes)})`);
    tellTime(tell, w.from, message.from);
    tellTime(tell, w.to, message.to);
  }
}

function tellPlatformLogin(tell: Teller, message: Message & { kind: 'platformLogin' }): void {
  const w = plainWords;
  tell.say(1, tell.word(w.serial), String(message.serial));
  tell.say(1, tell.word(w.user), printable(message.user));
  tell.say(1, tell.word(w.password), '***');
  tell.say(1, tell.word(w.rule), tell.word(encryptionWords[message.encryptionRule] ?? [hex(message.encryptionRule), hex(message.encryptionRule)]));
}

function tellMessage(tell: Teller, message: Message): void {
  const w = plainWords;
  tellTime(tell, w.time, message as { at?: number; rawAt?: Uint8Array });
  switch (message.kind) {
    case 'login': tellLogin(tell, message); break;
    case 'report':
      for (const item of message.items) tellItem(tell, item);
      if (tell.frame.edition === 2025 && message.items.at(-1)?.kind !== 'signature') tell.say(1, tell.word(w.unsigned));
      break;
    case 'logout': tell.say(1, tell.word(w.serial), String(message.serial)); break;
    case 'platformLogin': tellPlatformLogin(tell, message); break;
    case 'parameterQuery':
      tell.say(1, tell.word(w.asked), message.ids.map((id) => {
        const name = named(tell, id);
        return name === undefined ? hex(id) : tell.word([name.zh, name.en]);
      }).join(tell.word(['、', ', '])));
      break;
    case 'parameters': tellParameters(tell, message); break;
    case 'control': tellControl(tell, message); break;
    case 'sealed': tell.say(1, tell.word(w.sealed), unreadBlob(tell, message.data)); break;
    case 'unread': tell.say(1, tell.word(w.unread), unreadBlob(tell, message.data)); break;
    case 'activation':
    case 'activationResult':
    case 'keyExchange': tellTrust(tell, message); break;
    case 'bare':
    case 'answer': break;
  }
  if ('rest' in message && message.rest !== undefined) tell.say(1, tell.word(w.rest), unreadBlob(tell, message.rest));
}

/** A defect as a line of text: where, what, and the detail. */
export const describeProblem = (problem: Problem, language: Language): string =>
  `@${problem.offset} ${problemWords[problem.code][language === 'zh' ? 0 : 1]} (${problem.code}): ${printable(problem.detail)}`;

/**
 * A frame as lines of text, without a newline at the end. Values are in real units; a missing one says why; codes nobody
 * defined are shown as numbers. Text from outside is shown as printable ASCII only.
 */
export function describeFrame(frame: Frame, language: Language, options: DescribeOptions = {}): string {
  const lines: string[] = [];
  const word = (words: Words): string => words[language === 'zh' ? 0 : 1];
  const tell: Teller = {
    frame, word, masked: options.masked === true, dialect: options.dialect ?? standardDialect,
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
