// Why a day has no time, in a sentence with its details.
import { refusedDayWords } from './sentences/appointments.ts';

type Refused = { code: keyof typeof refusedDayWords; data: Readonly<Record<string, string>> };

/** What somebody who cancels, or a delivery, may change by itself: worth waiting for. */
export const worthWaiting = (refused: Refused): boolean => ['full', 'reserved', 'techniciansAway', 'toolOutOfCalibration', 'partsMissing'].includes(refused.code);

export function refusedDayOf(refused: Refused, language: 'zh' | 'en'): string {
  const { why, arrives, until, elsewhere, elsewhereEn } = refused.data;
  const zh = language === 'zh';
  const comes = arrives === undefined ? [] : [zh ? `预计 ${arrives} 到货` : `expected on ${arrives}`];
  const other = elsewhere === undefined ? [] : [zh ? `${elsewhere}有货` : `${elsewhereEn ?? elsewhere} has it`];
  const ends = refused.code === 'bayQuarantined' && until !== undefined ? [zh ? `最早至 ${until}` : `until ${until} at the earliest`] : [];
  const all = [...ends, ...comes, ...other];
  const more = why ?? (all.length === 0 ? undefined : all.join(zh ? '，' : ', '));
  return `${refusedDayWords[refused.code][language]}${more === undefined ? '' : zh ? `（${more}）` : ` (${more})`}`;
}
