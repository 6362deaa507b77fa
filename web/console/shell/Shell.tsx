// The frame of the console: navigation by role, one search box, who I am, and whether the line is live.
import { useState, type ReactNode } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Tag } from '#kit/card.tsx';
import { Icon, type IconName } from '#kit/icon.tsx';
import { Empty, Failed, Slow } from '#kit/states.tsx';
import { useTheme } from '#kit/theme.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk, useLive } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { MeProvider } from './me.tsx';
import { SearchBox } from './SearchBox.tsx';
import { words } from './words.ts';

type Me = Out<'whoAmI'>;
type Item = { to: string; icon: IconName; label: string; roles?: readonly string[]; count?: number };

const desk = ['agent', 'adviser', 'technician', 'dispatcher', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'];
const managers = ['serviceManager', 'regionalManager', 'administrator'];

function useItems(counts: Out<'caseCounts'> | undefined): { title: string; items: Item[] }[] {
  const w = useWords(words);
  return [
    { title: w.service, items: [
      { to: links.inbox(), icon: 'list', label: w.inbox, roles: desk, ...(counts === undefined ? {} : { count: counts.all }) },
      { to: links.openCase(), icon: 'phone', label: w.openCase, roles: ['agent', 'adviser', 'serviceManager', 'regionalManager'] },
      { to: links.board(), icon: 'calendar', label: w.board, roles: ['agent', 'adviser', 'technician', 'dispatcher', 'partsPlanner', ...managers] },
      { to: links.myJobs(), icon: 'wrench', label: w.myJobs, roles: ['technician'] },
      { to: links.workOrders(), icon: 'file', label: w.workOrders, roles: ['agent', 'adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'auditor', ...managers] },
      { to: links.invoices(), icon: 'wallet', label: w.invoices, roles: ['agent', 'adviser', 'warrantyOfficer', 'auditor', ...managers] },
      { to: links.prices(), icon: 'chart', label: w.prices },
    ] },
    { title: w.insight, items: [
      { to: links.alerts(), icon: 'alert', label: w.alerts, roles: ['agent', 'adviser', 'technician', 'dispatcher', 'warrantyOfficer', 'allianceOfficer', ...managers] },
      { to: links.rules(), icon: 'signal', label: w.rules, roles: ['agent', 'adviser', 'technician', 'dispatcher', 'warrantyOfficer', 'allianceOfficer', 'auditor', ...managers] },
      { to: links.surveys(), icon: 'star', label: w.surveys, roles: ['adviser', 'agent', 'allianceOfficer', 'auditor', ...managers] },
      { to: links.improvement(), icon: 'spark', label: w.improvement, roles: ['adviser', 'agent', 'technician', 'allianceOfficer', 'auditor', ...managers] },
    ] },
    { title: w.house, items: [
      { to: links.register(), icon: 'car', label: w.register, roles: ['agent', 'adviser', 'serviceManager', 'administrator'] },
      { to: links.outlets(), icon: 'store', label: w.outlets },
      { to: links.people(), icon: 'people', label: w.people, roles: [...managers, 'auditor'] },
      { to: links.audit(), icon: 'shield', label: w.audit, roles: ['auditor', 'administrator', 'serviceManager'] },
      { to: links.link(), icon: 'bolt', label: w.link, roles: ['administrator', 'serviceManager'] },
    ] },
  ];
}

function Nav({ me, open, close }: { me: Me; open: boolean; close(): void }) {
  const held = me.grants.map((grant) => grant.role);
  const counts = useAsk('caseCounts', {}, { topics: ['cases'], enabled: held.some((role) => desk.includes(role)) });
  const groups = useItems(counts.data);
  return (
    <nav className="c-nav" data-open={open} aria-label="CareLoop">
      <a className="brand" href="/"><img src="/icon.svg" alt="" />CareLoop</a>
      {groups.map((group) => {
        const items = group.items.filter((item) => item.roles === undefined || item.roles.some((role) => held.includes(role)));
        return items.length === 0 ? null : (
          <div key={group.title}>
            <div className="group">{group.title}</div>
            {items.map((item) => (
              <NavLink key={item.to} to={item.to} end={item.to === links.inbox()} className="item" onClick={close}>
                <Icon name={item.icon} size={18} />{item.label}{item.count === undefined || item.count === 0 ? null : <span className="count"><Tag>{item.count}</Tag></span>}
              </NavLink>
            ))}
          </div>
        );
      })}
    </nav>
  );
}

function Who({ me }: { me: Me }) {
  const w = useWords(words);
  const { language, speak } = useLanguage();
  const { dark, choose } = useTheme();
  const signOut = useAct('signOut');
  const live = useLive(true);
  const place = me.grants[0]?.outlet ?? me.grants[0]?.brand ?? null;
  return (
    <div className="c-who">
      {live === 'lost' ? <Tag tone="warn">{w.lost}</Tag> : live === 'live' ? <Tag tone="good">{w.live}</Tag> : null}
      <span className="name"><strong>{me.name}</strong>{place === null ? null : <span className="k-muted"> {language === 'zh' ? place.name : place.nameEn}</span>}</span>
      <Button kind="quiet" small lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>{w.language}</Button>
      <Button kind="quiet" small aria-label={dark ? w.light : w.dark} onClick={() => choose(dark ? 'light' : 'dark')}><Icon name="sun" size={18} /></Button>
      <Button kind="quiet" small aria-label={w.signOut} onClick={() => signOut.mutate({}, { onSuccess: () => location.assign('/') })}><Icon name="out" size={18} /></Button>
    </div>
  );
}

function Door({ title, children }: { title: string; children: ReactNode }) {
  const w = useWords(words);
  return <main className="c-page"><Empty icon="person" title={title}><p>{children}</p><a className="k-button" data-kind="primary" href="/">{w.toStart}</a></Empty></main>;
}

export function Shell() {
  const w = useWords(words);
  const says = useSays();
  const me = useAsk('whoAmI', {});
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  if (me.data === undefined) return <main className="c-page">{me.error === null ? <Slow lines={8} /> : <Failed sentence={says(me.error)} onRetry={() => void me.refetch()} />}</main>;
  if (me.data.kind === 'owner') return <Door title={w.signInFirst}>{w.ownerHere}</Door>;
  if (me.data.kind === 'nobody') return <Door title={w.signInFirst}>{w.signInLead}</Door>;
  return (
    <MeProvider value={me.data}>
      <a className="skip" href="#content">{w.skip}</a>
      <div className="c-shell">
        <Nav me={me.data} open={open} close={() => setOpen(false)} />
        <div>
          <div className="c-top">
            <span className="c-menu"><Button small aria-expanded={open} aria-label={w.menu} onClick={() => setOpen(!open)}><Icon name="list" size={18} /></Button></span>
            <SearchBox key={pathname} />
            <Who me={me.data} />
          </div>
          <main id="content" tabIndex={-1}><Outlet /></main>
        </div>
      </div>
    </MeProvider>
  );
}
