// Parameters of a terminal, asked for (0x80) and set (0x81): Annex B; §8.1, §8.2. The name of a host has no
// length of its own: it takes that of the parameter 0x04 (0x0D) sent before it.
import { left, putBytes, putText, putUint, takeBytes, takeUint, textOf, type Sink, type Source } from './cursor.ts';
import { noMarks, readCount, sentinelFor, sentinelOf, writeCount } from './fields.ts';
import type { Draft, Parameter, ParameterQuery, Parameters } from './frame.ts';
import type { Edition } from './frame-header.ts';
import { putTime, takeTime } from './timed.ts';
import type { Problem } from './verdict.ts';

export interface ParameterName { zh: string; en: string; unit?: string }

/** A number among the parameters: its size, its printed range, and whether the sentinels are defined. */
interface ParameterNumber { size: 1 | 2; min: number; max: number; sentinels: boolean }

const number = (size: 1 | 2, min: number, max: number, sentinels = true): ParameterNumber => ({ size, min, max, sentinels });

const names: Readonly<Record<number, ParameterName>> = {
  [0x01]: { zh: '本地存储时间周期', en: 'local storage period', unit: 'ms' },
  [0x02]: { zh: '正常上报周期', en: 'report period in normal state', unit: 's' },
  [0x03]: { zh: '报警上报周期', en: 'report period in alarm state', unit: 'ms' },
  [0x04]: { zh: '平台域名长度', en: 'length of the platform domain name', unit: 'B' },
  [0x05]: { zh: '平台域名', en: 'platform domain name' },
  [0x06]: { zh: '平台端口', en: 'platform port' },
  [0x07]: { zh: '硬件版本', en: 'hardware version' },
  [0x08]: { zh: '固件版本', en: 'firmware version' },
  [0x09]: { zh: '心跳发送周期', en: 'heartbeat period', unit: 's' },
  [0x0a]: { zh: '终端应答超时时间', en: 'terminal answer time-out', unit: 's' },
  [0x0b]: { zh: '平台应答超时时间', en: 'platform answer time-out', unit: 's' },
  [0x0c]: { zh: '登入失败后重试间隔', en: 'wait after three failed logins', unit: 'min' },
  [0x0d]: { zh: '公共平台域名长度', en: 'length of the public platform domain name', unit: 'B' },
  [0x0e]: { zh: '公共平台域名', en: 'public platform domain name' },
  [0x0f]: { zh: '公共平台端口', en: 'public platform port' },
  [0x10]: { zh: '是否处于抽样监测中', en: 'under sampling monitoring' },
};

/** What each parameter is, and the unit of its number. */
export const parameterNames: Readonly<Record<Edition, Readonly<Record<number, ParameterName>>>> = {
  2016: names, 2025: { ...names, [0x03]: { ...names[0x03]!, unit: 's' } },
};

const numbers: Readonly<Record<number, ParameterNumber>> = {
  [0x01]: number(2, 0, 60000), [0x02]: number(2, 1, 600), [0x03]: number(2, 0, 60000), [0x04]: number(1, 0, 255, false), [0x06]: number(2, 0, 65531),
  [0x09]: number(1, 1, 240), [0x0a]: number(2, 1, 600), [0x0b]: number(2, 1, 600), [0x0c]: number(1, 1, 240), [0x0d]: number(1, 0, 255, false),
  [0x0f]: number(2, 0, 65531), [0x10]: number(1, 1, 2),
};
const numbersOf: Readonly<Record<Edition, Readonly<Record<number, ParameterNumber>>>> = {
  2016: numbers, 2025: { ...numbers, [0x02]: number(1, 1, 30), [0x03]: number(1, 0, 1) },
};
const lengthIds: Readonly<Record<number, number>> = { [0x05]: 0x04, [0x0e]: 0x0d };

/** Bytes of a text parameter: fixed for versions, told earlier in the same message for names of hosts; undefined: unknown. */
function textLength(id: number, before: readonly Pick<Parameter, 'id' | 'value'>[]): number | undefined {
  if (id === 0x07 || id === 0x08) return 5;
  const told = lengthIds[id] === undefined ? undefined : before.findLast((parameter) => parameter.id === lengthIds[id])?.value;
  return typeof told === 'number' ? told : undefined;
}

function numberRead(id: number, raw: number, how: ParameterNumber): Parameter {
  const sentinel = how.sentinels ? sentinelOf(raw, how.size) : undefined;
  if (sentinel !== undefined) return { id, value: undefined, mark: sentinel, raw };
  if (raw < how.min || raw > how.max) return { id, value: undefined, mark: id === 0x10 ? 'unknownCode' : 'outOfRange', raw };
  return { id, value: raw };
}

