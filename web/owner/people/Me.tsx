// My settings and my data: language, look, consents, who looked at my data, where I am signed in.
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { Choice, Switch } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useTheme } from '#kit/theme.tsx';
import { defineWords, useLanguage, useWords, type Language } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { links } from '../links.ts';

const words = defineWords({
  zh: { title: '我的', complain: '投诉与建议', complaint: '我要投诉：', complaints: '我的投诉', accidents: '保险案件', settings: '显示', consentLead: '随时可以改，立即生效。', device: '未知设备', began: '登录于', carLooks: '谁看过我的车、远程操作授权', benefits: '套餐、定金与优惠券', language: '语言', theme: '外观', themes: { system: '跟随系统', light: '浅色', dark: '深色' }, print: '字号', prints: { normal: '标准', large: '大字' }, consents: '授权', purpose: { locationForRescue: '救援时使用精确位置', proactiveCare: '主动关怀与预警建议', surveys: '服务后请我评价', newsBySms: '我反映的问题改进了，短信也告诉我', marketing: '活动与优惠信息' }, looks: '谁看过我的信息', noLooks: '还没有人查看过', sessions: '登录的设备', end: '退出该设备', current: '本机', signOut: '退出登录' },
  en: { title: 'Me', complain: 'Complaints and suggestions', complaint: 'I want to complain: ', complaints: 'My complaints', accidents: 'Insured accidents', settings: 'Display', consentLead: 'Change it at any time; it takes effect at once.', device: 'Unknown device', began: 'Since', carLooks: 'Who looked at my car, remote consent', benefits: 'Packages, deposits and coupons', language: 'Language', theme: 'Look', themes: { system: 'As the system', light: 'Light', dark: 'Dark' }, print: 'Print', prints: { normal: 'Normal', large: 'Large' }, consents: 'Consents', purpose: { locationForRescue: 'Precise position for rescue', proactiveCare: 'Care before it breaks', surveys: 'Ask me after a service', newsBySms: 'Also text me when what I reported was improved', marketing: 'Offers and events' }, looks: 'Who looked at my data', noLooks: 'Nobody has looked yet', sessions: 'Where I am signed in', end: 'Sign out there', current: 'this device', signOut: 'Sign out' },
});

const spaced = (phone: string): string => phone.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');

/** What a person calls the device that a browser calls by a long name. */
function deviceName(agent: string): string | undefined {
  const machine = [/iPhone/, /iPad/, /HarmonyOS/, /Android/, /Windows/, /Macintosh/, /Linux/].find((one) => one.test(agent))?.source.replace('Macintosh', 'Mac');
  const browser = ([[/MicroMessenger/, 'WeChat'], [/Edg\//, 'Edge'], [/Firefox\//, 'Firefox'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari']] as const).find(([one]) => one.test(agent))?.[1];
  return machine === undefined ? undefined : browser === undefined ? machine : `${machine} · ${browser}`;
}

export function Me() {
  const w = useWords(words);
  const says = useSays();
  const { language, speak } = useLanguage();
  const { theme, choose, large, print } = useTheme();
  const profile = useAsk('showMyProfile', {});
  const consents = useAsk('listMyConsents', {});
  const looks = useAsk('listMyAccessLog', {});
  const sessions = useAsk('listMySessions', {});
  const consent = useAct('setMyConsent');
  const change = useAct('changeMyProfile');
  const end = useAct('endMySession');
  const signOut = useAct('signOut');
  const talk = (next: Language): void => {
    speak(next);
    if (profile.data !== undefined) change.mutate({ name: profile.data.name, language: next });
  };
  return (
    <>
      <div className="o-head"><h1>{w.title}</h1></div>
      <div className="o-cols" data-even="true">
        <div>
          <Answered of={profile} says={says} lines={2}>{(me) => <Card title={me.name}><p className="k-muted k-number">{spaced(me.phone)}</p></Card>}</Answered>
          <Card title={w.settings}><div className="k-stack">
            <Choice<Language> label={w.language} value={language} onValue={talk} options={[{ value: 'zh', label: '中文' }, { value: 'en', label: 'English' }]} />
            <Choice<'system' | 'light' | 'dark'> label={w.theme} value={theme} onValue={choose} options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: w.themes[value] }))} />
            <Choice<'normal' | 'large'> label={w.print} value={large ? 'large' : 'normal'} onValue={(value) => print(value === 'large')} options={(['normal', 'large'] as const).map((value) => ({ value, label: w.prints[value] }))} />
          </div></Card>
          <Card title={w.consents}><p className="k-muted">{w.consentLead}</p><Answered of={consents} says={says} lines={3}>{(data) => <div className="k-stack" style={{ marginTop: 8 }}>{data.consents.map((one) => <Switch key={one.purpose} label={w.purpose[one.purpose]} on={one.granted} onTurn={(granted) => consent.mutate({ purpose: one.purpose, granted })} />)}</div>}</Answered></Card>
        </div>
        <div style={{ gridColumn: 'auto' }}>
          <Link className="k-button" to={links.benefits()}>{w.benefits}</Link>
          <Link className="k-button" to={links.accidents()}>{w.accidents}</Link>
          <Link className="k-button" to={links.talk()} state={{ say: w.complaint }}>{w.complain}</Link>
          <Link className="k-button" to={links.complaints()}>{w.complaints}</Link>
          <Link className="k-button" to={links.looks()}>{w.carLooks}</Link>
          <Card title={w.looks}><Answered of={looks} says={says} lines={2}>{(data) => data.looks.length === 0 ? <p className="k-muted">{w.noLooks}</p> : <ul className="k-list">{data.looks.map((one) => <li key={`${one.at} ${one.staffName}`}><div className="k-between"><strong>{one.staffName}</strong><span className="k-muted"><When at={one.at} /></span></div><p>{one.why}</p></li>)}</ul>}</Answered></Card>
          <Card title={w.sessions}><Answered of={sessions} says={says} lines={2}>{(data) => <ul className="k-list">{data.sessions.map((one) => <li key={one.id} className="k-between" style={{ alignItems: 'center' }}><span><strong>{deviceName(one.device) ?? w.device}</strong>{one.current ? <> <Tag tone="good">{w.current}</Tag></> : null}<br /><span className="k-muted">{w.began} <When at={one.startedAt} /></span></span>{one.current ? null : <Button busy={end.isPending} onClick={() => end.mutate({ id: one.id })}>{w.end}</Button>}</li>)}</ul>}</Answered></Card>
          <Button wide busy={signOut.isPending} onClick={() => signOut.mutate({}, { onSuccess: () => location.assign('/owner') })}>{w.signOut}</Button>
        </div>
      </div>
    </>
  );
}
