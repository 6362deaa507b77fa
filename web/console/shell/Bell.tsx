// The bell of the frame: how many notices are unread, live, and the way to them.
import { Link } from 'react-router';
import { Icon } from '#kit/icon.tsx';
import { useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { links } from '../links.ts';
import { words } from './words.ts';

export function Bell() {
  const w = useWords(words);
  const unread = useAsk('staffNotices', { unread: true, limit: 1 }, { topics: ['notices'], keep: true }).data?.unread ?? 0;
  return (
    <Link className="k-button c-bell" data-kind="quiet" data-small="true" to={links.notices()} aria-label={unread === 0 ? w.notices : `${w.notices}: ${w.unread(unread)}`}>
      <Icon name="bell" size={18} />{unread === 0 ? null : <span className="dot" aria-hidden="true">{unread > 99 ? '99+' : unread}</span>}
    </Link>
  );
}
