// Which reports count. (E1) Reports are of one series, in any order. One reporter counts once in `sameReporterDays`; a text that
// somebody else wrote almost word for word in the last `copiedDays` counts once; of one source (a desk, a shared
// account, an importing partner) no more than `perSource` count in `sourceDays`. An owner's own word has no source.

export type Report = { id: string; /** Day as a whole number, whichever day is 0. */ day: number; reporter: string; source?: string; words?: string };
export type CountRules = { sameReporterDays: number; copiedDays: number; /** Share of common three-letter pieces from which two texts are one. */ copiedFrom: number; sourceDays: number; perSource: number };
export type Counted = { counted: Report[]; left: { report: Report; why: 'sameReporter' | 'copied' | 'flood' }[] };

export const usualCountRules: CountRules = { sameReporterDays: 30, copiedDays: 14, copiedFrom: 0.7, sourceDays: 7, perSource: 2 };

/** Sorts reports into those that count and those that do not, each with its reason. */
export function countReports(reports: readonly Report[], rules: CountRules = usualCountRules): Counted {
  const counted: Report[] = [];
  const left: Counted['left'] = [];
  const lastOf = new Map<string, number>();
  const fromSource = new Map<string, number[]>();
  let texts: { day: number; pieces: Set<string> }[] = [];
  for (const report of [...reports].sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1))) {
    const pieces = piecesOf(report.words ?? '');
    texts = texts.filter((text) => text.day >= report.day - rules.copiedDays);
    const last = lastOf.get(report.reporter);
    const days = (report.source === undefined ? [] : (fromSource.get(report.source) ?? [])).filter((day) => day > report.day - rules.sourceDays);
    const why = last !== undefined && report.day - last < rules.sameReporterDays ? 'sameReporter'
      : pieces.size >= 8 && texts.some((text) => alike(text.pieces, pieces) >= rules.copiedFrom) ? 'copied'
      : days.length >= rules.perSource ? 'flood' : undefined;
    if (pieces.size >= 8) texts.push({ day: report.day, pieces });
    lastOf.set(report.reporter, report.day);
    if (why !== undefined) {
      left.push({ report, why });
      continue;
    }
    if (report.source !== undefined) fromSource.set(report.source, [...days, report.day]);
    counted.push(report);
  }
  return { counted, left };
}

/** The three-letter pieces of a text without its marks, spaces and cases. */
function piecesOf(words: string): Set<string> {
  const letters = [...words.normalize('NFKC').toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')];
  const pieces = new Set<string>();
  for (let at = 0; at + 3 <= letters.length; at++) pieces.add(letters.slice(at, at + 3).join(''));
  return pieces;
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const piece of a) if (b.has(piece)) both++;
  return both / (a.size + b.size - both);
}
