// What an edition of the standard has to bring along: how its login, its information bodies and its parameters are cut.
// Everything else (header, times, logout, platform login, answers) is the same in all editions.
import type { Sink, Source } from './cursor.ts';
import type { Dialect } from './dialect.ts';
import type { Draft, Login } from './frame.ts';
import type { Item } from './items.ts';

/** Readers answer `undefined` when the bytes end too early; the source's place is then of no meaning. */
export interface EditionRules {
  readLogin(source: Source): Login | undefined;
  writeLogin(sink: Sink, login: Draft<Login>): void;
  /** Reads the body behind a type id; `null` when the edition gives this id no layout. */
  readItem(typeId: number, source: Source): Item | undefined | null;
  /** Writes type id and body. Throws a RangeError for a value that cannot be sent. */
  writeItem(sink: Sink, item: Draft<Item>, dialect: Dialect): void;
}
