// A car changes hands: the other person's code, photos, mileage and charge. What the house refuses is said here, and can be done again.
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { Form, TextField } from '#kit/field.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { sentenceOf } from '#client/sentences/index';
import type { Stop } from './day.ts';
import type { useDeed } from './deeds.ts';
import { PhotoButton } from './Packet.tsx';
import { dropDeed, type Deed } from './queue.ts';
import { useTaken, useTyped } from './typed.ts';
import { words } from './words.ts';

export type End = 'pickup' | 'delivery';
/** The end that is to be recorded now: before the car is driven away, and before it is left. */
export const endNow = (stop: Pick<Stop, 'kind' | 'toPlace' | 'handOvers'>, state: Stop['state']): End | undefined =>
  stop.toPlace === null || stop.kind === 'rescue' ? undefined : (state === 'arrived' || state === 'working') && stop.handOvers.pickup === undefined ? 'pickup' : state === 'carrying' && stop.handOvers.delivery === undefined ? 'delivery' : undefined;

const whole = (words: string, digits: number): number | undefined => (new RegExp(`^\\d{1,${digits}}$`).test(words.trim()) ? Number(words.trim()) : undefined);

export function HandOver({ stop, end, deed, waiting }: { stop: Stop; end: End; deed: ReturnType<typeof useDeed>; waiting: readonly Deed[] }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const [said, setSaid, noted] = useTyped(`handOver.${stop.jobId}.${end}`, { code: '', km: '', soc: '', why: '' });
  const [pictures, takePicture, sent] = useTaken(`handOver.${stop.jobId}.${end}`);
  const { code, km, soc, why } = said;
  const [odometerKm, socPct] = [whole(km, 7), whole(soc, 3)];
  const refused = waiting.filter((one) => one.name === 'recordHandOver' && one.stopped !== null);
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
