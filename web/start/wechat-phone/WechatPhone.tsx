// The demo's WeChat phone: choose who follows a brand's account, write as they do, and see what the brand answers, as it comes.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Choice, composing, SelectField } from '#kit/field.tsx';
import { clockTime, whenWords } from '#kit/figures.tsx';
import { Icon } from '#kit/icon.tsx';
import { Pictures } from '#kit/photo.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { callWithFile, type Out } from '#client/client';
import { useSays } from '#client/says';
import './wechat-phone.css';
import { words } from './words.ts';

type Follower = Out<'demoWechat'>['followers'][number];
type Bubble = Out<'demoWechatPhone'>['bubbles'][number];
const keyOf = (one: Follower): string => `${one.brand.id} ${one.openId}`;

function BubbleLine({ bubble }: { bubble: Bubble }) {
  const w = useWords(words);
  const { language } = useLanguage();
  if (bubble.from === 'wechat') return <li className="wx-note">{w.outOfOrder}</li>;
  if (bubble.kind === 'event') return <li className="wx-note">{w.event[bubble.text as 'subscribe']}</li>;
  return (
    <li className="wx-bubble" data-from={bubble.from}>
      {bubble.mediaId === null ? null : <Pictures urls={[`/api/demo/wechat/pictures/${bubble.mediaId}`]} label={w.pictureIs} closeLabel={w.shut} />}
      {bubble.kind === 'place' ? <strong className="wx-kind"><Icon name="pin" size={16} />{w.placeIs}</strong> : bubble.kind === 'voice' ? <strong className="wx-kind"><Icon name="signal" size={16} />{w.asVoice}</strong> : null}
      {bubble.text === '' ? null : <p>{bubble.text}</p>}
      <small>{clockTime(bubble.at, language)}{bubble.state === 'onTheWay' ? ` · ${w.onTheWay}` : bubble.state === 'failed' ? ` · ${w.failed}` : ''}</small>
    </li>
  );
}

function useSending(of: Follower) {
  const says = useSays();
  const w = useWords(words);
  const act = useAct('sendDemoWechat');
  const [posting, setPosting] = useState(false);
  const who = { brandId: of.brand.id, openId: of.openId };
  return {
    busy: act.isPending || posting,
    send: (kind: 'text' | 'voice' | 'place' | 'follow' | 'unfollow' | 'twoDays', text?: string, then?: () => void): void => act.mutate({ ...who, kind, ...(text === undefined ? {} : { text }) }, { onSuccess: () => then?.(), onError: (error) => say(says(error), 'danger') }),
    async picture(file: File): Promise<void> {
      setPosting(true);
      await callWithFile('sendDemoWechatPicture', who, file).catch(() => say(w.pictureWrong, 'danger'));
      setPosting(false);
    },
  };
}

function Bar({ of, follows, sending }: { of: Follower; follows: boolean; sending: ReturnType<typeof useSending> }) {
  const w = useWords(words);
  const [text, setText] = useState('');
  const tell = (kind: 'text' | 'voice'): void => {
    if (text.trim() !== '' && !sending.busy) sending.send(kind, text.trim(), () => setText(''));
  };
  const hear = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || composing(event)) return;
    event.preventDefault();
    tell('text');
  };
  if (!follows) return <div className="wx-bar"><p>{w.notFollowing}</p><Button kind="primary" busy={sending.busy} onClick={() => sending.send('follow')}>{w.follow}</Button></div>;
  return (
    <div className="wx-bar">
      <div className="wx-say"><textarea className="k-input" rows={1} aria-label={w.text} placeholder={w.text} value={text} maxLength={2000} onChange={(event) => setText(event.target.value)} onKeyDown={hear} /><Button kind="primary" busy={sending.busy} disabled={text.trim() === ''} onClick={() => tell('text')}>{w.send}</Button></div>
      <div className="wx-more">
        <label className="k-button" data-small="true"><Icon name="camera" size={16} />{w.picture}<input className="sr" type="file" accept="image/*" aria-label={`${w.picture}: ${of.name}`} onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file !== undefined) void sending.picture(file);
        }} /></label>
        <Button small disabled={sending.busy} onClick={() => sending.send('place')}><Icon name="pin" size={16} />{w.place}</Button>
        <Button small disabled={text.trim() === ''} onClick={() => tell('voice')}><Icon name="signal" size={16} />{w.voice}</Button>
      </div>
    </div>
  );
}

