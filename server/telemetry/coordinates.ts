// Places told in GCJ-02, the shifted coordinates of Chinese maps, as WGS-84. The shift is undone by trying: what, shifted,
// lands where we were told. Good to a few centimetres; outside China nothing is shifted.
const axisM = 6378245;
const eccentricitySquared = 0.006693421622965943;

const wave = (x: number, period: number): number => Math.sin((x * Math.PI) / period);

/** Whether the shift applies: the rectangle it is published for. */
const isShifted = (lon: number, lat: number): boolean => lon > 72.004 && lon < 137.8347 && lat > 0.8293 && lat < 55.8271;

/** How far GCJ-02 lies from a WGS-84 place, in degrees. */
function shiftAt(lon: number, lat: number): { lon: number; lat: number } {
  const [x, y] = [lon - 105, lat - 35];
  const both = ((20 * wave(x, 1 / 6) + 20 * wave(x, 0.5)) * 2) / 3;
  const northM = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + both
    + ((20 * wave(y, 1) + 40 * wave(y, 3)) * 2) / 3 + ((160 * wave(y, 12) + 320 * wave(y, 30)) * 2) / 3;
  const eastM = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + both
    + ((20 * wave(x, 1) + 40 * wave(x, 3)) * 2) / 3 + ((150 * wave(x, 12) + 300 * wave(x, 30)) * 2) / 3;
  const radians = (lat * Math.PI) / 180;
  const flat = 1 - eccentricitySquared * Math.sin(radians) ** 2;
  return {
    lon: (eastM * 180) / ((axisM / Math.sqrt(flat)) * Math.cos(radians) * Math.PI),
    lat: (northM * 180) / (((axisM * (1 - eccentricitySquared)) / (flat * Math.sqrt(flat))) * Math.PI),
  };
}

/** The GCJ-02 of a WGS-84 place. */
export function gcj02Of(place: { lon: number; lat: number }): { lon: number; lat: number } {
  if (!isShifted(place.lon, place.lat)) return place;
  const shift = shiftAt(place.lon, place.lat);
  return { lon: place.lon + shift.lon, lat: place.lat + shift.lat };
}

/** The WGS-84 of a GCJ-02 place, to six decimals. */
export function wgs84Of(place: { lon: number; lat: number }): { lon: number; lat: number } {
  if (!isShifted(place.lon, place.lat)) return place;
  let [lon, lat] = [place.lon, place.lat];
  for (let round = 0; round < 4; round++) {
    const shift = shiftAt(lon, lat);
    [lon, lat] = [place.lon - shift.lon, place.lat - shift.lat];
  }
  return { lon: Math.round(lon * 1e6) / 1e6, lat: Math.round(lat * 1e6) / 1e6 };
}
