// The base map around an outlet: the house's own lines, and an approved tile source only where the operator set one. K1 no line is a
// border; K2 no page asks a foreign host unless the operator says so.
import { findOutlet } from '#network';
import { refuse } from '#platform/refusals';
import type { Input } from '#platform/contract';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { mapLinesIn, writeMapLines } from './plan-store.ts';

export type TileSource = { source: 'amap' | 'tianditu'; url: string; datum: 'wgs84' | 'gcj02'; credit: string };
/** AMap's tiles are drawn in GCJ-02, Tianditu's in CGCS2000, which is WGS-84 to the eye. */
const datums = { amap: 'gcj02', tianditu: 'wgs84' } as const;
const credits = { amap: '© 高德地图 AMap', tianditu: '© 天地图 Tianditu' } as const;

/** DISPATCH_TILES is `amap` or `tianditu`, DISPATCH_TILES_URL the address with {x}, {y}, {z}; nothing when they are not set. (K2) */
export function tilesFrom(env: Record<string, string | undefined>): TileSource | null {
  const source = env['DISPATCH_TILES']?.trim() ?? '';
  if (source === '') return null;
  if (source !== 'amap' && source !== 'tianditu') throw new Error('DISPATCH_TILES is amap or tianditu: other maps of the country are not approved');
  const url = env['DISPATCH_TILES_URL']?.trim() ?? '';
  if (!/^https:\/\/.*\{z\}/.test(url) || !url.includes('{x}') || !url.includes('{y}')) throw new Error('DISPATCH_TILES_URL must be an https address with {x}, {y} and {z}');
  return { source, url, datum: datums[source], credit: credits[source] };
}

const aroundDeg = 0.45;

export async function showMap(tx: Tx, input: Input<typeof api.showMap>) {
  const { lon, lat } = await findOutlet(tx, input.outletId);
  return { lines: await mapLinesIn(tx, { lonFrom: lon - aroundDeg, lonUntil: lon + aroundDeg, latFrom: lat - aroundDeg, latUntil: lat + aroundDeg }), tiles: tilesFrom(process.env) };
}

export async function saveMapLines(tx: Tx, input: Input<typeof api.saveMapLines>) {
  if (tx.actor.kind !== 'staff' || !tx.actor.grants.some((grant) => grant.role === 'administrator' && grant.brandId === null)) refuse('notAllowed'); // the map is the whole house's
  await writeMapLines(tx, input.lines);
  tx.record({ action: 'dispatch.saveMapLines', subject: 'map', subjectId: 'base', after: { lines: input.lines.length } });
  return { ok: true as const };
}
