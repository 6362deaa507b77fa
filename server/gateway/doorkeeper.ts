// Who may open a connection: caps for the gateway and for each address, and the addresses that are shut out now.
// D1 no address takes the places of all others; D2 an address cannot hold many lines that never say anything;
// D3 what is remembered of an address goes when its last line and its strikes are gone.
import { afterStrike, banRules, strikeReasons, type BanRules } from './bans.ts';

export const doorRules = {
  /** What one process holds with room to spare (20 KB each); more cars take more gateways. */
  connectionsMost: 20_000,
  /** A carrier's NAT puts thousands of cars behind one address; one host cannot take all places. */
  connectionsPerAddress: 5_000,
  /** Lines of an address without one valid frame yet: a reconnecting fleet proves itself within a second. */
  unprovenPerAddress: 500,
  /** New lines of an address per minute: a fleet that lost its carrier comes back within a few minutes. */
  opensPerMinute: 6_000,
};
export type DoorRules = typeof doorRules;
export type TurnedAway = 'banned' | 'tooManyConnections' | 'tooManyFromAddress' | 'tooManyUnproven' | 'tooManyOpens';

type Guest = { open: number; unproven: number; opens: number; strikes: number[] };

export type Doorkeeper = {
  /** Why an address may not come in now; undefined lets it in and counts it. */
  comes(address: string, nowMs: number): TurnedAway | undefined;
  /** The first valid frame of a line. */
  proves(address: string): void;
  /** A line has ended; true when its address is to be shut out for it. */
  goes(address: string, proven: boolean, reason: string, nowMs: number): boolean;
  /** A strike without an ending; true when the address is to be shut out. */
  strikes(address: string, nowMs: number): boolean;
  /** The addresses shut out now, as the database has them. */
  bans(addresses: readonly string[]): void;
  minute(nowMs: number): void;
};

export function createDoorkeeper(rules: DoorRules = doorRules, ruling: BanRules = banRules): Doorkeeper {
  const guests = new Map<string, Guest>();
  let banned: ReadonlySet<string> = new Set();
  let open = 0;
  const guestAt = (address: string): Guest => {
    const guest = guests.get(address) ?? { open: 0, unproven: 0, opens: 0, strikes: [] };
    guests.set(address, guest);
    return guest;
  };
  function strike(address: string, nowMs: number): boolean {
    const guest = guestAt(address);
    const after = afterStrike(guest.strikes, nowMs, guest.open - guest.unproven, ruling);
    guest.strikes = after.ban ? [] : after.strikes;
    return after.ban;
  }
  return {
    comes(address) {
      if (banned.has(address)) return 'banned';
      if (open >= rules.connectionsMost) return 'tooManyConnections';
      const guest = guestAt(address);
      if (guest.open >= rules.connectionsPerAddress) return 'tooManyFromAddress'; // D1
      if (guest.unproven >= rules.unprovenPerAddress) return 'tooManyUnproven'; // D2
      if (guest.opens >= rules.opensPerMinute) return 'tooManyOpens';
      open++;
      guest.open++;
      guest.unproven++;
      guest.opens++;
      return undefined;
    },
    proves: (address) => void guestAt(address).unproven--,
    goes(address, proven, reason, nowMs) {
      open--;
      const guest = guestAt(address);
      guest.open--;
      if (!proven) guest.unproven--;
      return strikeReasons.has(reason) && strike(address, nowMs);
    },
    strikes: strike,
    bans: (addresses) => {
      banned = new Set(addresses);
    },
    minute(nowMs) {
      for (const [address, guest] of guests) {
        guest.opens = 0;
        guest.strikes = guest.strikes.filter((at) => nowMs - at < ruling.withinMs);
        if (guest.open === 0 && guest.strikes.length === 0) guests.delete(address); // D3
      }
    },
  };
}
