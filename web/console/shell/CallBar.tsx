// On every other page an agent sees who rings or is still on the line, and is back at the desk with one key.
import { Link, useLocation, useNavigate } from 'react-router';
import { Notice } from '#kit/card.tsx';
import { useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { links } from '../links.ts';
import { useKeys } from './keys.ts';
import { words } from './words.ts';

export function CallBar({ held }: { held: readonly string[] }) {
  const w = useWords(words);
  const go = useNavigate();
  const away = useLocation().pathname !== links.desk();
  const desk = useAsk('showMyDesk', {}, { topics: ['hotline'], enabled: away && held.includes('agent'), everyMs: 15_000 });
  const one = away ? (desk.data?.mine ?? null) : null;
  useKeys(one === null ? {} : { h: () => void go(links.desk()) });
  if (one === null) return null;
  return <div className="c-call" role="status"><Notice tone={one.state === 'offered' || one.urgency === 1 ? 'danger' : 'warn'}>{one.state === 'offered' ? w.callRings : one.state === 'wrapUp' ? w.callEnded : w.callGoesOn} · {one.ownerName ?? one.phoneMasked ?? one.number} <Link className="k-button" data-small to={links.desk()}>{w.toDesk} <kbd>H</kbd></Link></Notice></div>;
}
