// The map: our own lines and names, vehicles where they are, jobs in the order they are driven. An approved tile source lies below
// only where the operator set one; what is drawn is shifted for it once, here.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Slow } from '#kit/states.tsx';
import { clockTime } from '#kit/figures.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { mercator, onMap, placeAt, type Wgs84 } from '#client/map-place';
import { words } from './words.ts';

export type Day = Out<'showDispatch'>;
export type Job = Day['jobs'][number];
const palette = ['#2f6fd0', '#c2591d', '#2a8f5b', '#8b46b8', '#b83a6b', '#7a7a12', '#1c8a99', '#8c5a3c'];
/** A colour per vehicle, the same on map and lines. */
export const tintOf = (day: Day, vanId: string | null): string => {
  const index = day.vans.findIndex((van) => van.id === vanId);
  return index < 0 ? '#6b7780' : (palette[index % palette.length] as string);
};

type Box = { x: number; y: number; size: number };
const width = 560;
const height = 440;

function boxOf(day: Day, zoom: number, datum: 'wgs84' | 'gcj02', centre: Wgs84): Box {
  const places = [day.place, ...day.jobs.map((job) => job.place), ...day.vans.flatMap((van) => van.position ?? [])].map((place) => mercator(onMap({ lon: place.lon, lat: place.lat }, datum)));
  const [xs, ys] = [places.map((place) => place.x), places.map((place) => place.y)];
  const size = Math.max(0.000_3, (Math.max(...xs) - Math.min(...xs)) * 1.25, (Math.max(...ys) - Math.min(...ys)) * 1.25 * (width / height));
  const middle = zoom > 1 ? mercator(onMap({ lon: centre.lon, lat: centre.lat }, datum)) : { x: (Math.max(...xs) + Math.min(...xs)) / 2, y: (Math.max(...ys) + Math.min(...ys)) / 2 };
  return { x: middle.x, y: middle.y, size: size / zoom };
}

function Tiles({ box, url }: { box: Box; url: string }) {
  const z = Math.max(3, Math.min(18, Math.round(Math.log2(width / 256 / box.size))));
  const count = 2 ** z;
  const scale = width / box.size;
  const [left, top] = [box.x - box.size / 2, box.y - (box.size * height) / width / 2];
  const [fromX, toX, fromY, toY] = [left * count, (left + box.size) * count, top * count, (top + (box.size * height) / width) * count].map(Math.floor) as [number, number, number, number];
  const tiles: { x: number; y: number }[] = [];
  for (let x = fromX; x <= toX; x += 1) for (let y = fromY; y <= toY; y += 1) tiles.push({ x, y });
  return <>{tiles.slice(0, 40).map(({ x, y }) => <image key={`${x} ${y}`} href={url.replace('{x}', String(x)).replace('{y}', String(y)).replace('{z}', String(z))} x={(x / count - left) * scale} y={(y / count - top) * scale} width={scale / count + 0.5} height={scale / count + 0.5} />)}</>;
}

type At = (place: Wgs84) => { x: number; y: number };
function Lines({ lines, at, bare }: { lines: Out<'showMap'>['lines']; at: At; bare: boolean }) {
  const { language } = useLanguage();
  return (
    <>{lines.map((line) => {
      const points = line.points.map(([lon = 0, lat = 0]) => at({ lon, lat }));
      const middle = points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
      const name = language === 'zh' ? line.name : line.nameEn;
      if (line.kind === 'place') return <text key={line.id} className="place" x={middle.x} y={middle.y} textAnchor="middle">{name}</text>;
      if (bare) return null;
      return <g key={line.id}><polyline className={line.kind} fill="none" points={points.map((point) => `${point.x},${point.y}`).join(' ')} strokeLinejoin="round" />{line.kind === 'street' ? null : <text className="street-name" x={middle.x + 4} y={middle.y - 4}>{name}</text>}</g>;
    })}</>
  );
}

/** Older than this, a vehicle is drawn hollow with the time at which it was there. */
const freshMs = 15 * 60_000;

