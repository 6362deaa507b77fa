// What can happen to a part on a shelf, and what it does to the three shelves of a place: good ones, those set aside, and old
// parts that go back. Pure. M1 the table is total; M2 what a kind takes from a shelf was there; M3 what is kept for others is
// not taken, except by those it is kept for.
export const movementKinds = ['opening', 'receive', 'pick', 'return', 'transferOut', 'transferIn', 'count', 'quarantine', 'release', 'scrap', 'supplierReturn', 'coreIn', 'coreOut'] as const;
export type MovementKind = (typeof movementKinds)[number];
export const shelves = ['good', 'quarantine', 'core'] as const;
export type Shelf = (typeof shelves)[number];
export type Balance = { onHand: number; quarantined: number; cores: number };

/** What one unit of a kind adds to each shelf; a count goes either way and is written by its difference. (M1) */
export const effects: Record<MovementKind, Partial<Record<Shelf, 1 | -1>>> = {
  opening: { good: 1 }, receive: { good: 1 }, pick: { good: -1 }, return: { good: 1 }, transferOut: { good: -1 }, transferIn: { good: 1 }, count: { good: 1 },
  quarantine: { good: -1, quarantine: 1 }, release: { good: 1, quarantine: -1 }, scrap: { quarantine: -1 }, supplierReturn: { quarantine: -1 }, coreIn: { core: 1 }, coreOut: { core: -1 },
};
/** What a person at the shelf may say happened; the rest comes from receipts, transfers and counts. */
export const shelfDeeds = ['pick', 'return', 'quarantine', 'release', 'scrap', 'supplierReturn', 'coreIn', 'coreOut'] as const;
export type ShelfDeed = (typeof shelfDeeds)[number];

const balanceOf: Record<Shelf, keyof Balance> = { good: 'onHand', quarantine: 'quarantined', core: 'cores' };

/** The rows of a movement: one per shelf it touches. */
export const rowsOf = (kind: MovementKind, quantity: number): { shelf: Shelf; quantity: number }[] =>
  shelves.flatMap((shelf) => (effects[kind][shelf] === undefined ? [] : [{ shelf, quantity: quantity * (effects[kind][shelf] as number) }]));

/** How many of a kind can be taken: what lies there, less what is kept for others when it leaves the good shelf. (M2, M3) */
export function mostOf(kind: MovementKind, balance: Balance, keptForOthers: number): number {
  const taken = rowsOf(kind, 1).find((row) => row.quantity < 0);
  if (taken === undefined) return Number.POSITIVE_INFINITY;
  const there = balance[balanceOf[taken.shelf]];
  return taken.shelf === 'good' ? Math.max(0, there - keptForOthers) : there;
}
