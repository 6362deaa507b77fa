// What an outlet can promise with: who works when, calibrated tools, days of its own, parts. One tab each.
import { useSearchParams } from 'react-router';
import { Answered } from '#kit/states.tsx';
import { Button } from '#kit/button.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Days } from './Days.tsx';
import { Imports } from './Imports.tsx';
import { Roster } from './Roster.tsx';
import { Stock } from './Stock.tsx';
import { Tools } from './Tools.tsx';
import { words } from './place-words.ts';

const tabs = ['roster', 'tools', 'days', 'parts', 'imports'] as const;

export function Place() {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const outlets = useAsk('listOutlets', {}, { topics: ['network'] });
  const tab = tabs.find((one) => one === params.get('tab')) ?? 'roster';
  const set = (name: string, value: string): void => setParams((before) => {
    before.set(name, value);
    return before;
  }, { replace: true });
  return (
    <div className="c-page"><Answered of={outlets} says={says} lines={8}>{(data) => {
      const list = data.outlets.filter(me.isMyOutlet);
      const outlet = list.find((one) => one.id === params.get('outlet')) ?? list[0];
      const manages = outlet !== undefined && me.grants.some((grant) => ['serviceManager', 'regionalManager', 'administrator'].includes(grant.role) && (grant.outlet === null || grant.outlet.id === outlet.id));
      return (
        <>
          <Heading title={w.title} lead={w.lead}>
            <div className="c-filters"><select className="k-input" aria-label={w.outlet} value={outlet?.id ?? ''} onChange={(event) => set('outlet', event.target.value)}>{list.map((one) => <option key={one.id} value={one.id}>{language === 'zh' ? one.name : one.nameEn}</option>)}</select></div>
          </Heading>
          <nav className="c-tabs" aria-label={w.tabsLabel}>{tabs.filter((one) => one !== 'imports' || manages).map((one) => <Button key={one} small aria-current={one === tab ? 'page' : undefined} onClick={() => set('tab', one)}>{w.tabs[one]}</Button>)}</nav>
          {outlet === undefined ? null : tab === 'roster' ? <Roster key={outlet.id} outletId={outlet.id} manages={manages} /> : tab === 'tools' ? <Tools key={outlet.id} outletId={outlet.id} manages={manages} />
            : tab === 'days' ? <Days key={outlet.id} outletId={outlet.id} manages={manages} /> : tab === 'imports' ? <Imports key={outlet.id} outletId={outlet.id} /> : <Stock key={outlet.id} outlet={outlet} />}
        </>
      );
    }}</Answered></div>
  );
}
