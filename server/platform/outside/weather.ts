// Weather warnings from outside: the port that an adapter of a weather service fills. Without one, staff enter them.
import '../tx.ts';

export type WeatherWarning = {
  /** The warning's own name at its source; the same again is the same warning, changed or not. */
  key: string; kind: 'heat' | 'frost' | 'flood' | 'rainstorm'; level: 1 | 2 | 3 | 4; name: string; nameEn: string;
  /** [lon, lat] in WGS-84. */
  outline: readonly (readonly [number, number])[]; fromAt: Date; toAt: Date; cancelled: boolean;
};
export type WeatherSource = {
  name: string;
  /** All warnings that are in force or were changed lately; throws when the source cannot be asked. */
  warnings(): Promise<readonly WeatherWarning[]>;
};

declare module '../tx.ts' {
  interface Outside {
    weather?: WeatherSource;
  }
}
