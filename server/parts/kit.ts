// Kits: numbers that are sold and fitted as one and lie on the shelf as their pieces. Pure. T1 a kit is on no shelf: what is kept,
// ordered or taken of it is its pieces, also through kits in kits; T2 a kit never holds itself, however deep; T3 of a kit there are
// as many as its scarcest piece allows.
export type Pieces = readonly { code: string; quantity: number }[];
export type Kits = ReadonlyMap<string, Pieces>;

/** What a list means on the shelf, each number once; a list of differences stays one. (T1) */
export function piecesOf(kits: Kits, list: Pieces): { code: string; quantity: number }[] {
  const found = new Map<string, number>();
  const add = (one: { code: string; quantity: number }, inside: readonly string[]): void => {
    const pieces = inside.includes(one.code) ? undefined : kits.get(one.code);
    if (pieces === undefined) found.set(one.code, (found.get(one.code) ?? 0) + one.quantity);
    else for (const piece of pieces) add({ code: piece.code, quantity: piece.quantity * one.quantity }, [...inside, one.code]);
  };
  for (const one of list) add(one, []);
  return [...found].map(([code, quantity]) => ({ code, quantity }));
}

/** (T2) */
export function holdsItself(kits: Kits, code: string, pieces: Pieces, inside: readonly string[] = []): boolean {
  return pieces.some((piece) => piece.code === code || (!inside.includes(piece.code) && holdsItself(kits, code, kits.get(piece.code) ?? [], [...inside, piece.code])));
}

/** (T3) */
export const kitsIn = (pieces: Pieces, there: (code: string) => number): number => (pieces.length === 0 ? 0 : Math.max(0, Math.min(...pieces.map((one) => Math.floor(there(one.code) / one.quantity)))));
