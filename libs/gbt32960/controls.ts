// The arguments of commands to a terminal (0x82): remote upgrade and warning (§8.3). The standard contradicts itself about the
// order of an upgrade's fields, and implementations about its numbers, so a dialect decides both (§14, 13). The binary
// fields may hold the byte that separates: they are cut by their size, never at a ";".
import { createSink, putBytes, putText, putUint, textOf, uintAt, written, type Sink } from './cursor.ts';
import { standardDialect, type Dialect } from './dialect.ts';
import { readGb18030, writeGb18030 } from './gb18030.ts';

export const controls = {
  upgrade: 0x01, shutDown: 0x02, reset: 0x03, factorySettings: 0x04, closeLink: 0x05, warning: 0x06, samplingLink: 0x07,
} as const;

/** A remote upgrade (远程升级). What is left out is sent empty. */
export interface Upgrade {
  apn?: string; user?: string; password?: string;
  /** IPv4 as `203.0.113.7`, or six bytes as twelve hex digits. */
  address?: string;
  port?: number;
  /** Maker of the terminal (4 characters), and the versions it is to have (5 each). */
  maker?: string; hardware?: string; firmware?: string;
  url?: string;
  /** Minutes until the terminal must be back at the platform. */
  limitMinutes?: number;
}
type Name = keyof Upgrade;

const semicolon = 0x3b;
const fixedSizes: Readonly<Partial<Record<Name, number>>> = { address: 6, port: 2, maker: 4, hardware: 5, firmware: 5, limitMinutes: 2 };
const numeric = new Set<Name>(['address', 'port', 'limitMinutes']);
const middle: readonly Name[] = ['apn', 'user', 'password', 'address', 'port', 'maker', 'hardware', 'firmware'];
const orderOf = (dialect: Dialect): readonly Name[] =>
  (dialect.settings.upgrade.url === 'late' ? [...middle, 'url', 'limitMinutes'] : ['url', ...middle, 'limitMinutes']);

function addressOf(bytes: Uint8Array): string {
  const four = bytes.length === 6 && bytes[0] === 0 && bytes[1] === 0;
  return four ? bytes.subarray(2).join('.') : [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function addressBytes(address: string): Uint8Array {
  const four = address.split('.').map(Number);
  if (four.length === 4 && four.every((part) => Number.isInteger(part) && part >= 0 && part <= 255)) return Uint8Array.of(0, 0, ...four);
  if (/^[0-9a-f]{12}$/i.test(address)) return Uint8Array.from(address.match(/../g)!, (pair) => Number.parseInt(pair, 16));
  throw new RangeError(`address: "${address}" is neither IPv4 nor twelve hex digits`);
}

/** Where the fields from `index` on, beginning at `at`, may end so that all bytes are used up; undefined when they cannot. */
function endsOf(data: Uint8Array, sizes: readonly (number | undefined)[], index: number, at: number): number[] | undefined {
  const size = sizes[index];
  const next = data.indexOf(semicolon, at);
  const ends = size === undefined ? [next < 0 || index === sizes.length - 1 ? data.length : next] : [at, at + size];
  for (const end of ends) {
    if (index === sizes.length - 1) {
      if (end === data.length) return [end];
    } else if (data[end] === semicolon) {
      const rest = endsOf(data, sizes, index + 1, end + 1);
      if (rest !== undefined) return [end, ...rest];
    }
  }
  return undefined;
}

/** Reads the arguments of a remote upgrade; undefined when they are none. An empty field is preferred where two readings fit. */
export function readUpgrade(data: Uint8Array, dialect: Dialect = standardDialect): Upgrade | undefined {
  const order = orderOf(dialect);
  const inText = dialect.settings.upgrade.numbers === 'text';
  const ends = endsOf(data, order.map((name) => (inText && numeric.has(name) ? undefined : fixedSizes[name])), 0, 0);
  if (ends === undefined) return undefined;
  const upgrade: Upgrade = {};
  for (const [index, name] of order.entries()) {
    const value = data.subarray(index === 0 ? 0 : ends[index - 1]! + 1, ends[index]);
    if (value.length === 0) continue;
    if (name === 'address') upgrade.address = inText ? textOf(value) : addressOf(value);
    else if (name === 'port' || name === 'limitMinutes') upgrade[name] = inText ? Number(textOf(value)) : uintAt(value, 0, 2);
    else upgrade[name] = textOf(value);
  }
  return Number.isNaN(upgrade.port) || Number.isNaN(upgrade.limitMinutes) ? undefined : upgrade;
}

function putField(sink: Sink, name: Name, upgrade: Upgrade, inText: boolean): void {
  const value = upgrade[name];
  if (value === undefined || value === '') return;
  if (inText && numeric.has(name)) return putText(sink, String(value), String(value).length, name);
  if (name === 'address') return putBytes(sink, addressBytes(String(value)));
  if (typeof value === 'number') return putUint(sink, 2, value, name);
  const size = fixedSizes[name];
  if (size === undefined && value.includes(';')) throw new RangeError(`${name}: "${value}" has a ";" in it`);
  putText(sink, value, size ?? value.length, name);
}

/** Writes the arguments of a remote upgrade. Throws a RangeError that names the field for what does not fit. */
export function writeUpgrade(upgrade: Upgrade, dialect: Dialect = standardDialect): Uint8Array {
  const sink = createSink();
  for (const [index, name] of orderOf(dialect).entries()) {
    if (index > 0) putUint(sink, 1, semicolon, 'separator');
    putField(sink, name, upgrade, dialect.settings.upgrade.numbers === 'text');
  }
  return written(sink);
}

/** A warning to be shown in the vehicle (报警/预警): level 0 to 3, 4 since 2025, undefined when it is 0xFF. */
export interface Warning { level?: number; text: string }

export const readWarning = (data: Uint8Array): Warning | undefined =>
  (data.length === 0 ? undefined : { level: data[0] === 0xff ? undefined : data[0], text: readGb18030(data.subarray(1)) });

export function writeWarning(warning: Warning): Uint8Array {
  if (warning.level !== undefined && !(Number.isInteger(warning.level) && warning.level >= 0 && warning.level <= 4)) throw new RangeError(`level: ${warning.level} is outside 0 to 4`);
  return Uint8Array.of(warning.level ?? 0xff, ...writeGb18030(warning.text));
}
