// A state as text and back, exactly: numbers by their shortest decimal that reads back the same, typed arrays as base64
// (little-endian), what JSON cannot say (NaN, infinities) by name. B3: restoring a serialised state changes nothing.

const kinds = { u8: Uint8Array, u16: Uint16Array, i16: Int16Array, f32: Float32Array, f64: Float64Array } as const;
type Kind = keyof typeof kinds;

const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

function swap(bytes: Uint8Array, size: number): Uint8Array {
  if (littleEndian || size === 1) return bytes;
  const out = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) out[i] = bytes[i - (i % size) + size - 1 - (i % size)]!;
  return out;
}

/** Names in alphabetical order, so that equal states are equal texts whatever was added when. */
const sorted = (one: unknown): unknown => (one === null || typeof one !== 'object' || Array.isArray(one) ? one : Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))));

/** The text of plain data with typed arrays. */
export function write(value: unknown): string {
  return JSON.stringify(value, (_name, one: unknown) => {
    if (typeof one === 'number' && !Number.isFinite(one)) return { $n: String(one) };
    if (!ArrayBuffer.isView(one)) return sorted(one);
    const kind = (Object.keys(kinds) as Kind[]).find((name) => one instanceof kinds[name]);
    if (kind === undefined) throw new TypeError('a state holds an array of a kind that is not serialised');
    const bytes = new Uint8Array(one.buffer.slice(one.byteOffset, one.byteOffset + one.byteLength));
    return { [`$${kind}`]: toBase64(swap(bytes, kinds[kind].BYTES_PER_ELEMENT)) };
  });
}

/** Reads what `write` wrote. Throws on other text. */
export function read(text: string): unknown {
  return JSON.parse(text, (_name, one: unknown) => {
    if (one === null || typeof one !== 'object') return one;
    const [name, ...more] = Object.keys(one);
    if (name === undefined || more.length > 0 || !name.startsWith('$')) return one;
    const told = (one as Record<string, string>)[name]!;
    if (name === '$n') return Number(told);
    const List = kinds[name.slice(1) as Kind];
    const bytes = swap(fromBase64(told), List.BYTES_PER_ELEMENT);
    return new List(bytes.buffer as ArrayBuffer);
  });
}
