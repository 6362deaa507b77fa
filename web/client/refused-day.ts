// Why a day has no time, in a sentence with its details.
import { refusedDayWords } from './sentences/appointments.ts';

type Refused = { code: keyof typeof refusedDayWords; data: Readonly<Record<string, string>> };

/** What somebody who cancels, or a delivery, may change by itself: worth waiting for. */
export const worthWaiting = (refused: Refused): boolean => ['full', 'reserved', 'techniciansAway', 'toolOutOfCalibration', 'partsMissing'].includes(refused.code);

export function refusedDayOf(refused: Refused, language: 'zh' | 'en'): string {
  const { why, arrives, until } = refused.data;
  const zh = language === 'zh';
  const more = why ?? (refused.code === 'bayQuarantined' && until !== undefined ? (zh ? `最早至 ${until}` : `until ${until} at the earliest`) : arrives === undefined ? undefined : zh ? `预计 ${arrives} 到货` : `expected on ${arrives}`);
  const { why, arrives, elsewhere, elsewhereEn } = refused.data;
  const zh = language === 'zh';
  const comes = arrives === undefined ? [] : [zh ? `预计 ${arrives} 到货` : `expected on ${arrives}`];
  const other = elsewhere === undefined ? [] : [zh ? `${elsewhere}有货` : `${elsewhereEn ?? elsewhere} has it`];
  const more = why ?? (comes.length + other.length === 0 ? undefined : [...comes, ...other].join(zh ? '，' : ', '));
  return `${refusedDayWords[refused.code][language]}${more === undefined ? '' : zh ? `（${more}）` : ` (${more})`}`;
}
