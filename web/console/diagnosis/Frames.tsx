// Frames as they came: the moments of a stretch of time, and one of them as a tree of meanings beside its bytes.
import { useState } from 'react';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { exactTime, When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { FaultCode } from '../faults/FaultCode.tsx';
import { reasonWords } from '../gateway/reason-words.ts';
import { treeOf, type Branch } from './frame-tree.ts';
import type { Range } from './range.ts';
import { words } from './words.ts';

type Frame = Out<'showVehicleFrame'>['frames'][number];
type Marked = { offset: number; length: number } | undefined;

function Bytes({ hex, marked }: { hex: readonly string[]; marked: Marked }) {
  const w = useWords(words);
  const on = (index: number): boolean => marked !== undefined && index >= marked.offset && index < marked.offset + marked.length;
  return (
    <div className="d-hex" tabIndex={0} role="region" aria-label={w.bytes}>
      {Array.from({ length: Math.ceil(hex.length / 16) }, (_, row) => [
        <b key={`r${row}`}>{(row * 16).toString(16).toUpperCase().padStart(4, '0')}</b>,
        ...Array.from({ length: 16 }, (_cell, column) => {
          const index = row * 16 + column;
          const byte = hex[index];
          return <span key={index} data-on={on(index)} data-hidden={byte === '··'}>{byte ?? ''}</span>;
        }),
      ])}
    </div>
  );
}

function Tree({ branches }: { branches: readonly Branch[] }) {
  return <ul>{branches.map((branch, index) => <li key={index}>{branch.text}{branch.under.length === 0 ? null : <Tree branches={branch.under} />}</li>)}</ul>;
}

/** One item of a frame: a button that opens it, and while it is pointed at or focused its bytes are marked. */
function ItemBranch({ branch, onPoint }: { branch: Branch; onPoint(): void }) {
  const [open, setOpen] = useState(branch.under.length < 16);
  return <li><button type="button" aria-expanded={open} onClick={() => setOpen(!open)} onMouseEnter={onPoint} onFocus={onPoint}>{open ? '▾' : '▸'} {branch.text}</button>{open ? <Tree branches={branch.under} /> : null}</li>;
}

function OneFrame({ frame }: { frame: Frame }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const [marked, mark] = useState<Marked>();
  const told = language === 'zh' ? frame.textZh : frame.textEn;
  const [head, ...rest] = told === null ? [] : treeOf(told);
  const branches = [...(head?.under ?? []), ...rest];
  const items = branches.filter((branch) => branch.under.length > 0);
  return (
    <div className="d-frame">
      <div>
        {told === null ? <Notice tone="warn">{w.unread}</Notice> : (
          <>
            <p><strong>{head?.text}</strong></p>
            {frame.faults.length === 0 ? null : <section aria-label={w.named}><h3>{w.named}</h3><dl className="d-codes">{frame.faults.map((one) => <div key={`${one.part} ${one.hex}`}><FaultCode of={one} /></div>)}</dl></section>}
            <ul className="d-tree">{branches.map((branch, index) => {
              const place = frame.items[items.indexOf(branch)];
              return branch.under.length === 0 ? <li key={index}>{branch.text}</li> : <ItemBranch key={index} branch={branch} onPoint={() => mark(place)} />;
            })}</ul>
          </>
        )}
      </div>
      <div><Bytes hex={frame.hex} marked={marked} /><p className="k-muted">{w.bytesHint}</p></div>
    </div>
  );
}

type Chosen = { at: string; kind: 'report' | 'login' | 'logout' | 'other' };
function Detail({ vin, chosen }: { vin: string; chosen: Chosen }) {
  const w = useWords(words);
  const { reasons } = useWords(reasonWords);
  const { language } = useLanguage();
  const says = useSays();
  const answer = useAsk('showVehicleFrame', { vin, ...chosen });
  return (
    <Answered of={answer} says={says} lines={8}>
      {(data) => (
        <div className="k-stack">
          {data.defects.length === 0 ? null : <Notice tone="warn">{w.defects}: {data.defects.map((code) => reasons[code] ?? code).join(language === 'zh' ? '，' : ', ')}</Notice>}
          {data.frames.map((frame, index) => <div key={index}>{data.frames.length === 1 ? null : <p className="k-muted">{w.part(index + 1, data.frames.length)}</p>}<OneFrame frame={frame} /></div>)}
        </div>
      )}
    </Answered>
  );
}

export function Frames({ vin, range }: { vin: string; range: Range }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const [chosen, choose] = useState<Chosen>();
  const answer = useAsk('listVehicleFrames', { vin, fromAt: new Date(range.from).toISOString(), toAt: new Date(range.to).toISOString(), limit: 100 }, { keep: true });
  return (
    <Card title={w.frames} aside={<span className="k-muted">{w.framesLead}{answer.data?.writtenTo == null ? null : <> {w.writtenTo} <When at={answer.data.writtenTo} /></>}</span>}>
      <Answered of={answer} says={says} lines={8}>
        {(data) => data.frames.length === 0 ? <Empty icon="file" title={data.writtenTo === null ? w.noHistory : w.noFrames}><p>{data.writtenTo === null ? w.noHistoryLead : w.noFramesLead}</p></Empty> : (
          <div className="d-frames">
            <ul className="d-list d-aside" aria-label={w.frames}>{data.frames.map((frame) => (
              <li key={`${frame.at} ${frame.kind}`}><button type="button" aria-pressed={chosen?.at === frame.at && chosen.kind === frame.kind} onClick={() => choose({ at: frame.at, kind: frame.kind })}>
                <span><time dateTime={frame.at}>{exactTime(frame.at, language)}</time> {w.rowKinds[frame.kind]}{frame.reissued ? ` · ${w.reissued}` : ''}</span><span className="k-muted">{frame.bytes}{frame.defects.length === 0 ? '' : ' '}{frame.defects.length === 0 ? null : <Tag tone="warn">!</Tag>}</span>
              </button></li>
            ))}</ul>
            {chosen === undefined ? <Empty icon="file" title={w.choose} /> : <Detail vin={vin} chosen={chosen} />}
          </div>
        )}
      </Answered>
    </Card>
  );
}