/** One parameter; undefined when the bytes end too early, null when its size is not known. */
function readParameter(source: Source, before: readonly Parameter[], edition: Edition): Parameter | undefined | null {
  if (left(source) < 1) return undefined;
  const id = takeUint(source, 1);
  const how = numbersOf[edition][id];
  if (how !== undefined) return left(source) < how.size ? undefined : numberRead(id, takeUint(source, how.size), how);
  const own = source.dialect.settings.parameterBytes[id];
  if (own !== undefined) return left(source) < own ? undefined : { id, value: takeBytes(source, own) };
  const length = textLength(id, before);
  if (length === undefined) return null;
  return left(source) < length ? undefined : { id, value: textOf(takeBytes(source, length)) };
}

export function readParameters(source: Source, edition: Edition, problems: Problem[]): Parameters | undefined {
  if (left(source) < 7) return undefined;
  const message: Parameters = { kind: 'parameters', ...takeTime(source), raw: {}, marks: noMarks, parameters: [] };
  const count = readCount(source, 1, 'count', message, 0, 252);
  for (let i = 0; i < count; i++) {
    const start = source.at;
    const parameter = readParameter(source, message.parameters, edition);
    if (parameter === undefined || parameter === null) {
      problems.push({
        code: parameter === null ? 'unknownParameter' : 'truncated', offset: source.base + start,
        detail: parameter === null ? `the size of parameter 0x${source.bytes[start]!.toString(16)} is not known` : `parameter ${i + 1} of ${count} runs past the data unit`,
      });
      source.at = start;
      message.rest = takeBytes(source, left(source));
      break;
    }
    message.parameters.push(parameter);
  }
  return message;
}

/** A count as it was read goes with the bytes that could not be; otherwise parameters are counted. */
function putCount(sink: Sink, message: Draft<ParameterQuery | Parameters>, count: number): void {
  if (message.rest !== undefined && message.raw?.count !== undefined) putUint(sink, 1, message.raw.count, 'count');
  else writeCount(sink, 1, 'count', count, message);
}

function putParameter(sink: Sink, parameter: Draft<Parameter>, before: readonly Pick<Parameter, 'id' | 'value'>[], edition: Edition): void {
  const { id, value, mark, raw } = parameter;
  const name = `parameter 0x${id.toString(16)}`;
  putUint(sink, 1, id, 'parameter id');
  const how = numbersOf[edition][id];
  if (value instanceof Uint8Array) return putBytes(sink, value);
  if (how === undefined) {
    const length = textLength(id, before);
    if (length === undefined) throw new RangeError(`${name}: its size is not known${id in lengthIds ? `, parameter 0x${lengthIds[id]!.toString(16)} has to come before` : ''}`);
    return putText(sink, String(value ?? ''), length, name);
  }
  if (value !== undefined) {
    if (!(Number(value) >= how.min && Number(value) <= how.max)) throw new RangeError(`${name}: ${value} is outside ${how.min} to ${how.max}`);
    return putUint(sink, how.size, Number(value), name);
  }
  if (mark !== 'outOfRange' && mark !== 'unknownCode') return putUint(sink, how.size, sentinelFor(mark, how.size), name);
  if (raw === undefined) throw new RangeError(`${name} is marked ${mark} without its raw integer`);
  putUint(sink, how.size, raw, name);
}

export function writeParameters(sink: Sink, message: Draft<Parameters>, edition: Edition): void {
  putTime(sink, message);
  putCount(sink, message, message.parameters.length);
  message.parameters.forEach((parameter, index) => putParameter(sink, parameter, message.parameters.slice(0, index) as Parameter[], edition));
}

export function readParameterQuery(source: Source): ParameterQuery | undefined {
  if (left(source) < 7) return undefined;
  const message: ParameterQuery = { kind: 'parameterQuery', ...takeTime(source), raw: {}, marks: noMarks, ids: [] };
  const count = readCount(source, 1, 'count', message, 0, 252);
  if (left(source) < count) return undefined;
  message.ids = [...takeBytes(source, count)];
  return message;
}

export function writeParameterQuery(sink: Sink, message: Draft<ParameterQuery>): void {
  putTime(sink, message);
  putCount(sink, message, message.ids.length);
  putBytes(sink, Uint8Array.from(message.ids));
}
