// A walk around the car: a drawing seen from above on which photos are pinned. A tap puts a pin where it was; five stand there
// from the start, so that nobody forgets a side; without a pointer the buttons below put one.
import { useState, type PointerEvent } from 'react';
import type { photoPositions } from '#api/workorders';
import { Button } from '#kit/button.tsx';
import { TextField } from '#kit/field.tsx';
import { PhotoPicker } from '#kit/photo.tsx';
import { useWords } from '#kit/words.tsx';
import { upload } from '#client/client';
import { workWords } from '#client/work-words';
import { words } from './words.ts';

export type Position = (typeof photoPositions)[number];
export type Pin = { key: string; position: Position; x: number; y: number; note: string; fileIds: string[] };
/** Where the usual places lie on the drawing, in per cent. */
const places: Record<Position, [number, number]> = { front: [50, 5], rear: [50, 95], left: [10, 50], right: [90, 50], inside: [50, 50], instrument: [42, 36], damage: [50, 22], plate: [62, 95], vin: [62, 20] };
const usual: readonly Position[] = ['front', 'left', 'rear', 'right', 'instrument'];
const pinAt = (position: Position, [x, y]: readonly [number, number]): Pin => ({ key: `${position} ${x} ${y} ${Math.random()}`, position, x, y, note: '', fileIds: [] });
export const firstPins = (): Pin[] => usual.map((position) => pinAt(position, places[position]));
const sideOf = (x: number, y: number): Position => (y < 16 ? 'front' : y > 84 ? 'rear' : x < 28 ? 'left' : x > 72 ? 'right' : 'damage');

/** The outline of a car from above, and pins on it. `shown`: pins that are kept already, each opening its picture. */
export function Outline({ pins, label, onTap }: { pins: readonly { key: string; x: number; y: number; full: boolean }[]; label: string; onTap?: (x: number, y: number) => void }) {
  const tap = (event: PointerEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    onTap?.(Math.round(((event.clientX - box.left) / box.width) * 1000) / 10, Math.round(((event.clientY - box.top) / box.height) * 1000) / 10);
  };
  return (
    <svg className="c-car" viewBox="0 0 100 180" role="img" aria-label={label} onPointerUp={tap} style={{ cursor: onTap === undefined ? 'default' : 'crosshair' }}>
      <path d="M26 20 Q30 6 50 6 Q70 6 74 20 L78 52 L78 140 Q78 172 50 174 Q22 172 22 140 L22 52 Z" className="body" />
      <path d="M30 58 Q50 46 70 58 L67 74 Q50 68 33 74 Z M33 128 Q50 134 67 128 L70 146 Q50 156 30 146 Z M28 64 L31 76 L31 124 L27 138 Z M72 64 L69 76 L69 124 L73 138 Z" className="glass" />
      <path d="M31 76 L69 76 M31 100 L69 100 M31 124 L69 124 M22 60 L16 66 M78 60 L84 66" className="line" />
      <rect x="15" y="30" width="6" height="20" rx="2" className="tyre" /><rect x="79" y="30" width="6" height="20" rx="2" className="tyre" /><rect x="15" y="128" width="6" height="20" rx="2" className="tyre" /><rect x="79" y="128" width="6" height="20" rx="2" className="tyre" />
      {pins.map((pin, index) => <g key={pin.key} data-full={pin.full} className="pin"><circle cx={pin.x} cy={pin.y * 1.8} r="5" /><text x={pin.x} y={pin.y * 1.8 + 2} textAnchor="middle">{index + 1}</text></g>)}
    </svg>
  );
}

export function CarDrawing({ pins, onPins }: { pins: readonly Pin[]; onPins(change: (before: readonly Pin[]) => readonly Pin[]): void }) {
  const w = useWords(words);
  const v = useWords(workWords);
  const [adding, setAdding] = useState<Position>('damage');
  const change = (key: string, more: Partial<Pin>): void => onPins((before) => before.map((pin) => (pin.key === key ? { ...pin, ...more } : pin)));
  return (
    <div className="c-walkround">
      <div>
        <Outline label={w.drawing} pins={pins.map((pin) => ({ ...pin, full: pin.fileIds.length > 0 }))} onTap={(x, y) => onPins((before) => [...before, pinAt(sideOf(x, y), [x, y])])} />
        <p className="k-muted">{w.drawingHint}</p>
        <div className="k-row"><select className="k-input c-small" aria-label={w.pinPlace} value={adding} onChange={(event) => setAdding(event.target.value as Position)}>{Object.keys(places).map((position) => <option key={position} value={position}>{v.photo[position as Position]}</option>)}</select><Button small onClick={() => onPins((before) => [...before, pinAt(adding, places[adding])])}>{w.addPin}</Button></div>
      </div>
      <ol className="c-pins">{pins.map((pin, index) => (
        <li key={pin.key}>
          <div className="k-between"><strong>{index + 1} · {v.photo[pin.position]}</strong>{pin.fileIds.length === 0 && !usual.includes(pin.position) || index >= usual.length ? <Button small kind="quiet" aria-label={`${w.removePhoto} ${index + 1}`} onClick={() => onPins((before) => before.filter((other) => other.key !== pin.key))}>×</Button> : null}</div>
          <PhotoPicker label={`${w.addPhoto} · ${v.photo[pin.position]} ${index + 1}`} removeLabel={w.removePhoto} failedLabel={w.photoFailed} most={3} first={pin.fileIds} upload={upload} onFiles={(fileIds) => change(pin.key, { fileIds })} />
          {index >= usual.length || pin.note !== '' ? <TextField label={w.pinNote} value={pin.note} maxLength={120} onValue={(note) => change(pin.key, { note })} /> : null}
        </li>
      ))}</ol>
    </div>
  );
}
