// How one terminal model (or one peer) speaks where the standard is silent, contradicts itself, or is not kept. Every
// setting has the reading that most sources agree on as its default (§14 of the reference); without a dialect that one holds.
import { layoutWith, type Layout, type Scale } from './fields.ts';
import { hydrogenSystem2025, motor2025, stack2025 } from './layouts-2025.ts';
import { careloopProfile, type VendorProfile } from './vendor-profiles.ts';

/** Quantities of the 2025 edition whose scale sources do not agree on (§14, 11). */
export type ScaledField =
  | 'motor.torqueNm' | 'hydrogenSystem.hydrogenMaxTempC' | 'hydrogenSystem.hydrogenMaxVolPct' | 'hydrogenSystem.pressureMaxMpa'
  | 'hydrogenSystem.remainingPct' | 'stack.hydrogenInletKpa' | 'stack.airInletKpa';

/** All settings; each may be left out. */
export interface DialectSettings {
  /** `platform`: the last word of the 2016 vehicle body is reserved (clause 7), not the pedals (Annex B). Default `terminal`. */
  link?: 'terminal' | 'platform';
  /** In which coordinates 2016 positions are told (§14, 16). Default `wgs84`. */
  coordinates?: 'wgs84' | 'gcj02' | 'other';
  /** Other scales than those of the table: value = (raw − zero) / per. */
  scales?: Partial<Record<ScaledField, Scale>>;
  /** How a raw unit voltage of 2025 is read: mV = raw × stepMv + zeroMv. Default 1 and 0. */
  cellScale?: { stepMv: number; zeroMv: number };
  /** Fault codes an alarm item may list before it is noted as odd (§14, 12). Default 253. */
  faultsMost?: number;
  /** Makers' items that come without their length: bytes of the body by type id (§7.15). Default none. */
  bareItems?: Readonly<Record<number, number>>;
  /** Bytes of makers' parameters 0x80 to 0xFE (§8.1). Default none: reading stops there. */
  parameterBytes?: Readonly<Record<number, number>>;
  /** Remote upgrade: where the URL stands, and whether address, port and limit are bytes or text (§14, 13). Default `first`, `binary`. */
  upgrade?: { url?: 'first' | 'late'; numbers?: 'binary' | 'text' };
  /** The first information code of an activation result: 0 means 0 success, 1 chip known, 2 VIN duplicate (§14, 7). Default 0. */
  activationInfoFrom?: 0 | 1;
  /** Whether a signature covers the mark 0xFF in front of it (§14, 2). Default false. */
  signatureCoversMark?: boolean;
  /** What is answered: the time of the request only, or the request with its flag and time changed (§14, 14). Default `short`. */
  answers?: 'short' | 'echo';
  /** What a key exchange is answered with: nothing behind the header, or its own data unit (§14, 8). Default `empty`. */
  keyExchangeAnswer?: 'empty' | 'echo';
  /** Whether the answer to a request for the time carries it (§14, 15). Default true. */
  timeInAnswer?: boolean;
  /** Who may explain makers' items; the first that fits does. Default CareLoop's own. */
  profiles?: readonly VendorProfile[];
}

/** A dialect ready for use: every setting decided, the layouts it bends bent. */
export interface Dialect {
  readonly settings: Required<DialectSettings>;
  readonly motor2025: typeof motor2025;
  readonly hydrogenSystem2025: Layout;
  readonly stack2025: Layout;
}

/** Prepares a dialect once, for all frames of a terminal model. */
export function createDialect(settings: DialectSettings = {}): Dialect {
  const scales = settings.scales ?? {};
  const bent = <L extends Layout>(name: string, how: L): L =>
    layoutWith(how, Object.fromEntries(Object.entries(scales).filter(([field]) => field.startsWith(`${name}.`)).map(([field, scale]) => [field.slice(name.length + 1), scale])));
  return {
    settings: {
      link: 'terminal', coordinates: 'wgs84', cellScale: { stepMv: 1, zeroMv: 0 }, faultsMost: 253, bareItems: {}, parameterBytes: {}, activationInfoFrom: 0,
      signatureCoversMark: false, answers: 'short', keyExchangeAnswer: 'empty', timeInAnswer: true, profiles: [careloopProfile], ...settings, scales,
      upgrade: { url: settings.upgrade?.url ?? 'first', numbers: settings.upgrade?.numbers ?? 'binary' },
    },
    motor2025: bent('motor', motor2025), hydrogenSystem2025: bent('hydrogenSystem', hydrogenSystem2025), stack2025: bent('stack', stack2025),
  };
}

export const standardDialect: Dialect = createDialect();
