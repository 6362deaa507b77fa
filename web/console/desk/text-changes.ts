// What changed between two texts, line by line; in a line that was changed, the part that differs. And the head of an article.
export type Part = { text: string; marked: boolean };
export type Line = { kind: 'same' | 'gone' | 'new'; parts: Part[] };
const plain = (kind: Line['kind'], text: string): Line => ({ kind, parts: [{ text, marked: false }] });

/** The part in which two lines differ, when they begin or end alike. */
function marked(before: string, after: string): [Part[], Part[]] {
  const [a, b] = [[...before], [...after]];
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from++;
  let till = 0;
  while (till < a.length - from && till < b.length - from && a[a.length - 1 - till] === b[b.length - 1 - till]) till++;
  const parts = (all: string[]): Part[] => [{ text: all.slice(0, from).join(''), marked: false }, { text: all.slice(from, all.length - till).join(''), marked: from + till > 0 }, { text: all.slice(all.length - till).join(''), marked: false }].filter((part) => part.text !== '');
  return [parts(a), parts(b)];
}

/** A run of lines that went and a run of lines that came, laid beside each other in their order. */
function turned(gone: readonly string[], came: readonly string[]): Line[] {
  const pairs = gone.map((text, index) => (came[index] === undefined ? undefined : marked(text, came[index])));
  return [...gone.map((text, index): Line => (pairs[index] === undefined ? plain('gone', text) : { kind: 'gone', parts: pairs[index][0] })), ...came.map((text, index): Line => (pairs[index] === undefined ? plain('new', text) : { kind: 'new', parts: pairs[index][1] }))];
}

export function compare(before: string, after: string): Line[] {
  const [a, b] = [before.trimEnd().split('\n'), after.trimEnd().split('\n')];
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) longest[i * width + j] = a[i] === b[j] ? (longest[(i + 1) * width + j + 1] as number) + 1 : Math.max(longest[(i + 1) * width + j] as number, longest[i * width + j + 1] as number);
  const lines: Line[] = [];
  let [gone, came]: [string[], string[]] = [[], []];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(...turned(gone, came), plain('same', a[i] as string));
      [gone, came, i, j] = [[], [], i + 1, j + 1];
    } else if (j >= b.length || (i < a.length && (longest[(i + 1) * width + j] as number) >= (longest[i * width + j + 1] as number))) gone.push(a[i++] as string);
    else came.push(b[j++] as string);
  }
  return [...lines, ...turned(gone, came)];
}

/** What stands in the head of an article under a name; '' where nothing does. */
export function headOf(markdown: string, name: string): string {
  const value = new RegExp(`^${name}[ \\t]*:[ \\t]*(.*)$`, 'm').exec(markdown.split(/\n---/)[0] ?? '')?.[1]?.trim() ?? '';
  return value === '-' ? '' : value;
}
/** The article with another value under this name. */
export function withHead(markdown: string, name: string, value: string): string {
  const lines = markdown.split('\n');
  const end = lines.findIndex((line, index) => index > 0 && line.trim() === '---');
  if (lines[0]?.trim() !== '---' || end < 0) return markdown;
  const at = lines.findIndex((line, index) => index < end && line.startsWith(`${name}:`));
  const line = `${name}: ${value === '' ? '-' : value}`;
  return (at < 0 ? [...lines.slice(0, end), line, ...lines.slice(end)] : lines.map((known, index) => (index === at ? line : known))).join('\n');
}