function Routes({ day, at, chosen, choose }: { day: Day; at: At; chosen: string | null; choose(id: string): void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  return (
    <>
      {day.vans.map((van) => {
        const stops = day.jobs.filter((job) => job.vanId === van.id && job.endedAt === null && job.plannedFrom !== null).sort((a, b) => Date.parse(a.plannedFrom as string) - Date.parse(b.plannedFrom as string));
        const way = [van.position ?? van.home, ...stops.flatMap((job) => (job.toPlace === null ? [job.place] : [job.place, job.toPlace])), van.home].map((place) => at({ lon: place.lon, lat: place.lat }));
        return stops.length === 0 ? null : <polyline key={van.id} fill="none" stroke={tintOf(day, van.id)} strokeWidth={2.2} strokeDasharray="6 4" opacity={0.75} points={way.map((point) => `${point.x},${point.y}`).join(' ')} />;
      })}
      {day.closures.map((closed) => <circle key={closed.id} cx={at(closed).x} cy={at(closed).y} r={14} fill="#c33" opacity={0.25} stroke="#c33"><title>{closed.words}</title></circle>)}
      {day.jobs.map((job) => {
        const point = at({ lon: job.place.lon, lat: job.place.lat });
        return (
          <g key={job.id} role="button" tabIndex={0} aria-label={`${job.number} ${w.kind[job.kind]} ${job.place.address}`} onClick={() => choose(job.id)} onKeyDown={(event) => (event.key === 'Enter' ? choose(job.id) : undefined)} style={{ cursor: 'pointer' }}>
            <circle cx={point.x} cy={point.y} r={chosen === job.id ? 11 : 8} fill={job.endedAt === null ? tintOf(day, job.vanId) : '#fff'} stroke={job.urgent ? '#c33' : tintOf(day, job.vanId)} strokeWidth={chosen === job.id ? 4 : 2} />
            {job.lateMin > 0 ? <circle cx={point.x + 8} cy={point.y - 8} r={4} fill="#c33" /> : null}<title>{`${job.number} · ${job.ownerName} · ${job.place.address}`}</title>
          </g>
        );
      })}
      {day.vans.filter((van) => van.position !== null).map((van) => {
        const point = at({ lon: van.position?.lon ?? 0, lat: van.position?.lat ?? 0 });
        const old = Date.parse(day.nowAt) - Date.parse(van.position?.at ?? '') > freshMs;
        const name = old ? `${van.name} ${clockTime(van.position?.at ?? '', language)}` : van.name;
        return <g key={van.id} className="van" data-old={old}><rect x={point.x - 9} y={point.y - 6} width={18} height={12} rx={3} fill={old ? 'none' : tintOf(day, van.id)} stroke={old ? tintOf(day, van.id) : '#fff'} strokeWidth={1.5} strokeDasharray={old ? '3 2' : undefined} /><text x={point.x} y={point.y - 9} textAnchor="middle" fontSize={11} fontWeight={600} fill="currentColor" opacity={old ? 0.65 : 1}>{name}</text><title>{`${name} ${van.staffName}`}</title></g>;
      })}
    </>
  );
}

/** Where the pointer is on the map, as it is kept: WGS-84, whatever lies below. */
function pointed(event: React.PointerEvent<SVGSVGElement>, box: Box, datum: 'wgs84' | 'gcj02'): Wgs84 {
  const seen = event.currentTarget.getBoundingClientRect();
  const high = (box.size * height) / width;
  const place = placeAt({ x: box.x + ((event.clientX - seen.left) / seen.width - 0.5) * box.size, y: box.y + ((event.clientY - seen.top) / seen.height - 0.5) * high }, datum);
  return { lon: Math.round(place.lon * 1e5) / 1e5, lat: Math.round(place.lat * 1e5) / 1e5 };
}

export type Pick = { place: Wgs84 | undefined; set(place: Wgs84): void };

export function RoadMap({ day, outletId, chosen, choose, pick }: { day: Day; outletId: string; chosen: string | null; choose(id: string): void; /** A place is pointed at; the field beside it is for the keyboard. */ pick?: Pick }) {
  const w = useWords(words);
  const base = useAsk('showMap', { outletId });
  const [zoom, setZoom] = useState(1);
  if (base.data === undefined) return <Slow lines={6} />;
  const { tiles, lines } = base.data;
  const datum = tiles?.datum ?? 'wgs84';
  const job = day.jobs.find((one) => one.id === chosen);
  const box = boxOf(day, zoom, datum, job?.place ?? day.place);
  const scale = width / box.size;
  const at: At = (place) => {
    const point = mercator(onMap({ lon: place.lon, lat: place.lat }, datum));
    return { x: (point.x - box.x) * scale + width / 2, y: (point.y - box.y) * scale + height / 2 };
  };
  const outlet = at(day.place);
  return (
    <div className="d-map">
      <svg viewBox={`0 0 ${width} ${height}`} role="group" aria-label={w.map} onPointerUp={(event) => pick?.set(pointed(event, box, datum))} style={pick === undefined ? undefined : { cursor: 'crosshair' }}>
        {tiles === null ? null : <Tiles box={box} url={tiles.url} />}
        <Lines lines={lines} at={at} bare={tiles !== null} />
        <rect x={outlet.x - 7} y={outlet.y - 7} width={14} height={14} fill="currentColor" transform={`rotate(45 ${outlet.x} ${outlet.y})`}><title>{day.outletName}</title></rect>
        <Routes day={day} at={at} chosen={chosen} choose={choose} />
        {pick?.place === undefined ? null : <circle className="picked" cx={at(pick.place).x} cy={at(pick.place).y} r={9} fill="none" stroke="#c33" strokeWidth={3} />}
      </svg>
      <div className="tools"><Button small aria-label={w.zoomIn} onClick={() => setZoom(Math.min(16, zoom * 2))}>+</Button><Button small aria-label={w.zoomOut} onClick={() => setZoom(Math.max(1, zoom / 2))}>−</Button></div>
      <span className="credit">{tiles?.credit ?? w.ownMap}</span>
    </div>
  );
}
