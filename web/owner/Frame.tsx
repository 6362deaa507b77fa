// The frame: signed in as an owner or asked to be; tabs at the thumb, a rail on a wide screen; whether the line is up.
import { useEffect } from 'react';
import { NavLink, Outlet } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Notice } from '#kit/card.tsx';
import { Icon } from '#kit/icon.tsx';
import { Failed, Slow } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk, useLive } from '#client/ask';
import { Unreachable } from '#client/client';
import { useSays } from '#client/says';
import { links } from './links.ts';
import { Offline } from './Offline.tsx';
import { SignIn } from './SignIn.tsx';
import { words } from './words.ts';

export function Frame() {
  const w = useWords(words);
  const { language, speak } = useLanguage();
  const says = useSays();
  const me = useAsk('whoAmI', {});
  const owner = me.data?.kind === 'owner';
  const live = useLive(owner);
  const notices = useAsk('myNotices', { unread: true, limit: 1 }, { enabled: owner, topics: ['notices'] });
  useEffect(() => void (document.title = `CareLoop · ${w.app}`), [w]);
  const again = (): void => void me.refetch();
  if (me.data === undefined && me.error instanceof Unreachable) return <Offline onRetry={again} />;
  if (me.data === undefined) return <main className="o-frame">{me.error === null ? <Slow lines={6} /> : <Failed sentence={says(me.error)} onRetry={again} />}</main>;
  if (!owner) return <SignIn staff={me.data.kind === 'staff'} />;
  return (
    <div className="o-app">
      <a className="skip" href="#page">{w.skip}</a>
      <main className="o-frame" id="page" tabIndex={-1}>
        {live === 'lost' ? <Notice tone="warn">{w.lost}</Notice> : null}
        <Outlet />
      </main>
      <nav className="o-tabs" aria-label="CareLoop">
        <div className="mark"><img src="/icon.svg" alt="" width="32" height="32" />CareLoop</div>
        <NavLink to={links.home()} end><Icon name="car" />{w.car}</NavLink>
        <NavLink to={links.history()}><Icon name="list" />{w.service}</NavLink>
        <NavLink to={links.notices()}><Icon name="bell" />{w.notices}{(notices.data?.unread ?? 0) > 0 ? <span className="dot"><span className="sr">{w.unread}</span></span> : null}</NavLink>
        <NavLink to={links.me()}><Icon name="person" />{w.me}</NavLink>
        <div className="foot"><Button kind="quiet" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>{w.other}</Button><span className="k-muted">{me.data.name}</span></div>
      </nav>
    </div>
  );
}
