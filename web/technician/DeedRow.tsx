// A deed that waits or that the house would not take: what was said in it, why it stands still, and the person's word on it.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Notice, Tag } from '#kit/card.tsx';
import { When } from '#kit/figures.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { sentenceOf } from '#client/sentences/index';
import { dropDeed, sendAnyway, type Deed } from './queue.ts';
import { words } from './words.ts';

type Change = { at: string; actorName: string };
const inWords = ['what', 'value', 'unit', 'complaint', 'cause', 'correction', 'words', 'note', 'why'];
const saidIn = ({ input }: Deed): string => [...inWords.map((name) => input[name]), input['measuredV'] === undefined ? undefined : `${String(input['measuredV'])} V`].filter((one) => typeof one === 'string' || typeof one === 'number').join(' ');

/** A step of a stop by its own name: five that are all called progress tell nobody what waits. */
const titleIn = ({ name, input }: Deed, w: ReturnType<typeof useWords<(typeof words)['zh']>>): string => {
  if (name !== 'moveStop') return w.deeds[name];
  const [move, reason] = [input['move'] as keyof typeof w.moves, input['reason'] as keyof typeof w.fail | undefined];
  return reason === undefined ? w.moves[move] : `${w.moves[move]} · ${w.fail[reason]}`;
};

export function DeedRow({ deed }: { deed: Deed }) {
  const mark = useMarks();
  const w = useWords(words);
  const { language } = useLanguage();
  const [dropping, setDropping] = useState(false);
  const said = saidIn(deed);
  return (
    <li className="t-deed" data-stopped={deed.stopped !== null}>
      <span className="k-between"><strong>{titleIn(deed, w)}</strong><When at={deed.at} /></span><span className="k-between"><span className="k-muted">{deed.of.label}</span>{deed.photoKeys.length === 0 ? null : <Tag>{w.photos(deed.photoKeys.length)}</Tag>}</span>
      {said === '' ? null : <span className="t-said">{said}</span>}
      {deed.stopped === null ? null : <>
        <Notice tone="danger">{deed.stopped.code === 'staleEdit' ? w.changed(((deed.stopped.details['changes'] as Change[] | undefined) ?? []).map((change) => change.actorName).join(mark.comma)) : sentenceOf(deed.stopped.code, deed.stopped.details, language)}</Notice>
        <div className="k-row"><Button kind="primary" onClick={() => void sendAnyway(deed)}>{w.sendAnyway}</Button><Button kind="danger" onClick={() => (dropping ? void dropDeed(deed) : setDropping(true))}>{dropping ? w.dropSurely : w.drop}</Button></div>
      </>}
    </li>
  );
}
