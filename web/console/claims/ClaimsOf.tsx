// The claims of a work order, on its page: each with its state, and building what is missing.
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card } from '#kit/card.tsx';
import { Money } from '#kit/figures.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { claimWords } from '#client/claim-words';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { useMe } from '../shell/me.tsx';
import { ClaimTag } from './Claims.tsx';
import { words } from './words.ts';

export function ClaimsOf({ workOrderId, finished }: { workOrderId: string; finished: boolean }) {
  const w = useWords(words);
  const c = useWords(claimWords);
  const { may } = useMe();
  const sees = finished && may('adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator');
  const list = useAsk('listClaims', { workOrderId }, { topics: ['claims'], enabled: sees });
  const build = useAct('buildClaims');
  const claims = list.data?.claims ?? [];
  const builds = may('warrantyOfficer', 'serviceManager');
  if (!sees || (claims.length === 0 && !builds)) return null;
  return (
    <Card title={w.title} aside={builds && !claims.some((one) => one.state !== 'withdrawn') ? <Button small busy={build.isPending} onClick={() => build.mutate({ workOrderId })}>{w.buildNow}</Button> : undefined}>
      {claims.length === 0 ? <p className="k-muted">{w.noneHere}</p> : <ul className="k-list">{claims.map((one) => <li key={one.id} className="k-between"><span className="c-inline"><Link to={links.claim(one.id)}>{one.number}</Link>{one.kind === 'supplier' ? w.supplier : c.payType[one.payType]}<ClaimTag state={one.state} /></span><Money fen={one.claimedFen} /></li>)}</ul>}
      <Stale error={build.error} />
    </Card>
  );
}
