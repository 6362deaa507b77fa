// Photos and signatures: chosen or taken, uploaded at once, shown with what became of them. A form waits for a photo that is on
// its way, and is not sent while one has failed: it is tried again with a press, or taken away.
import { useEffect, useId, useRef, useState, type PointerEvent } from 'react';
import { Button, Spinner } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Icon } from './icon.tsx';

type Kept = { key: string; file?: File; preview: string; paper: boolean; fileId?: string; failed?: boolean };

/** Takes up to `most` photos; `onFiles` hears the ids of those that arrived. `upload` sends one and answers its id. `first`: those that
 * arrived before this page was opened again. */
export function PhotoPicker({ label, removeLabel, failedLabel, most = 9, papers = false, first = [], upload, onFiles }: { label: string; removeLabel: string; failedLabel: string; most?: number; /** PDF too. */ papers?: boolean; first?: readonly string[]; upload(picture: Blob): Promise<string>; onFiles(fileIds: string[], names: string[]): void }) {
  const [kept, setKept] = useState<readonly Kept[]>(() => first.map((fileId) => ({ key: fileId, preview: '', paper: false, fileId })));
  const id = useId();
  const tell = useRef(onFiles);
  tell.current = onFiles;
  useEffect(() => {
    const arrived = kept.filter((one) => one.fileId !== undefined);
    tell.current(arrived.map((one) => one.fileId ?? ''), arrived.map((one) => one.file?.name ?? ''));
  }, [kept]);
  const become = (key: string, more: Partial<Kept>): void => setKept((before) => before.map((one) => (one.key === key ? { ...one, ...more } : one)));
  const send = (key: string, file: File): void => void upload(file).then((fileId) => become(key, { fileId, failed: false }), () => become(key, { failed: true }));
  const take = (files: FileList | null): void => {
    for (const file of [...(files ?? [])].slice(0, most - kept.length)) {
      const key = `${Date.now()}-${Math.random()}`;
      setKept((before) => [...before, { key, file, preview: URL.createObjectURL(file), paper: file.type === 'application/pdf' }]);
      send(key, file);
    }
  };
  const again = (one: Kept): void => {
    if (one.file === undefined) return;
    become(one.key, { failed: false });
    send(one.key, one.file);
  };
  return (
    <div className="k-photos">
      {kept.map((one) => (
        <div key={one.key} className="k-photo" data-upload={one.failed === true ? 'failed' : one.fileId === undefined ? 'sending' : 'arrived'}>
          {one.failed === true ? null : one.preview === '' ? <Icon name="check" size={28} /> : one.paper ? <Icon name="file" size={28} /> : <img src={one.preview} alt="" style={{ opacity: one.fileId === undefined ? 0.4 : 1 }} />}
          {one.fileId === undefined && one.failed !== true ? <span style={{ position: 'absolute' }}><Spinner /></span> : null}
          {one.failed === true ? <div role="alert" className="again"><button type="button" onClick={() => again(one)}>{failedLabel}</button></div> : null}
          <button type="button" className="away" aria-label={removeLabel} onClick={() => setKept((before) => before.filter((other) => other.key !== one.key))}><span aria-hidden="true">×</span></button>
        </div>
      ))}
      {kept.length < most ? (
        <label className="k-photo" htmlFor={id} style={{ cursor: 'pointer' }}>
          <Icon name="camera" size={28} /><span className="sr">{label}</span>
          <input id={id} className="sr" type="file" accept={papers ? 'image/*,application/pdf' : 'image/*'} multiple onChange={(event) => {
            take(event.target.files);
            event.target.value = '';
          }} />
        </label>
      ) : null}
    </div>
  );
}

/** Pictures in a row; each opens large. */
export function Pictures({ urls, label, closeLabel }: { urls: readonly string[]; label: string; closeLabel: string }) {
  const [large, setLarge] = useState<string | undefined>(undefined);
  if (urls.length === 0) return null;
  return (
    <div className="k-photos">
      {urls.map((url, index) => <button key={url} type="button" className="k-photo" aria-label={`${label} ${index + 1}`} onClick={() => setLarge(url)}><img src={url} alt="" loading="lazy" /></button>)}
      <Dialog open={large !== undefined} onClose={() => setLarge(undefined)} title={label} picture>
        <img src={large} alt={label} /><Button onClick={() => setLarge(undefined)}>{closeLabel}</Button>
      </Dialog>
    </div>
  );
}

/** A field to sign in with finger or mouse; `onSigned` hears a PNG after each stroke, undefined when cleared. */
export function SignaturePad({ label, onSigned, clears = 0 }: { label: string; onSigned(picture: Blob | undefined): void; clears?: number }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const drawing = useRef(false);
  useEffect(() => {
    const canvas = ref.current;
    if (canvas === null) return;
    canvas.width = canvas.clientWidth * devicePixelRatio;
    canvas.height = canvas.clientHeight * devicePixelRatio;
    const pen = canvas.getContext('2d');
    if (pen === null) return;
    pen.scale(devicePixelRatio, devicePixelRatio);
    pen.lineWidth = 2;
    pen.lineCap = 'round';
    pen.strokeStyle = getComputedStyle(canvas).color;
  }, [clears]);
  const at = (event: PointerEvent<HTMLCanvasElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  return (
    <canvas ref={ref} className="k-signature" role="img" aria-label={label} onPointerDown={(event) => {
      drawing.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
      const pen = event.currentTarget.getContext('2d');
      pen?.beginPath();
      pen?.moveTo(...at(event));
    }} onPointerMove={(event) => {
      if (!drawing.current) return;
      const pen = event.currentTarget.getContext('2d');
      pen?.lineTo(...at(event));
      pen?.stroke();
    }} onPointerUp={(event) => {
      drawing.current = false;
      // at once, not when the browser finds time: whoever signs and presses on has signed
      const bytes = Uint8Array.from(atob(event.currentTarget.toDataURL('image/png').split(',')[1] ?? ''), (letter) => letter.charCodeAt(0));
      onSigned(new Blob([bytes], { type: 'image/png' }));
    }} />
  );
}
