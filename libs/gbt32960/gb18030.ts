// Chinese text as the standard sends it (GB 18030, §1). Reading is what every runtime brings along (TextDecoder); writing
// turns that table round, once, when the first text is written. What has no place in it is written as "?".
let decoder: TextDecoder | undefined;
let table: Map<string, number> | undefined;

/** Text of bytes; bytes that are none come out as the replacement character. */
export function readGb18030(bytes: Uint8Array): string {
  decoder ??= new TextDecoder('gb18030');
  return decoder.decode(bytes);
}

/** Every character of two bytes, and of four bytes below the supplementary planes, with its bytes as one number. */
function buildTable(): Map<string, number> {
  const built = new Map<string, number>();
  const learn = (bytes: Uint8Array, number: number): void => {
    const text = readGb18030(bytes);
    if ([...text].length === 1 && text !== '\ufffd' && !built.has(text)) built.set(text, number);
  };
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) if (second !== 0x7f) learn(Uint8Array.of(first, second), (first << 8) | second);
  }
  for (let a = 0x81; a <= 0x84; a++) {
    for (let rest = 0; rest < 12600; rest++) {
      const [b, c, d] = [0x30 + Math.floor(rest / 1260), 0x81 + (Math.floor(rest / 10) % 126), 0x30 + (rest % 10)];
      learn(Uint8Array.of(a, b, c, d), ((a << 24) | (b << 16) | (c << 8) | d) >>> 0);
    }
  }
  built.set('\ufffd', 0x8431a437); // left out above: it is also what bytes that are none come out as
  return built;
}

/** The supplementary planes follow each other without a gap from 0x90308130 on. */
function supplementary(point: number): number[] {
  const place = point - 0x10000;
  return [0x90 + Math.floor(place / 12600), 0x30 + (Math.floor(place / 1260) % 10), 0x81 + (Math.floor(place / 10) % 126), 0x30 + (place % 10)];
}

export function writeGb18030(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const letter of text) {
    const point = letter.codePointAt(0)!;
    if (point < 0x80) bytes.push(point);
    else if (point >= 0x10000) bytes.push(...supplementary(point));
    else {
      const number = (table ??= buildTable()).get(letter) ?? 0x3f;
      if (number > 0xffff) bytes.push(number >>> 24, (number >>> 16) & 0xff);
      if (number > 0xff) bytes.push((number >>> 8) & 0xff);
      bytes.push(number & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}
