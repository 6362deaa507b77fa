// Outlines on the map: whether a place lies inside, the box around one, a ring around a city. Pure.
// G1 an outline is closed by itself, in either direction; G2 one that crosses itself, or is larger than a province, is none.
export type Point = readonly [lon: number, lat: number];
export type Outline = readonly Point[];

/** Even-odd: a ray to the east crosses the outline an odd number of times. */
export function isInside([lon, lat]: Point, outline: Outline): boolean {
  let inside = false;
  outline.forEach(([aLon, aLat], index) => {
    const [bLon, bLat] = outline[(index + outline.length - 1) % outline.length] as Point;
    if (aLat > lat !== bLat > lat && lon < ((bLon - aLon) * (lat - aLat)) / (bLat - aLat) + aLon) inside = !inside;
  });
  return inside;
}

export function boxOf(outline: Outline): { west: number; south: number; east: number; north: number } {
  const lons = outline.map(([lon]) => lon);
  const lats = outline.map(([, lat]) => lat);
  return { west: Math.min(...lons), south: Math.min(...lats), east: Math.max(...lons), north: Math.max(...lats) };
}

const kmPerDegree = 111.32;

/** A ring of 36 points around a place. */
export const ringAround = ([lon, lat]: Point, radiusKm: number): Outline =>
  Array.from({ length: 36 }, (_, index): Point => {
    const turn = (index * Math.PI) / 18;
    return [lon + (radiusKm * Math.cos(turn)) / (kmPerDegree * Math.cos((lat * Math.PI) / 180)), lat + (radiusKm * Math.sin(turn)) / kmPerDegree];
  }).map(([a, b]): Point => [Math.round(a * 1e4) / 1e4, Math.round(b * 1e4) / 1e4]);

const crossing = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point, [dx, dy]: Point): boolean => {
  const side = (px: number, py: number, qx: number, qy: number, rx: number, ry: number): number => Math.sign((qx - px) * (ry - py) - (qy - py) * (rx - px));
  return side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0 && side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0;
};

/** (G2) */
export function isOutline(outline: Outline): boolean {
  if (outline.length < 3 || outline.some(([lon, lat]) => Math.abs(lon) > 180 || Math.abs(lat) > 85)) return false;
  const { west, south, east, north } = boxOf(outline);
  if (east - west > 12 || north - south > 12 || east - west === 0 || north - south === 0) return false;
  const sides = outline.map((point, index): [Point, Point] => [point, outline[(index + 1) % outline.length] as Point]);
  return !sides.some(([a, b], i) => sides.some(([c, d], j) => j > i && crossing(a, b, c, d)));
}
