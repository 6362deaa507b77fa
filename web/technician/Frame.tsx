// The frame of the phone: whether the line is up, how much waits to be sent, how full the phone is; language; signed out or not.
import { createContext, useContext, useEffect } from 'react';
import { Link, Outlet } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Notice } from '#kit/card.tsx';
import { Icon } from '#kit/icon.tsx';
import { Slow } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useDay, type Day } from './day.ts';
import { links } from './links.ts';
import { words } from './words.ts';

const Today = createContext<(Day & { refresh(): void }) | undefined>(undefined);
export function useToday(): Day & { refresh(): void } {
  const day = useContext(Today);
  if (day === undefined) throw new Error('a page of the phone stands outside its frame');
  return day;
}
const fullFrom = 0.8;

export function Frame() {
  const w = useWords(words);
  const { language, speak } = useLanguage();
  const day = useDay();
  useEffect(() => void (document.title = `CareLoop · ${w.app}`), [w]);
  const waiting = day.deeds.length;
  const share = day.room === undefined ? 0 : day.room.usedBytes / day.room.ofBytes;
  return (
    <Today value={day}>
      <div className="t-app">
        <header className="t-top">
          <Link to={links.jobs()}><img src="/icon.svg" alt="" width="28" height="28" /><strong>{w.app}</strong></Link>
          <Link className="t-pill" data-state={day.deeds.some((deed) => deed.stopped !== null) ? 'stopped' : waiting > 0 ? 'waiting' : day.online ? 'sent' : 'offline'} to={links.unsent()}><Icon name={day.online ? 'signal' : 'cross'} size={16} /><span role="status">{waiting > 0 ? w.notSent(waiting) : day.online ? w.allSent : w.offline}</span></Link>
          <Button kind="quiet" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>{language === 'zh' ? 'EN' : '中文'}</Button>
        </header>
        <main>
          {day.signedOut ? <Notice tone="warn">{w.signedOut} <a href="/">{w.signIn}</a></Notice> : null}
          {day.full ? <Notice tone="danger">{w.full}</Notice> : share > fullFrom ? <Notice tone="danger">{w.almostFull(Math.round(share * 100))}</Notice> : null}
          {day.ready ? <Outlet /> : <Slow lines={6} />}
        </main>
      </div>
    </Today>
  );
}
