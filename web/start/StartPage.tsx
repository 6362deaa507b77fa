// One page: what CareLoop is, then the doors that are open now: the set-up of an empty house, sign-in, or the demo.
import { Button } from '#kit/button.tsx';
import { Card } from '#kit/card.tsx';
import { useTheme } from '#kit/theme.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
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
        <a href="/owner/prices">{w.prices}</a>
        <a href="/api/docs">{w.api}</a>
        <Button kind="quiet" small onClick={() => choose(dark ? 'light' : 'dark')}>{dark ? w.light : w.dark}</Button>
        <Button kind="quiet" small lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>{w.language}</Button>
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

export function StartPage() {
  const w = useWords(words);
  const me = useAsk('whoAmI', {});
  const setUp = useAsk('setupState', {});
  const demo = useAsk('demoState', {});
  const kind = me.data?.kind ?? 'nobody';
  const settingUp = setUp.data !== undefined && setUp.data.next !== null && (setUp.data.empty || kind === 'staff');
  return (
    <main className="start">
      <Top />
      <div className="k-stack"><h1>{w.title}</h1><p className="lead">{w.lead}</p></div>
      <div className="doors">
        {kind !== 'nobody' && me.data !== undefined ? <SignedIn name={me.data.name} face={kind === 'owner' ? 'owner' : 'console'} /> : null}
        {settingUp && setUp.data !== undefined ? <SetUp state={setUp.data} /> : null}
        {kind === 'nobody' && setUp.data?.empty !== true ? <StaffDoor /> : null}
        {kind === 'nobody' && setUp.data?.empty !== true ? (
          <Card title={w.ownerDoor}><div className="k-stack"><p className="k-muted">{w.ownerHint}</p><a className="k-button" href="/owner">{w.toOwner}</a></div></Card>
        ) : null}
      </div>
      {demo.data?.demo === true ? <DemoDoors /> : null}
    </main>
  );
}
