// Makes an input that a contract accepts, with known ids where its fields name records: for tests that walk every
// operation without knowing it.
type Schema = {
  type?: string; enum?: unknown[]; const?: unknown; anyOf?: Schema[]; properties?: Record<string, Schema>; required?: string[]; items?: Schema;
  minItems?: number; minLength?: number; maxLength?: number; minimum?: number; exclusiveMinimum?: number; format?: string; pattern?: string;
};

const texts = ['x', 'a1', 'xxxx', '2026-11-24', '2026-11', '08:00', '13800000000', '12345678', '123456', 'LTEST4E11TA000001', 'abcdef0123456789', 'M0 0L1 1', '0', 'AA', '91310000MA1K00000X', '+1', 'x@y.cn'];

function text(schema: Schema): string {
  if (schema.format === 'date-time') return '2026-11-24T02:00:00.000Z';
  const pattern = schema.pattern === undefined ? undefined : new RegExp(schema.pattern);
  const fitting = [...texts, ...texts.map((one) => one.repeat(20).slice(0, schema.minLength ?? 1))]
    .find((one) => one.length >= (schema.minLength ?? 0) && one.length <= (schema.maxLength ?? Number.POSITIVE_INFINITY) && (pattern === undefined || pattern.test(one)));
  if (fitting === undefined) throw new Error(`no sample text fits ${JSON.stringify(schema)}`);
  return fitting;
}

/** A value of the schema; `known` answers the value of a field by its name. */
export function sample(schema: Schema, known: (field: string) => unknown, field = ''): unknown {
  const given = field === '' ? undefined : known(field);
  if (given !== undefined && schema.type !== 'array' && (schema.type !== 'object' || typeof given === 'object')) return given;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf !== undefined) return sample(schema.anyOf[0] as Schema, known, field);
  switch (schema.type) {
    case 'object': return Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name) || known(name) !== undefined)
      .map(([name, inner]) => [name, sample(inner, known, name)]));
    case 'array': {
      if (given !== undefined) return Array.isArray(given) ? given : [given];
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}, known, field.replace(/s$/, '')));
    }
    case 'integer': return Math.max(1, schema.minimum ?? 1);
    case 'number': return Math.max(1, schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1);
    case 'boolean': return true;
    case 'null': return null;
    case 'string': return text(schema);
    default: return {};
  }
}