function Screen({ of }: { of: Follower }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const phone = useAsk('demoWechatPhone', { brandId: of.brand.id, openId: of.openId }, { everyMs: 1_000 });
  const sending = useSending(of);
  const list = useRef<HTMLOListElement>(null);
  const last = phone.data?.bubbles.at(-1)?.id;
  useEffect(() => {
    if (list.current !== null) list.current.scrollTop = list.current.scrollHeight;
  }, [last]);
  const account = w.account(language === 'zh' ? of.brand.name : `${of.brand.nameEn}`);
  return (
    <>
      <section className="wx-phone" aria-label={account}>
        <header><strong>{account}</strong></header>
        <Answered of={phone} says={says} lines={6}>{(data) => (
          <>
            <ol ref={list} className="wx-list" aria-label={w.messages} aria-live="polite" tabIndex={0}>{data.bubbles.length === 0 ? <li className="wx-note">{w.empty}</li> : data.bubbles.map((bubble) => <BubbleLine key={bubble.id} bubble={bubble} />)}</ol>
            {phone.error === null ? null : <Notice tone="danger">{says(phone.error)}</Notice>}
            <Bar of={of} follows={data.follows} sending={sending} />
          </>
        )}</Answered>
      </section>
      <Card title={w.time}>
        <div className="k-stack">
          <p className="k-muted">{phone.data === undefined ? w.twoDaysLead : phone.data.until === null || phone.data.answersLeft === 0 ? w.noMore : w.until(whenWords(phone.data.until, language), phone.data.answersLeft)}</p>
          <div className="k-row"><Button small disabled={phone.data?.until == null} onClick={() => sending.send('twoDays')}>{w.twoDays}</Button>{phone.data?.follows === true ? <Button small onClick={() => sending.send('unfollow')}>{w.unfollow}</Button> : null}</div>
          <p className="k-muted">{w.twoDaysLead}</p>
        </div>
      </Card>
    </>
  );
}

function HowToJoin({ of }: { of: Follower }) {
  const w = useWords(words);
  const says = useSays();
  const signIn = useAct('demoSignIn');
  const open = (id: string): void => signIn.mutate({ kind: 'owner', id }, {
    onSuccess: () => window.open(of.vehicleId === null ? '/owner' : `/owner/talk/${of.vehicleId}`, 'careloop-owner') ?? location.assign('/owner'), onError: (error) => say(says(error), 'danger'),
  });
  return (
    <Card title={of.joined ? w.joinedTitle : w.how}>
      <div className="k-stack">
        {of.joined ? <p>{w.joinedLead}</p> : <ol className="wx-steps">{w.steps.split('|').map((step) => <li key={step}>{step}</li>)}</ol>}
        {of.ownerId === null ? null : <Button busy={signIn.isPending} onClick={() => open(of.ownerId as string)}>{w.openApp}</Button>}
        <p className="k-muted">{w.openAppLead}</p>
      </div>
    </Card>
  );
}

function Phones({ followers }: { followers: readonly Follower[] }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const [chosen, setChosen] = useState(() => decodeURIComponent(location.hash.slice(1)));
  const of = followers.find((one) => keyOf(one) === chosen) ?? followers[0];
  useEffect(() => history.replaceState(null, '', chosen === '' ? location.pathname : `#${encodeURIComponent(chosen)}`), [chosen]);
  if (of === undefined) return <Empty icon="person" title={w.nobody} />;
  const brands = [...new Map(followers.map((one) => [one.brand.id, one.brand])).values()];
  const ofBrand = followers.filter((one) => one.brand.id === of.brand.id);
  const first = (brandId: string): void => setChosen(keyOf(followers.find((one) => one.brand.id === brandId) as Follower));
  return (
    <div className="wx-cols">
      <div className="wx-who">
        <Card>
          <div className="k-stack">
            <Choice label={w.brand} value={of.brand.id} onValue={first} options={brands.map((brand) => ({ value: brand.id, label: language === 'zh' ? brand.name : brand.nameEn }))} />
            <SelectField label={w.who} value={keyOf(of)} onValue={setChosen} options={ofBrand.map((one) => ({ value: keyOf(one), label: `${one.name} · ${one.joined ? w.joined : w.notJoined}` }))} />
          </div>
        </Card>
      </div>
      <div className="wx-hand"><Screen key={keyOf(of)} of={of} /></div>
      <HowToJoin of={of} />
    </div>
  );
}

export function WechatPhone() {
  const w = useWords(words);
  const says = useSays();
  const { language, speak } = useLanguage();
  const demo = useAsk('demoState', {});
  const followers = useAsk('demoWechat', {}, { enabled: demo.data?.demo === true, everyMs: 2_000 });
  useEffect(() => void (document.title = `CareLoop · ${w.title}`), [w]);
  return (
    <div className="start">
      <header className="top"><a className="mark" href="/"><img src="/icon.svg" alt="" />CareLoop</a><nav className="links" aria-label="CareLoop"><a className="k-button" data-kind="quiet" href="/">{w.back}</a><Button kind="quiet" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>{w.language}</Button></nav></header>
      <main>
        <div className="k-stack"><h1>{w.title}</h1><p className="lead">{w.lead}</p></div>
        <Answered of={demo} says={says} lines={6}>{(state) => (state.demo ? <Answered of={followers} says={says} lines={8}>{(data) => <Phones followers={data.followers} />}</Answered> : <Empty icon="chat" title={w.notDemo}><p>{w.notDemoLead}</p></Empty>)}</Answered>
      </main>
    </div>
  );
}
