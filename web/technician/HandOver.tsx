// A car changes hands: the other person's code, photos, mileage and charge. What the house refuses is said here, and can be done again
// with what was said and taken; only a wrong code is asked for anew.
import { useEffect, useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { Form, TextField } from '#kit/field.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { sentenceOf } from '#client/sentences/index';
import type { Stop } from './day.ts';
import type { useDeed } from './deeds.ts';
import { PhotoButton } from './Packet.tsx';
import { dropDeed, picturesOf, type Deed } from './queue.ts';
import { useTaken, useTyped } from './typed.ts';
import { words } from './words.ts';

export type End = 'pickup' | 'delivery';
/** The end that is to be recorded now: before the car is driven away, and before it is left. */
export const endNow = (stop: Pick<Stop, 'kind' | 'toPlace' | 'handOvers'>, state: Stop['state']): End | undefined =>
  stop.toPlace === null || stop.kind === 'rescue' ? undefined : (state === 'arrived' || state === 'working') && stop.handOvers.pickup === undefined ? 'pickup' : state === 'carrying' && stop.handOvers.delivery === undefined ? 'delivery' : undefined;

const whole = (words: string, digits: number): number | undefined => (new RegExp(`^\\d{1,${digits}}$`).test(words.trim()) ? Number(words.trim()) : undefined);

const saidIn = (refused: Deed | undefined): { code: string; km: string; soc: string; why: string } => {
  const words = (name: string): string => String(refused?.input[name] ?? '');
  return { code: refused?.stopped?.code === 'codeWrong' ? '' : words('code'), km: words('odometerKm'), soc: words('socPct'), why: words('why') };
};
function usePicturesOf(refused: readonly Deed[]): readonly Blob[] {
  const [pictures, setPictures] = useState<readonly Blob[]>([]);
  const keys = refused.map((one) => one.key).join(' ');
  useEffect(() => {
    let gone = false;
    void Promise.all(refused.map(picturesOf)).catch(() => []).then((found) => !gone && setPictures(found.flat()));
    return () => void (gone = true);
  }, [keys]);
  return pictures;
}

export function HandOver({ stop, end, deed, waiting }: { stop: Stop; end: End; deed: ReturnType<typeof useDeed>; waiting: readonly Deed[] }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const refused = waiting.filter((one) => one.name === 'recordHandOver' && one.stopped !== null);
  const [said, setSaid, noted] = useTyped(`handOver.${stop.jobId}.${end}`, saidIn(refused.at(-1)));
  const [taken, takePicture, sent] = useTaken(`handOver.${stop.jobId}.${end}`);
  const again = usePicturesOf(refused);
  const pictures = [...again, ...taken];
  const { code, km, soc, why } = said;
  const [odometerKm, socPct] = [whole(km, 7), whole(soc, 3)];
  const ready = /^\d{4,8}$/.test(code.trim()) && odometerKm !== undefined && socPct !== undefined && socPct <= 100 && pictures.length > 0;
  const save = async (): Promise<void> => {
    if (!ready) return;
    for (const one of refused) await dropDeed(one);
    const kept = await deed.act('recordHandOver', { jobId: stop.jobId, end, code: code.trim(), photoIds: [], odometerKm, socPct, ...(why.trim() === '' ? {} : { why: why.trim() }) }, pictures);
    if (!kept) return;
    noted();
    sent();
  };
  return (
    <Card title={w.handOver[end]}>
      {refused.map((one) => <Notice key={one.key} tone="danger">{sentenceOf(one.stopped?.code ?? '', one.stopped?.details ?? {}, language)}</Notice>)}
      <p className="k-muted">{w.handOverHint}</p>
      <Form label={w.handOver[end]} onSubmit={() => void save()}>
        <TextField label={w.code} value={code} onValue={(value) => setSaid({ ...said, code: value })} inputMode="numeric" maxLength={8} />
        <TextField label={w.odometer} value={km} onValue={(value) => setSaid({ ...said, km: value })} inputMode="numeric" maxLength={7} />
        <TextField label={w.charge} value={soc} onValue={(value) => setSaid({ ...said, soc: value })} inputMode="numeric" maxLength={3} />
        <TextField label={w.handOverWhy} value={why} onValue={(value) => setSaid({ ...said, why: value })} maxLength={200} />
        <div className="k-row">{pictures.length >= 20 ? null : <PhotoButton label={w.photo} onPhoto={takePicture} />}<span role="status">{w.photos(pictures.length)}</span></div>
        <Button type="submit" kind="primary" wide busy={deed.busy} disabled={!ready}>{w.handOverSave}</Button>
      </Form>
    </Card>
  );
}
