// Places are kept in WGS-84. Maps of China are drawn in GCJ-02: a place is shifted once, on its way to the screen, and a place that was
// shifted is no longer a plain one, so that it is never shifted twice nor written back; a place pointed at on a map is brought back first.
export type Wgs84 = { lon: number; lat: number };
export type Gcj02 = { lon: number; lat: number; datum: 'gcj02' };

const [axis, ee] = [6_378_245, 0.006_693_421_622_965_943];
function wobble(x: number, y: number, c: readonly [number, number, number, number, number]): number {
  const pi = Math.PI;
  return c[0] + c[1] * x + c[2] * y + c[3] * x * y + c[4] * Math.sqrt(Math.abs(x)) + ((20 * Math.sin(6 * x * pi) + 20 * Math.sin(2 * x * pi)) * 2) / 3;
}

/** The place as a Chinese map draws it. */
export function shifted(place: Wgs84): Gcj02 {
  if ('datum' in place) throw new Error('this place is shifted already');
  const [x, y, pi] = [place.lon - 105, place.lat - 35, Math.PI];
  const north = wobble(x, y, [-100 + 0.2 * y * y, 2, 3, 0.1, 0.2]) + ((20 * Math.sin(y * pi) + 40 * Math.sin((y / 3) * pi)) * 2) / 3 + ((160 * Math.sin((y / 12) * pi) + 320 * Math.sin((y * pi) / 30)) * 2) / 3;
  const east = wobble(x, y, [300 + 0.1 * x * x, 1, 2, 0.1, 0.1]) + ((20 * Math.sin(x * pi) + 40 * Math.sin((x / 3) * pi)) * 2) / 3 + ((150 * Math.sin((x / 12) * pi) + 300 * Math.sin((x / 30) * pi)) * 2) / 3;
  const rad = (place.lat / 180) * pi;
  const magic = 1 - ee * Math.sin(rad) ** 2;
  const lat = place.lat + (north * 180) / (((axis * (1 - ee)) / (magic * Math.sqrt(magic))) * pi);
  const lon = place.lon + (east * 180) / ((axis / Math.sqrt(magic)) * Math.cos(rad) * pi);
  return { lon, lat, datum: 'gcj02' };
}

/** A place on a map of this datum. */
export const onMap = (place: Wgs84, datum: 'wgs84' | 'gcj02'): Wgs84 | Gcj02 => (datum === 'gcj02' ? shifted(place) : place);

/** Opens the phone's own map at a place. Apple's phones know no `geo:`; their map of China is drawn in GCJ-02. */
export function navigationTo(place: Wgs84, phone = navigator.userAgent): string {
  if (!/iPhone|iPad|iPod/.test(phone)) return `geo:${place.lat},${place.lon}?q=${place.lat},${place.lon}`;
  const drawn = shifted({ lon: place.lon, lat: place.lat });
  return `maps://?daddr=${drawn.lat.toFixed(6)},${drawn.lon.toFixed(6)}`;
}

/** Web Mercator, the whole world being 1 wide. */
export function mercator(place: Wgs84): { x: number; y: number } {
  const sin = Math.sin((place.lat * Math.PI) / 180);
  return { x: place.lon / 360 + 0.5, y: 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI) };
}

/** The place as it is kept, of a point on a map of this datum. The shift is smooth, so that taking it off again and again comes to rest. */
export function placeAt({ x, y }: { x: number; y: number }, datum: 'wgs84' | 'gcj02'): Wgs84 {
  const seen: Wgs84 = { lon: (x - 0.5) * 360, lat: (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI };
  if (datum === 'wgs84') return seen;
  let place = seen;
  for (let turn = 0; turn < 6; turn += 1) {
    const drawn = shifted(place);
    place = { lon: place.lon + seen.lon - drawn.lon, lat: place.lat + seen.lat - drawn.lat };
  }
  return place;
}
