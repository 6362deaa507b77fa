// A certificate of mine as it was issued: to show, print, send, or take back.
import { useState } from 'react';
import { useParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Notice } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { TextField } from '#kit/field.tsx';
import { Answered } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { BatterySheet } from '../../sheets/BatterySheet.tsx';
import { Head } from '../Head.tsx';
import { words } from './words.ts';

export function BatteryPaper() {
  const { paperId = '' } = useParams();
  const w = useWords(words);
  const says = useSays();
  const [why, setWhy] = useState<string | undefined>(undefined);
  const paper = useAsk('showBatteryPaper', { batteryPaperId: paperId }, { topics: ['batteries'] });
  const act = useAct('revokeBatteryPaper');
  return (
    <div className="o-stack">
      <Head title={w.certificate} />
      <Answered of={paper} says={says} lines={12}>{(one) => {
        const url = `${location.origin}/verify?b=${one.number}&c=${one.code}`;
        return (
          <>
            {one.state === 'valid' ? null : <Notice tone="warn">{w.state[one.state]}{one.revokedWhy === null ? '' : `: ${one.revokedWhy}`}</Notice>}
            <div className="k-row s-tools"><Button onClick={() => print()}>{w.print}</Button><Button onClick={() => void navigator.clipboard.writeText(url).then(() => say(w.copied))}>{w.copy}</Button>{one.state !== 'valid' ? null : why === undefined ? <Button kind="quiet" onClick={() => setWhy('')}>{w.revoke}</Button> : <><TextField label={w.revokeWhy} value={why} onValue={setWhy} /><Button kind="danger" disabled={why.trim() === ''} busy={act.isPending} onClick={() => act.mutate({ batteryPaperId: one.id, why: why.trim() })}>{w.revoke}</Button></>}</div>
            {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
            <BatterySheet {...one} verifyUrl={url} />
          </>
        );
      }}</Answered>
    </div>
  );
}
