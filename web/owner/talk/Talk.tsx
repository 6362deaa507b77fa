// The owner's talk about a car: answers with their sources, cards to confirm, a person and rescue always one tap away.
// Large type on request; voice text from the keyboard is text like any other.
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Notice } from '#kit/card.tsx';
import { Dialog, say } from '#kit/dialog.tsx';
import { composing, Form, Switch, TextField } from '#kit/field.tsx';
import { useNow, whenWords } from '#kit/figures.tsx';
import { Icon } from '#kit/icon.tsx';
import { PhotoPicker, Pictures } from '#kit/photo.tsx';
import { Answered, Empty, Slow } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { upload, type Out } from '#client/client';
import { useSays } from '#client/says';
import { Head } from '../Head.tsx';
import { Emergency } from '../Offline.tsx';
import { links } from '../links.ts';
import './talk.css';
import { words } from './words.ts';

type Talked = Out<'startConversation'>;
type TurnShown = Talked['turns'][number];
type CardShown = Talked['cards'][number];
const topics = ['conversations', 'hotline'];

function Turn({ turn, conversationId, onChoice }: { turn: TurnShown; conversationId: string; onChoice(text: string): void }) {
  const w = useWords(words);
  const rate = useAct('rateTurn');
  const lines = turn.sentences.length > 0 ? turn.sentences.map((sentence) => sentence.text) : turn.text.split('\n');
  return (
    <li className="t-turn" data-role={turn.role} data-kind={turn.kind ?? ''}>
      {turn.role === 'user' ? (turn.via === 'wechat' ? <small>{w.fromWechat}</small> : null) : <small>{turn.role === 'assistant' ? w.assistant : turn.byName}</small>}
      {turn.pictures.length === 0 ? null : <Pictures urls={turn.pictures.map(({ fileId }) => `/api/my/conversations/${conversationId}/pictures/${fileId}`)} label={w.picture} closeLabel={w.shut} />}
      {lines.filter((line) => line !== '').map((line, index) => <p key={`${index}${line.slice(0, 12)}`}>{line}</p>)}
      {turn.choices.length === 0 ? null : <div className="t-choices">{turn.choices.map((choice) => <Button key={choice} small onClick={() => onChoice(choice)}>{choice}</Button>)}</div>}
      {turn.citations.length === 0 ? null : <details><summary>{w.sources}</summary>{[...new Set(turn.citations.map((one) => `${one.title}${one.heading === '' ? '' : ` · ${one.heading}`}`))].map((source) => <div key={source}>{source}</div>)}</details>}
      {turn.kind === 'answer' && turn.helped === null && !rate.isSuccess ? <div className="t-rate"><Button kind="quiet" small onClick={() => rate.mutate({ turnId: turn.id, helped: true })}>{w.helped}</Button><Button kind="quiet" small onClick={() => rate.mutate({ turnId: turn.id, helped: false })}>{w.notHelped}</Button></div> : null}
      {rate.isSuccess ? <small>{w.thanks}</small> : null}
    </li>
  );
}

function OfferedCard({ card, vehicleId }: { card: CardShown; vehicleId: string }) {
  const w = useWords(words);
  const go = useNavigate();
  const says = useSays();
  const confirm = useAct('confirmCard');
  const pageOf: Record<string, string> = { book: links.book(vehicleId), visits: links.history(), prices: links.prices(), car: links.home(), outlets: links.book(vehicleId) };
  const tap = (): void => confirm.mutate({ cardId: card.id }, {
    onSuccess: (done) => {
      if (done.tool === 'rescue' && done.result.number !== undefined) say(w.rescueSent(done.result.number));
      const to = done.result.caseId === undefined ? pageOf[done.result.page ?? ''] : links.case(done.result.caseId);
      if (to !== undefined && done.tool !== 'rescue') void go(to);
    }, onError: (error) => say(says(error), 'danger'),
  });
  return (
    <div className="t-card" data-tool={card.tool}>
      <strong>{w.tool[card.tool]}</strong><p>{card.state === 'done' && card.result.number !== undefined ? `${w.done} · ${card.result.number}` : w.cardLead[card.tool]}</p>
      <Button kind={card.tool === 'rescue' ? 'danger' : 'primary'} busy={confirm.isPending} disabled={card.state === 'done' && card.result.caseId === undefined} onClick={() => (card.state === 'done' && card.result.caseId !== undefined ? void go(links.case(card.result.caseId)) : tap())}>{card.state === 'done' ? w.done : card.tool === 'rescue' ? w.tool.rescue : card.confirm ? w.doIt : w.goOn}</Button>
    </div>
  );
}

