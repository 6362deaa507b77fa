// From what a person asked to what is said to the car, by kind. Refuses what is missing or does not fit.
import { writeUpgrade, writeWarning, type Dialect } from '@careloop/gbt32960';
import type { Outgoing } from '#gateway';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { api } from './api.ts';
import { needsOf } from './command.ts';

type Asked = Input<typeof api.askCommand>;

/** Lengths of names are said before the names, versions are only read. */
const nameLengths: Readonly<Record<number, number>> = { 0x05: 0x04, 0x0e: 0x0d };
const readOnly = new Set([0x07, 0x08]);
/** Largest values that both editions take; the frame's edition decides the size. */
const most: Readonly<Record<number, number>> = { 0x01: 60_000, 0x02: 600, 0x03: 60_000, 0x09: 240, 0x0a: 600, 0x0b: 600, 0x0c: 240, 0x10: 2 };

function settings(parameters: NonNullable<Asked['parameters']>): Outgoing {
  const said = parameters.flatMap(({ parameter: id, value }) => {
    const wrong = (reason: string): never => refuse('commandIncomplete', { field: 'parameters', parameter: id, reason });
    const lengthId = nameLengths[id];
    if (readOnly.has(id)) return wrong('readOnly');
    if (Object.values(nameLengths).includes(id)) return []; // follows from the name
    if (lengthId !== undefined) return typeof value === 'string' ? [{ id: lengthId, value: value.length }, { id, value }] : wrong('text');
    if (typeof value !== 'number') return wrong('number');
    return value > (most[id] ?? 65_531) ? wrong('tooLarge') : [{ id, value }];
  });
  return said.length === 0 ? refuse('commandIncomplete', { field: 'parameters' }) : { kind: 'parameters', parameters: said };
}

/** A name is only answered together with its length. */
const queried = (ids: readonly number[]): number[] => [...new Set(ids.flatMap((id) => (nameLengths[id] === undefined ? [id] : [nameLengths[id], id])))];

const control = (id: number, data: Uint8Array = new Uint8Array(0)): Outgoing => ({ kind: 'control', control: id, dataHex: Buffer.from(data).toString('hex') });

function fitting(field: string, write: () => Uint8Array): Uint8Array {
  try {
    return write();
  } catch (error) {
    if (error instanceof RangeError) return refuse('commandIncomplete', { field, reason: error.message });
    throw error;
  }
}

/** `dialect`: how the car speaks; an upgrade is written by it. */
export function outgoingOf(asked: Asked, dialect?: Dialect): Outgoing {
  const { kind, parameterIds, parameters, warning, upgrade } = asked;
  const missing = (field: string): never => refuse('commandIncomplete', { field });
  switch (kind) {
    case 'readParameters': return { kind: 'parameterQuery', ids: queried(parameterIds ?? missing('parameterIds')) };
    case 'setParameters': return settings(parameters ?? missing('parameters'));
    case 'warnDriver': return control(0x06, fitting('warning', () => writeWarning(warning ?? missing('warning'))));
    case 'remoteUpgrade': {
      const said = upgrade ?? missing('upgrade');
      return control(0x01, fitting('upgrade', () => writeUpgrade(said, dialect)));
    }
    default: return control(needsOf[kind].control ?? missing('kind'));
  }
}
