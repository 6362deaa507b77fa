// Reads the VIN from a photo of its bar code or square code (windscreen, door pillar, registration papers): the browser's own
// reader where it has one, a library otherwise. The photo stays on the tablet.
import { useState } from 'react';
import { Notice } from '#kit/card.tsx';
import { Icon } from '#kit/icon.tsx';
import { useWords } from '#kit/words.tsx';
import { packetWords } from './packet-words.ts';
import { vinIn } from './vin-in.ts';

type Detector = { detect(image: ImageBitmap): Promise<{ rawValue: string }[]> };
const mostPixels = 1_600;

/** The picture drawn no larger than a reader needs. */
function drawn(image: ImageBitmap): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const scale = Math.min(1, mostPixels / Math.max(image.width, image.height));
  [canvas.width, canvas.height] = [Math.round(image.width * scale), Math.round(image.height * scale)];
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function codesIn(picture: Blob): Promise<string[]> {
  const image = await createImageBitmap(picture);
  const Own = (globalThis as unknown as { BarcodeDetector?: new () => Detector }).BarcodeDetector;
  if (Own !== undefined) return (await new Own().detect(image)).map((one) => one.rawValue);
  const { MultiFormatReader, BinaryBitmap, HybridBinarizer, HTMLCanvasElementLuminanceSource, DecodeHintType } = await import('@zxing/library');
  const reader = new MultiFormatReader();
  try {
    return [reader.decode(new BinaryBitmap(new HybridBinarizer(new HTMLCanvasElementLuminanceSource(drawn(image)))), new Map([[DecodeHintType.TRY_HARDER, true]])).getText()];
  } catch {
    return [];
  }
}

export function ReadVin({ onVin }: { onVin(vin: string): void }) {
  const w = useWords(packetWords);
  const [state, setState] = useState<'ready' | 'reading' | 'nothing'>('ready');
  const read = async (picture: Blob): Promise<void> => {
    setState('reading');
    const vin = (await codesIn(picture).catch(() => [])).flatMap((code) => vinIn(code) ?? [])[0];
    setState(vin === undefined ? 'nothing' : 'ready');
    if (vin !== undefined) onVin(vin);
  };
  return (
    <>
      <label className="k-button c-camera"><Icon name="camera" />{state === 'reading' ? w.readingVin : w.readVin}
        <input className="sr" type="file" accept="image/*" capture="environment" onChange={(event) => {
          const picture = event.target.files?.[0];
          if (picture !== undefined) void read(picture);
          event.target.value = '';
        }} />
      </label>
      {state === 'nothing' ? <Notice tone="warn">{w.noVin}</Notice> : null}
    </>
  );
}