/** Without a network: what is written goes out later by itself, danger in it is heard here and now, and the telephone still works. */
function Unsent({ text }: { text: string }) {
  const w = useWords(words);
  const [level, setLevel] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    void import('@careloop/danger').then(({ readDanger }) => gone || setLevel(readDanger(text).level), () => undefined);
    return () => void (gone = true);
  }, [text]);
  const danger = level === 'S0' || level === 'S1';
  return <Notice tone={danger ? 'danger' : 'warn'}>{danger ? <p><strong>{level === 'S0' ? w.getOut : w.stopNow}</strong></p> : null}<p>{text.trim() === '' ? w.offline : w.goesLater}</p><Emergency /></Notice>;
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const hear = (): void => setOnline(navigator.onLine);
    for (const event of ['online', 'offline'] as const) addEventListener(event, hear);
    void import('@careloop/danger').catch(() => undefined); // at hand when the network goes
    return () => { for (const event of ['online', 'offline'] as const) removeEventListener(event, hear); };
  }, []);
  return online;
}

/** The newest card of each kind among the last turns. */
const cardsNow = (talk: Talked): CardShown[] => {
  const last = talk.cards.filter((card) => card.tool !== 'toPerson' && talk.turns.slice(-4).some((turn) => turn.id === card.turnId));
  return last.filter((card, at) => last.findLastIndex((other) => other.tool === card.tool && other.state === card.state) === at);
};

function Standing({ talk }: { talk: Talked }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const { state, agentName } = talk.conversation;
  const wait = useAsk('myWait', { conversationId: talk.conversation.id }, { enabled: state === 'queued', topics, everyMs: 15_000 });
  if (state === 'human' || state === 'wrapUp') return <Notice tone="good">{w.human(agentName ?? '')}</Notice>;
  if (state === 'closed') return <Notice>{w.closed}</Notice>;
  if (state !== 'queued') return null;
  const one = wait.data?.wait;
  if (one?.callBackDueAt != null) return <Notice tone="warn">{w.callBack(whenWords(one.callBackDueAt, language))}</Notice>;
  return <Notice>{w.waiting(one?.ahead ?? talk.conversation.ahead ?? 0)}{one?.byAt == null ? '' : ` · ${w.by(whenWords(one.byAt, language))}`}</Notice>;
}

/** A code that makes it one conversation in WeChat too; once it is, that it is, and the way out. */
function InWechat({ talk }: { talk: Talked }) {
  const w = useWords(words);
  const says = useSays();
  const ask = useAct('wechatCode');
  const part = useAct('partWechat');
  const now = useNow(5_000);
  const { brandId } = talk.conversation;
  const failed = { onError: (error: Error) => say(says(error), 'danger') };
  if (talk.wechat === 'none') return null;
  if (talk.wechat === 'joined') return <p className="t-wechat">{w.alsoInWechat}<Button kind="quiet" small busy={part.isPending} onClick={() => part.mutate({ brandId }, { ...failed, onSuccess: () => (ask.reset(), say(w.parted)) })}>{w.partWechat}</Button></p>;
  const { code = null, until = null } = ask.data ?? {};
  if (code === null || until === null || new Date(until) < now) return <Button kind="quiet" small busy={ask.isPending} onClick={() => ask.mutate({ brandId }, failed)}>{w.inWechat}</Button>;
  const order = w.bind(code);
  return (
    <Notice>
      <p>{w.wechatCode}</p>
      <div className="t-code"><strong>{order}</strong><Button small onClick={() => void navigator.clipboard.writeText(order).then(() => say(w.copied), () => say(w.copyFailed, 'danger'))}>{w.copy}</Button></div>
    </Notice>
  );
}

