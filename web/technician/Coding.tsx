// What was fitted and is to be coded to the car by software: with which tool, to which version. What was noted without a network
// counts at once; the time is that of the press.
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { Form, TextField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import type { useDeed } from './deeds.ts';
import { useToday } from './Frame.tsx';
import type { Order } from './queue.ts';
import { useTyped } from './typed.ts';
import { words } from './words.ts';

type Deed = ReturnType<typeof useDeed>;

function Record({ page, code, deed }: { page: Order; code: string; deed: Deed }) {
  const w = useWords(words);
  const [said, setSaid, noted] = useTyped(`coding.${page.workOrder.id}.${code}`, { tool: (page.codings ?? []).at(-1)?.tool ?? '', softwareVersion: '' });
  const whole = said.tool.trim() !== '' && said.softwareVersion.trim() !== '';
  const keep = (): void => void deed.act('recordCoding', { workOrderId: page.workOrder.id, code, tool: said.tool.trim(), softwareVersion: said.softwareVersion.trim() }).then((kept) => kept && noted());
  return (
    <Form label={`${w.coding} ${code}`} onSubmit={keep}>
      <TextField label={w.codingTool} value={said.tool} maxLength={60} onValue={(tool) => setSaid({ ...said, tool })} /><TextField label={w.softwareVersion} value={said.softwareVersion} maxLength={60} autoComplete="off" onValue={(softwareVersion) => setSaid({ ...said, softwareVersion })} />
      <Button type="submit" wide busy={deed.busy} disabled={!whole}>{w.codingDone}</Button>
    </Form>
  );
}

/** A packet kept on the phone from before knows nothing of codings. */
export function Coding({ page, deed }: { page: Order; deed: Deed }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const { deeds } = useToday();
  const needed = (page.fitting ?? []).filter((one) => one.softwareCoded);
  const open = ['approved', 'inProgress', 'inspection', 'ready'].includes(page.workOrder.state);
  if (needed.length === 0 || !open) return null;
  return (
    <Card title={w.coding}><ul className="k-list">{needed.map((one) => {
      const done = (page.codings ?? []).findLast((each) => each.code === one.code);
      const waits = deeds.some((each) => each.name === 'recordCoding' && each.of.id === page.workOrder.id && each.input['code'] === one.code);
      return (
        <li key={one.code} className="k-stack">
          <span><strong>{language === 'zh' ? one.name : one.nameEn}</strong> <span className="k-muted">{one.code}</span></span>
          {done !== undefined ? <p className="k-muted">{done.tool} · {done.softwareVersion} · {done.byName} · <When at={done.doneAt} /></p> : waits ? <p><Tag tone="info">{w.codingWaits}</Tag></p> : <><p><Tag tone="warn">{w.codingMissing}</Tag></p><Record page={page} code={one.code} deed={deed} /></>}
        </li>
      );
    })}</ul></Card>
  );
}
