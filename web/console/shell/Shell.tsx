// The frame of the console: navigation by role, one search box, who I am, and whether the line is live.
import { useIsFetching, useIsMutating } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link, Navigate, NavLink, Outlet, useLocation, useNavigation } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Tag } from '#kit/card.tsx';
import { Icon } from '#kit/icon.tsx';
import { Empty, Failed, Slow } from '#kit/states.tsx';
import { useTheme } from '#kit/theme.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk, useLive } from '#client/ask';
import type { Out } from '#client/client';
import { roleWords } from '#client/role-words';
import { useSays } from '#client/says';
import { Bell } from './Bell.tsx';
import { CallBar } from './CallBar.tsx';
import { MeProvider } from './me.tsx';
import { homeOf, mayOpen, mayVisit, pages, searchers } from './pages.ts';
import { SearchBox } from './SearchBox.tsx';
import { words } from './words.ts';

type Me = Out<'whoAmI'>;

function Nav({ me, open, close }: { me: Me; open: boolean; close(): void }) {
  const w = useWords(words);
  const held = me.grants.map((grant) => grant.role);
  const counts = useAsk('caseCounts', {}, { topics: ['cases'], enabled: held.some((role) => searchers.includes(role)) });
  const all = counts.data?.all ?? 0;
  return (
    <>
      {open ? <button type="button" className="c-veil" aria-label={w.closeMenu} onClick={close} /> : null}
      <nav className="c-nav" data-open={open} aria-label={w.menu}>
        <a className="brand" href="/"><img src="/icon.svg" alt="" />CareLoop</a>
        {(['service', 'insight', 'house'] as const).map((group) => {
          const items = pages.filter((item) => item.group === group && mayOpen(item, held));
          return items.length === 0 ? null : (
            <div key={group}>
              <div className="group">{w[group]}</div>
              {items.map((item) => (
                <NavLink key={item.to} to={item.to} end={item.name === 'inbox'} className="item" onClick={close}>
                  <Icon name={item.icon} size={18} />{w[item.name]}{item.name !== 'inbox' || all === 0 ? null : <span className="count"><Tag>{all}</Tag></span>}
                </NavLink>
              ))}
            </div>
          );
        })}
      </nav>
    </>
  );
}

/** A thin line at the top while an answer or a deed takes longer than the eye forgives. */
function Progress() {
  const w = useWords(words);
  const asking = useIsFetching({ predicate: (query) => query.state.status === 'pending' });
  const going = useNavigation().state !== 'idle';
  const busy = asking + useIsMutating() > 0 || going;
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!busy) return setShown(false);
    const timer = setTimeout(() => setShown(true), 500);
    return () => clearTimeout(timer);
  }, [busy]);
  return shown ? <div className="c-progress" role="progressbar" aria-label={w.working} /> : null;
}

function Who({ me }: { me: Me }) {
  const w = useWords(words);
  const { language, speak } = useLanguage();
  const { dark, choose } = useTheme();
  const signOut = useAct('signOut');
  const live = useLive(true);
  const roles = useWords(roleWords);
  const [grant] = me.grants;
  const place = grant?.outlet ?? grant?.brand ?? null;
  const about = [grant === undefined ? '' : roles[grant.role as keyof typeof roles], place === null ? '' : language === 'zh' ? place.name : place.nameEn].filter((part) => part !== '').join(' · ');
  return (
    <div className="c-who">
      {live === 'lost' ? <Tag tone="warn">{w.lost}</Tag> : live === 'live' ? <Tag tone="good">{w.live}</Tag> : null}
      <span className="name" title={about}><strong>{me.name}</strong><small>{about}</small></span>
      <Bell />
      <Button kind="quiet" small lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>{w.language}</Button>
      <Button kind="quiet" small aria-label={dark ? w.light : w.dark} onClick={() => choose(dark ? 'light' : 'dark')}><Icon name="sun" size={18} /></Button>
      <Button kind="quiet" small aria-label={w.signOut} onClick={() => signOut.mutate({}, { onSuccess: () => location.assign('/') })}><Icon name="out" size={18} /></Button>
    </div>
  );
}

function Door({ title, children, to }: { title: string; children: ReactNode; to?: { href: string; label: string } }) {
  const w = useWords(words);
  return <div className="c-page"><title>{`${title} · CareLoop`}</title><Empty icon="person" title={title}><p>{children}</p>{to === undefined ? <a className="k-button" data-kind="primary" href="/">{w.toStart}</a> : <Link className="k-button" data-kind="primary" to={to.href}>{to.label}</Link>}</Empty></div>;
}

/** The page itself; the keyboard starts at its top, and who may not use it is told so. */
function Content({ held }: { held: readonly string[] }) {
  const w = useWords(words);
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [pathname]);
  const home = homeOf(held);
  if (pathname === '/') return <Navigate to={home} replace />;
  return <main id="content" tabIndex={-1} ref={main}>{mayVisit(pathname, held) ? <Outlet /> : <Door title={w.notForYou} to={{ href: home, label: w.toHome }}>{w.notForYouLead}</Door>}</main>;
}

export function Shell() {
  const w = useWords(words);
  const says = useSays();
  const me = useAsk('whoAmI', {});
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  if (me.data === undefined) return <main className="c-page">{me.error === null ? <Slow lines={8} /> : <Failed sentence={says(me.error)} onRetry={() => void me.refetch()} />}</main>;
  if (me.data.kind === 'owner') return <main><Door title={w.signInFirst}>{w.ownerHere}</Door></main>;
  if (me.data.kind === 'nobody') return <main><Door title={w.signInFirst}>{w.signInLead}</Door></main>;
  const held = me.data.grants.map((grant) => grant.role);
  return (
    <MeProvider value={me.data}>
      <a className="skip" href="#content">{w.skip}</a>
      <Progress />
      <div className="c-shell">
        <Nav me={me.data} open={open} close={() => setOpen(false)} />
        <div>
          <div className="c-top">
            <span className="c-menu"><Button small aria-expanded={open} aria-label={w.menu} onClick={() => setOpen(!open)}><Icon name="list" size={18} /></Button></span>
            {held.some((role) => searchers.includes(role)) ? <SearchBox key={pathname} /> : null}
            <Who me={me.data} />
          </div>
          <CallBar held={held} />
          <Content held={held} />
        </div>
      </div>
    </MeProvider>
  );
}