function useTalk(vehicleId: string) {
  const start = useAct('startConversation');
  const { mutate } = start;
  const [id, setId] = useState('');
  useEffect(() => {
    setId('');
    mutate({ vehicleId }, { onSuccess: (talk) => setId(talk.conversation.id) });
  }, [vehicleId, mutate]);
  const shown = useAsk('showMyConversation', { conversationId: id }, { enabled: id !== '', topics });
  return { id, shown, failed: start.error, restart: () => mutate({ vehicleId }, { onSuccess: (talk) => setId(talk.conversation.id) }) };
}

/** Pictures with a word to them; a person looks. */
function SendPictures({ conversationId, onSent }: { conversationId: string; onSent(): void }) {
  const w = useWords(words);
  const says = useSays();
  const [isOpen, setOpen] = useState(false);
  const [pictures, setPictures] = useState<{ fileId: string; name: string }[]>([]);
  const [caption, setCaption] = useState('');
  const send = useAct('sendPictures');
  const close = (): void => {
    setOpen(false);
    setPictures([]);
    setCaption('');
    send.reset();
  };
  return (
    <>
      <Button aria-label={w.pictures} disabled={conversationId === ''} onClick={() => setOpen(true)}><Icon name="camera" /></Button>
      <Dialog open={isOpen} onClose={close} title={w.pictures}>
        <Form label={w.pictures} onSubmit={() => send.mutate({ conversationId, pictures, ...(caption.trim() === '' ? {} : { caption }) }, { onSuccess: () => (close(), onSent()) })}>
          <p className="k-muted">{w.picturesLead}</p>
          <PhotoPicker label={w.addPicture} removeLabel={w.removePicture} failedLabel={w.pictureFailed} most={4} upload={upload} onFiles={(fileIds, names) => setPictures(fileIds.map((fileId, at) => ({ fileId, name: names[at] ?? '' })))} />
          <TextField label={w.caption} value={caption} onValue={setCaption} maxLength={500} />
          {send.error === null ? null : <Notice tone="danger">{says(send.error)}</Notice>}
          <div className="k-row"><Button type="submit" kind="primary" busy={send.isPending} disabled={pictures.length === 0}>{w.send}</Button><Button onClick={close}>{w.shut}</Button></div>
        </Form>
      </Dialog>
    </>
  );
}

/** How high the bar is, for what must end above it. */
function useHeight(): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const seen = new ResizeObserver(([entry]) => document.documentElement.style.setProperty('--t-bar', `${Math.ceil(entry?.borderBoxSize[0]?.blockSize ?? 0)}px`));
    if (box.current !== null) seen.observe(box.current);
    return () => seen.disconnect();
  }, []);
  return box;
}

/** What must not be scrolled away: who has the talk and how long it takes, danger without a network, a person, rescue. */
function Bar({ above, text, setText, onSend, busy, onPerson, onRescue, pictures }: { above: ReactNode; pictures: ReactNode; text: string; setText(text: string): void; onSend(): void; busy: boolean; onPerson(): void; onRescue(): void }) {
  const w = useWords(words);
  const hear = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || composing(event)) return;
    event.preventDefault();
    onSend();
  };
  const box = useHeight();
  return (
    <div className="t-bar" ref={box}><div>
      <div className="t-above">{above}</div>
      <div className="t-always"><Button onClick={onPerson}><Icon name="person" />{w.person}</Button><Button className="k-button rescue" onClick={onRescue}><Icon name="alert" />{w.rescue}</Button></div>
      <div className="t-say">{pictures}<textarea className="k-input" rows={1} aria-label={w.text} placeholder={w.text} value={text} maxLength={2000} onChange={(event) => setText(event.target.value)} onKeyDown={hear} /><Button kind="primary" busy={busy} disabled={text.trim() === ''} onClick={onSend}>{w.send}</Button></div>
    </div></div>
  );
}

export function Talk() {
  const w = useWords(words);
  const says = useSays();
  const vehicles = useAsk('listMyVehicles', {});
  const vehicleId = useParams()['vehicleId'] ?? vehicles.data?.vehicles[0]?.id ?? '';
  if (vehicleId === '') return <><Head title={w.title} />{vehicles.data === undefined ? <Slow lines={4} /> : <Empty icon="car" title={w.noCar} />}</>;
  return <TalkAbout key={vehicleId} vehicleId={vehicleId} says={says} />;
}

