// Numbers as people read them: money in fen as yuan, instants in Beijing time, time left, a small line of values.
import { useEffect, useState } from 'react';
import { useLanguage, type Language } from './words.tsx';

/** 123450 → ¥1,234.50. */
export const yuan = (fen: number): string => `${fen < 0 ? '−' : ''}¥${Math.floor(Math.abs(fen) / 100).toLocaleString('en-US')}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;
export const Money = ({ fen }: { fen: number }) => <span className="k-number">{yuan(fen)}</span>;

const zone = 'Asia/Shanghai';
const formats = new Map<string, Intl.DateTimeFormat>();
function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: zone, ...options });
  formats.set(key, known);
  return known;
}

/** What a datetime-local input shows for an instant, in Beijing time; and the instant of what it was given. */
export const inputTime = (at: Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }).format(at).replace(' ', 'T');
export const instantOf = (local: string): string => new Date(`${local}:00+08:00`).toISOString();

/** Local day of an instant, 'YYYY-MM-DD'. */
export const dayOf = (at: string | Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(at));
export const clockTime = (at: string | Date, language: Language): string => format(language, { hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(at));
/** A moment to the second, for what comes every few seconds. */
export const exactTime = (at: string | Date, language: Language): string => format(language, { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }).format(new Date(at));
export const dayName = (at: string | Date, language: Language): string => format(language, { month: 'long', day: 'numeric', weekday: 'short' }).format(new Date(at.toString().length === 10 ? `${at}T12:00:00+08:00` : at));

/** A local day in pieces for a calendar strip: weekday, day of the month, month. */
export function dayParts(day: string, language: Language): { weekday: string; day: string; month: string } {
  const at = new Date(`${day}T12:00:00+08:00`);
  return { weekday: format(language, { weekday: 'short' }).format(at), day: String(Number(day.slice(8))), month: format(language, { month: 'short' }).format(at) };
}

/** today 14:05; tomorrow 09:30; 3 May 09:30; with the year when it is another. As part of a sentence. */
export function whenWords(at: string | Date, language: Language, now = new Date()): string {
  const time = clockTime(at, language);
  const days = Math.round((Date.parse(dayOf(at)) - Date.parse(dayOf(now))) / 86_400_000);
  const near = { zh: { '-1': '昨天', 0: '今天', 1: '明天' }, en: { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' } }[language][days as 0];
  if (near !== undefined) return `${near} ${time}`;
  const sameYear = dayOf(at).slice(0, 4) === dayOf(now).slice(0, 4);
  return `${format(language, { ...(sameYear ? {} : { year: 'numeric' }), month: language === 'zh' ? 'numeric' : 'short', day: 'numeric' }).format(new Date(at))} ${time}`;
}
/** The same, standing alone. */
export const whenAlone = (at: string | Date, language: Language): string => whenWords(at, language).replace(/^[a-z]/, (first) => first.toUpperCase());
export function When({ at }: { at: string | Date }) {
  const { language } = useLanguage();
  return <time dateTime={new Date(at).toISOString()}>{whenAlone(at, language)}</time>;
}

/** 1h 05m; 12m; 45s; in Chinese 1小时05分. Negative spans are said by the caller. */
export function spanWords(ms: number, language: Language): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  const unit = language === 'zh' ? { d: '天', h: '小时', m: '分', s: '秒' } : { d: 'd ', h: 'h ', m: 'm', s: 's' };
  if (days > 0) return `${days}${unit.d}${hours}${unit.h.trim()}`;
  if (hours > 0) return `${hours}${unit.h}${String(minutes).padStart(2, '0')}${unit.m}`;
  return minutes > 0 ? `${minutes}${unit.m}` : `${seconds}${unit.s}`;
}

/** The time, renewed every `everyMs`, for what counts down. */
export function useNow(everyMs = 1000): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** A small line of values, with a sentence for those who cannot see it. */
export function Sparkline({ values, label, width = 120, height = 32 }: { values: readonly number[]; label: string; width?: number; height?: number }) {
  if (values.length < 2) return null;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const points = values.map((value, index) => `${((index / (values.length - 1)) * width).toFixed(1)},${(height - 2 - ((value - low) / (high - low || 1)) * (height - 4)).toFixed(1)}`);
  return <svg width={width} height={height} role="img" aria-label={label}><polyline points={points.join(' ')} fill="none" stroke="var(--accent)" strokeWidth="1.5" /></svg>;
}

/** How much of a limit is used up, with marks at the steps before it; said in words beside it, so that nobody needs to see it. */
export function Meter({ value, most, tone = 'plain', marks = [] }: { value: number; most: number; tone?: 'plain' | 'warn' | 'danger'; marks?: readonly number[] }) {
  const share = (one: number): number => Math.min(100, Math.max(0, (one / Math.max(1, most)) * 100));
  return <div className="k-meter" data-tone={tone} aria-hidden="true"><i style={{ width: `${share(value)}%` }} />{marks.filter((one) => one < most).map((one) => <b key={one} style={{ left: `${share(one)}%` }} />)}</div>;
}
