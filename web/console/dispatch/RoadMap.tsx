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
type View = { zoom: number; x: number; y: number };
const width = 560;
const height = 440;

/** Everything of the day in sight, or what somebody looks closer at. */
function boxOf(day: Day, datum: 'wgs84' | 'gcj02', view: View | null): Box {
  const places = [day.place, ...day.jobs.map((job) => job.place), ...day.vans.flatMap((van) => van.position ?? [])].map((place) => mercator(onMap({ lon: place.lon, lat: place.lat }, datum)));
  const [xs, ys] = [places.map((place) => place.x), places.map((place) => place.y)];
  const size = Math.max(0.000_3, (Math.max(...xs) - Math.min(...xs)) * 1.25, (Math.max(...ys) - Math.min(...ys)) * 1.25 * (width / height));
  return view === null ? { x: (Math.max(...xs) + Math.min(...xs)) / 2, y: (Math.max(...ys) + Math.min(...ys)) / 2, size } : { x: view.x, y: view.y, size: size / view.zoom };
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
type Line = Out<'showMap'>['lines'][number];
type Spot = { x: number; y: number };
const lettersAt = { place: 13, road: 11 };
/** Names that lie over no other: the places first, then the large roads; where two would meet, the later one is left out. */
function namesOf(lines: readonly Line[], language: 'zh' | 'en', at: At, taken: readonly Spot[]): { line: Line; name: string; spot: Spot }[] {
  const boxes = taken.map((spot) => ({ x: spot.x, y: spot.y, wide: 26, high: 22 }));
  const rank = { place: 0, motorway: 1, water: 2, main: 3, street: 4 } as const;
  return [...lines].sort((a, b) => rank[a.kind] - rank[b.kind]).flatMap((line) => {
    const middle = line.points[Math.floor(line.points.length / 2)];
    const name = language === 'zh' ? line.name : line.nameEn;
    if (line.kind === 'street' || middle === undefined) return [];
    const spot = at({ lon: middle[0] ?? 0, lat: middle[1] ?? 0 });
    const letters = line.kind === 'place' ? lettersAt.place : lettersAt.road;
    const box = { x: spot.x, y: spot.y - letters / 3, wide: [...name].length * letters * (language === 'zh' ? 1 : 0.56), high: letters * 1.7 };
    const inside = box.x - box.wide / 2 > 2 && box.x + box.wide / 2 < width - 2 && box.y > 12 && box.y < height - 24;
    if (!inside || boxes.some((other) => Math.abs(other.x - box.x) * 2 < other.wide + box.wide && Math.abs(other.y - box.y) * 2 < other.high + box.high)) return [];
    boxes.push(box);
    return [{ line, name, spot }];
  });
}

function Lines({ lines, at, bare, taken }: { lines: readonly Line[]; at: At; bare: boolean; taken: readonly Spot[] }) {
  const { language } = useLanguage();
  return (
    <>
      {bare ? null : lines.filter((line) => line.kind !== 'place').map((line) => <polyline key={line.id} className={line.kind} fill="none" points={line.points.map(([lon = 0, lat = 0]) => at({ lon, lat })).map((point) => `${point.x},${point.y}`).join(' ')} strokeLinejoin="round" />)}
      {namesOf(bare ? lines.filter((line) => line.kind === 'place') : lines, language, at, taken).map(({ line, name, spot }) => <text key={line.id} className={line.kind === 'place' ? 'place' : 'road'} x={spot.x} y={spot.y} textAnchor="middle" fontSize={line.kind === 'place' ? lettersAt.place : lettersAt.road}>{name}</text>)}
    </>
  );
}

/** So many pixels are a metre there. */
const pixelsPerMetre = (lat: number, scale: number): number => scale / (40_075_017 * Math.cos((lat * Math.PI) / 180));

function Closed({ road, at, scale }: { road: Day['closures'][number]; at: At; scale: number }) {
  const w = useWords(words);
  const point = at({ lon: road.lon, lat: road.lat });
  const radius = Math.max(8, road.radiusM * pixelsPerMetre(road.lat, scale));
  return (
    <g className="closed">
      <circle cx={point.x} cy={point.y} r={radius} fill="#c33" fillOpacity={0.18} stroke="#c33" strokeDasharray="4 3"><title>{`${road.words} · ${w.closedFor(road.radiusM, road.delayMin)}`}</title></circle>
      <path d={`M${point.x - 5} ${point.y - 5}l10 10m0 -10l-10 10`} stroke="#c33" strokeWidth={2.5} /><text x={point.x} y={point.y + radius + 12} textAnchor="middle" className="late" fontSize={11}>{road.words.slice(0, 16)}</text>
    </g>
  );
}

/** Older than this, a vehicle is drawn hollow with the time at which it was there. */
const freshMs = 15 * 60_000;

/** The order in which a vehicle comes to them. */
function orderOf(day: Day): Map<string, number> {
  const order = new Map<string, number>();
  for (const van of day.vans) day.jobs.filter((job) => job.vanId === van.id && job.arrivesAt !== null).sort((a, b) => Date.parse(a.arrivesAt as string) - Date.parse(b.arrivesAt as string)).forEach((job, nth) => order.set(job.id, nth + 1));
  return order;
}

function Routes({ day, at, scale, chosen, choose, dim }: { day: Day; at: At; scale: number; chosen: string | null; choose(id: string): void; dim(job: Job): boolean }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const order = orderOf(day);
  return (
    <>
      {day.vans.map((van) => {
        const stops = day.jobs.filter((job) => job.vanId === van.id && job.endedAt === null && job.plannedFrom !== null).sort((a, b) => Date.parse(a.plannedFrom as string) - Date.parse(b.plannedFrom as string));
        const way = [van.position ?? van.home, ...stops.flatMap((job) => (job.toPlace === null ? [job.place] : [job.place, job.toPlace])), van.home].map((place) => at({ lon: place.lon, lat: place.lat }));
        return stops.length === 0 ? null : <polyline key={van.id} fill="none" stroke={tintOf(day, van.id)} strokeWidth={2.2} strokeDasharray="6 4" opacity={0.75} points={way.map((point) => `${point.x},${point.y}`).join(' ')} />;
      })}
      {day.closures.map((road) => <Closed key={road.id} road={road} at={at} scale={scale} />)}
      {day.jobs.map((job) => {
        const point = at({ lon: job.place.lon, lat: job.place.lat });
        const late = job.lateMin > 0 ? w.late(job.lateMin) : '';
        const open = job.endedAt === null;
        return (
          <g key={job.id} opacity={dim(job) ? 0.25 : 1}>
            <g role="button" tabIndex={0} aria-label={`${job.number} ${w.kind[job.kind]} ${job.place.address} ${late}`} onClick={() => choose(job.id)} onKeyDown={(event) => (event.key === 'Enter' ? choose(job.id) : undefined)} style={{ cursor: 'pointer' }}>
              <circle cx={point.x} cy={point.y} r={chosen === job.id ? 12 : 9.5} fill={open ? tintOf(day, job.vanId) : '#fff'} stroke={job.urgent || late !== '' ? '#c33' : open && chosen !== job.id ? '#fff' : tintOf(day, job.vanId)} strokeWidth={chosen === job.id ? 4 : late === '' ? 2 : 3.5} />
              <title>{`${job.number} · ${job.ownerName} · ${job.place.address}`}</title>
            </g>
            <text className="nth" x={point.x} y={point.y + 3.8} textAnchor="middle" fontSize={11} fill={open ? '#fff' : tintOf(day, job.vanId)}>{order.get(job.id) ?? '?'}</text>
            {late === '' ? null : <text className="late" x={point.x + 13} y={point.y - 8} fontSize={11}>{late}</text>}
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

/** Where the pointer is on the map, in mercator. */
function under(event: React.PointerEvent<SVGSVGElement>, box: Box): { x: number; y: number } {
  const seen = event.currentTarget.getBoundingClientRect();
  const high = (box.size * height) / width;
  return { x: box.x + ((event.clientX - seen.left) / seen.width - 0.5) * box.size, y: box.y + ((event.clientY - seen.top) / seen.height - 0.5) * high };
}

/** As it is kept: WGS-84, whatever lies below. */
function placeUnder(event: React.PointerEvent<SVGSVGElement>, box: Box, datum: 'wgs84' | 'gcj02'): Wgs84 {
  const place = placeAt(under(event, box), datum);
  return { lon: Math.round(place.lon * 1e5) / 1e5, lat: Math.round(place.lat * 1e5) / 1e5 };
}

export type Pick = { place: Wgs84 | undefined; set(place: Wgs84): void; /** The circle around it. */ radiusM?: number };
const arrows: Record<string, readonly [number, number]> = { ArrowLeft: [-0.2, 0], ArrowRight: [0.2, 0], ArrowUp: [0, -0.2], ArrowDown: [0, 0.2] };
/** From so many pixels on a press is a drag. */
const dragFrom = 5;

export function RoadMap({ day, outletId, chosen, choose, dim = () => false, pick }: { day: Day; outletId: string; chosen: string | null; choose(id: string): void; dim?(job: Job): boolean; /** A place is pointed at; the field beside it is for the keyboard. */ pick?: Pick }) {
  const w = useWords(words);
  const base = useAsk('showMap', { outletId });
  const [view, setView] = useState<View | null>(null);
  const [drag, setDrag] = useState<{ x: number; y: number; box: Box; moved: boolean } | null>(null);
  if (base.data === undefined) return <Slow lines={6} />;
  const { tiles, lines } = base.data;
  const datum = tiles?.datum ?? 'wgs84';
  const job = day.jobs.find((one) => one.id === chosen);
  const box = boxOf(day, datum, view);
  const scale = width / box.size;
  const at: At = (place) => {
    const point = mercator(onMap({ lon: place.lon, lat: place.lat }, datum));
    return { x: (point.x - box.x) * scale + width / 2, y: (point.y - box.y) * scale + height / 2 };
  };
  const outlet = at(day.place);
  const zoom = view?.zoom ?? 1;
  const zoomTo = (next: number): void => {
    const middle = view ?? (job === undefined ? box : mercator(onMap({ lon: job.place.lon, lat: job.place.lat }, datum)));
    setView(next <= 1 ? null : { zoom: Math.min(16, next), x: middle.x, y: middle.y });
  };
  const slide = (from: Box, x: number, y: number): void => setView({ zoom, x: from.x + x * from.size, y: from.y + (y * from.size * height) / width });
  const onMove = (event: React.PointerEvent<SVGSVGElement>): void => {
    if (drag === null || (event.pointerType === 'touch' && zoom === 1)) return; // a finger on the whole map scrolls the page
    const moved = drag.moved || Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > dragFrom;
    if (!moved) return;
    if (!drag.moved) {
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ ...drag, moved });
    }
    const seen = event.currentTarget.getBoundingClientRect();
    slide(drag.box, (drag.x - event.clientX) / seen.width, (drag.y - event.clientY) / seen.height);
  };
  const onUp = (event: React.PointerEvent<SVGSVGElement>): void => {
    if (drag?.moved !== true) pick?.set(placeUnder(event, box, datum));
    setDrag(null);
  };
  return (
    <div className="d-map">
      <svg viewBox={`0 0 ${width} ${height}`} role="group" aria-label={w.map} tabIndex={0} onPointerDown={(event) => setDrag({ x: event.clientX, y: event.clientY, box, moved: false })} onPointerMove={onMove} onPointerUp={onUp} onPointerCancel={() => setDrag(null)}
        onKeyDown={(event) => {
          const by = event.target === event.currentTarget ? arrows[event.key] : undefined;
          if (by === undefined) return;
          event.preventDefault();
          slide(box, by[0], by[1]);
        }} style={{ cursor: pick !== undefined ? 'crosshair' : drag?.moved === true ? 'grabbing' : 'grab', touchAction: zoom === 1 ? undefined : 'none' }}>
        {tiles === null ? null : <Tiles box={box} url={tiles.url} />}
        <Lines lines={lines} at={at} bare={tiles !== null} taken={[outlet, ...day.jobs.map((one) => at({ lon: one.place.lon, lat: one.place.lat }))]} />
        <rect x={outlet.x - 7} y={outlet.y - 7} width={14} height={14} fill="currentColor" transform={`rotate(45 ${outlet.x} ${outlet.y})`}><title>{day.outletName}</title></rect>
        <Routes day={day} at={at} scale={scale} chosen={chosen} choose={choose} dim={dim} />
        {pick?.place === undefined ? null : <circle className="picked" cx={at(pick.place).x} cy={at(pick.place).y} r={pick.radiusM === undefined ? 9 : Math.max(9, pick.radiusM * pixelsPerMetre(pick.place.lat, scale))} fill="none" stroke="#c33" strokeWidth={3} />}
      </svg>
      <div className="tools"><Button small aria-label={w.zoomIn} disabled={zoom >= 16} onClick={() => zoomTo(zoom * 2)}>+</Button><Button small aria-label={w.zoomOut} disabled={view === null} onClick={() => zoomTo(zoom / 2)}>−</Button></div>
      <span className="credit">{tiles?.credit ?? w.ownMap}</span>
    </div>
  );
}