function TalkAbout({ vehicleId, says }: { vehicleId: string; says(error: Error): string }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const { id, shown, failed, restart } = useTalk(vehicleId);
  const begun = (useLocation().state as { say?: string } | null)?.say ?? ''; // a door that knows what the talk will be about
  const [text, setText] = useState(begun);
  const [large, setLarge] = useState(() => localStorage.getItem('careloop.large') === 'yes');
  const send = useAct('sendTurn');
  const person = useAct('askPerson');
  const rescue = useAct('reportTrouble');
  const go = useNavigate();
  const online = useOnline();
  const end = useRef<HTMLDivElement>(null);
  const count = shown.data?.turns.length ?? 0;
  const busy = send.isPending || text !== '';
  useEffect(() => {
    if (count === 0) return;
    // An answer is read from its beginning: what the owner said last stands at the top. Where all fits, or a person writes, the end is shown.
    const list = document.querySelectorAll<HTMLElement>('.t-turn');
    const asked = [...list].findLast((turn) => turn.dataset['role'] === 'user');
    const long = asked !== undefined && list[list.length - 1]?.dataset['role'] === 'assistant';
    void (long ? asked : end.current)?.scrollIntoView({ block: long ? 'start' : 'end' }); // newer browsers answer a promise, which is no way to clean up
  }, [count]);
  useEffect(() => localStorage.setItem('careloop.large', large ? 'yes' : 'no'), [large]);
  const [early, setEarly] = useState(''); // said before the talk was open: sent as soon as it is
  const tell = (said: string): void => {
    if (said.trim() === '' || send.isPending) return;
    if (id === '') return setEarly(said);
    send.mutate({ conversationId: id, text: said.trim() }, { onSuccess: () => (setText(''), void shown.refetch()), onError: (error) => say(says(error), 'danger') });
  };
  useEffect(() => {
    if (id === '' || early === '') return;
    setEarly('');
    tell(early);
  });
  const askRescue = (): void => rescue.mutate({ vehicleId, words: [w.rescueWords, ...(shown.data?.turns.filter((turn) => turn.role === 'user').slice(-2).map((turn) => turn.text) ?? [])].join(language === 'zh' ? '。' : '. ').slice(0, 2000), fileIds: [] }, { onSuccess: (opened) => (say(w.rescueSent(opened.number)), void go(links.case(opened.caseId))), onError: (error) => say(says(error), 'danger') });
  return (
    <div className="t-talk" data-large={large}>
      <Head title={w.title} end={<Switch label={w.large} on={large} onTurn={setLarge} />} />
      {failed === null ? null : <Notice tone="danger">{says(failed)}</Notice>}
      <Answered of={shown} says={says} lines={5}>{(talk) => (
        <>
          {talk.turns.length > 0 ? null : <><p className="k-muted">{w.lead}</p><div className="t-choices">{w.ask.split('|').map((one) => <Button key={one} small onClick={() => tell(one)}>{one}</Button>)}</div></>}
          <ol className="t-turns" aria-live="polite">{talk.turns.map((turn) => <Turn key={turn.id} turn={turn} conversationId={id} onChoice={tell} />)}</ol>
          {cardsNow(talk).map((card) => <OfferedCard key={card.id} card={card} vehicleId={vehicleId} />)}
          <InWechat talk={talk} />
          {talk.conversation.state === 'closed' ? <Button onClick={restart}>{w.again}</Button> : null}
        </>
      )}</Answered>
      <div ref={end} className="t-end" />
      <Bar above={online ? (shown.data === undefined ? null : <Standing talk={shown.data} />) : <Unsent text={busy ? text : ''} />} pictures={<SendPictures conversationId={shown.data?.conversation.state === 'closed' ? '' : id} onSent={() => void shown.refetch()} />} text={text} setText={setText} busy={send.isPending || early !== ''} onSend={() => tell(text)} onPerson={() => person.mutate({ conversationId: id }, { onSuccess: () => void shown.refetch(), onError: (error) => say(says(error), 'danger') })} onRescue={askRescue} />
    </div>
  );
}
