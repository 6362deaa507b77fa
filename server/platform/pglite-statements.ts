// Statements on PGlite stay prepared: each text is parsed once, then every use is one message (bind, execute, sync)
// instead of six that parse and plan anew. The same rows and the same errors as PGlite's own `query`. P1 preparing a statement
// and running it is one turn at the engine: beyond `mostPrepared` texts all share the statement without a name.
import { messages, protocol, type PGlite } from '@electric-sql/pglite';

type Answer = { fields: readonly { name: string; dataTypeID: number }[]; rows: unknown[][] };
type Prepared = { name: string; takes: readonly number[]; fields: Answer['fields'] };
const { serialize } = protocol;

/** Answers a function that runs one statement; whoever calls it holds the transaction. */
export function preparedOn(pglite: PGlite, mostPrepared = 20_000): (text: string, values: readonly unknown[]) => Promise<Answer> {
  const known = new Map<string, Prepared>();
  let named = 0; // a name is given once: preparing may fail
  const send = (...parts: Uint8Array[]) => pglite.execProtocolStream(Buffer.concat(parts), { syncToFs: false });

  async function prepare(text: string): Promise<Prepared> {
    const name = named < mostPrepared ? `s${named++}` : '';
    const said = await send(serialize.parse({ name, text }), serialize.describe({ type: 'S', name }), serialize.sync());
    const takes = said.find((one) => one instanceof messages.ParameterDescriptionMessage)?.dataTypeIDs ?? [];
    const fields = said.find((one) => one instanceof messages.RowDescriptionMessage)?.fields ?? [];
    const made = { name, takes, fields };
    if (name !== '') known.set(text, made);
    return made;
  }

  const asText = (value: unknown, type: number | undefined): string | null => {
    if (value === null || value === undefined) return null;
    const serializer = type === undefined ? undefined : pglite.serializers[type];
    return serializer === undefined ? String(value) : serializer(value);
  };
  const asValue = (text: string | null, type: number): unknown => (text === null ? null : (pglite.parsers[type]?.(text, type) ?? text));

  return (text, values) => pglite.runExclusive(async () => { // P1
    const statement = known.get(text) ?? (await prepare(text));
    const bind = serialize.bind({ statement: statement.name, values: values.map((value, index) => asText(value, statement.takes[index])) });
    const said = await send(bind, serialize.execute({}), serialize.sync());
    const rows: unknown[][] = [];
    for (const one of said) if (one instanceof messages.DataRowMessage) rows.push(one.fields.map((field, index) => asValue(field, statement.fields[index]?.dataTypeID ?? 25)));
    return { fields: statement.fields, rows };
  });
}
