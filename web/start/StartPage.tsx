// One page: what CareLoop is, then the doors that are open now: the set-up of an empty house, sign-in, or the demo.
import { useEffect, useRef } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { Failed, Slow } from '#kit/states.tsx';
import { useTheme } from '#kit/theme.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { SetUp } from './setup/SetUp.tsx';
import { DemoDoors } from './DemoDoors.tsx';
import { StaffDoor } from './StaffDoor.tsx';
import { words } from './words.ts';

function Top() {
  const w = useWords(words);
  const { language, speak } = useLanguage();
  const { dark, choose } = useTheme();
  return (
    <header className="top">
      <div className="mark"><img src="/icon.svg" alt="" />CareLoop</div>
      <nav className="links" aria-label="CareLoop">
        <a className="k-button" data-kind="quiet" href="/owner/prices">{w.prices}</a>
        <a className="k-button" data-kind="quiet" href="/api/docs">{w.api}</a>
        <Button kind="quiet" onClick={() => choose(dark ? 'light' : 'dark')}>{dark ? w.light : w.dark}</Button>
        <Button kind="quiet" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>{w.language}</Button>
      </nav>
    </header>
  );
}

function SignedIn({ name, face }: { name: string; face: 'owner' | 'console' }) {
  const w = useWords(words);
  const signOut = useAct('signOut');
  return (
    <Card title={w.signedInAs(name)}>
      <div className="k-row">
        <a className="k-button" data-kind="primary" href={`/${face}`}>{face === 'owner' ? w.owner : w.console}</a>
        <Button busy={signOut.isPending} onClick={() => signOut.mutate({})}>{w.signOut}</Button>
      </div>
    </Card>
  );
}

function Loop() {
  const w = useWords(words);
  return <ol className="loop" aria-label={w.loop}>{Object.entries(w.steps).map(([key, step]) => <li key={key}>{step}</li>)}</ol>;
}

function Doors() {
  const w = useWords(words);
  return (
    <div className="doors">
      <StaffDoor />
      <Card title={w.ownerDoor}><div className="k-stack"><p className="k-muted">{w.ownerHint}</p><a className="k-button" href="/owner">{w.toOwner}</a></div></Card>
    </div>
  );
}

export function StartPage() {
  const w = useWords(words);
  const says = useSays();
  const me = useAsk('whoAmI', {});
  const setUp = useAsk('setupState', {});
  const demo = useAsk('demoState', {});
  const kind = me.data?.kind ?? 'nobody';
  const settingUp = setUp.data !== undefined && setUp.data.next !== null && (setUp.data.empty || kind === 'staff');
  const settled = useRef(false);
  if (settingUp) settled.current = true;
  const allSet = settled.current && setUp.data?.next === null && kind === 'staff';
  const known = me.data !== undefined && demo.data !== undefined && setUp.data !== undefined;
  const failed = me.error ?? demo.error ?? setUp.error;
  useEffect(() => void (document.title = `CareLoop · ${w.title}`), [w]);
  return (
    <>
      <a className="skip" href="#doors">{w.skipTo}</a>
      <div className="start">
        <Top />
        <main id="doors" tabIndex={-1}>
          <div className="k-stack"><h1>{w.title}</h1><p className="lead">{w.lead}</p><Loop /></div>
          {allSet ? <Notice tone="good"><strong>{w.allSet}</strong><br />{w.allSetLead}</Notice> : null}
          {kind !== 'nobody' && me.data !== undefined ? <SignedIn name={me.data.name} face={kind === 'owner' ? 'owner' : 'console'} /> : null}
          {!known && failed !== null ? <Failed sentence={says(failed)} onRetry={() => void Promise.all([me.refetch(), demo.refetch(), setUp.refetch()])} /> : !known ? <Slow lines={6} /> : null}
          {settingUp && setUp.data !== undefined ? <SetUp state={setUp.data} /> : null}
          {demo.data?.demo === true ? <DemoDoors /> : null}
          {known && kind === 'nobody' && setUp.data?.empty !== true ? <>{demo.data?.demo === true ? <h2>{w.realDoors}</h2> : null}<Doors /></> : null}
        </main>
      </div>
    </>
  );
}
