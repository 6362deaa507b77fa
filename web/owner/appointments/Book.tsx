// Booking: what for, where, when. Only times that can be kept are offered; a day without one says why.
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { TextArea } from '#kit/field.tsx';
import { clockTime, dayName, Money, When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { defineWords, useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { Refused, type Out } from '#client/client';
import { useSays } from '#client/says';
import { refusedDayWords } from '#client/sentences/appointments';
import { Head } from '../Head.tsx';
import { links } from '../links.ts';

const words = defineWords({
  zh: { title: '预约服务', move: '改时间', what: '做什么？', where: '去哪里？', when: '什么时候？', likely: '适合您的情况', more: '其他项目', first: '最早', cannot: '暂不能安排', from: '参考价', note: '想对我们说的话（可不填）', done: '预约成功', gone: '这个时段刚刚被约走了，最近的是：', minutes: (count: number) => `约 ${count} 分钟`, choose: '选择', chosen: '已选' },
  en: { title: 'Book service', move: 'Move the visit', what: 'What for?', where: 'Where?', when: 'When?', likely: 'Fits your case', more: 'Other operations', first: 'First', cannot: 'Not possible now', from: 'price', note: 'Anything to tell us (optional)', done: 'Booked', gone: 'This time has just been taken. Nearest:', minutes: (count: number) => `about ${count} minutes`, choose: 'Choose', chosen: 'Chosen' },
});
type Slot = { startsAt: string };

function Gone({ error, onChoose }: { error: Error | null; onChoose(startsAt: string): void }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  if (error === null) return null;
  const offered = error instanceof Refused && error.code === 'slotTaken' ? (error.details['alternatives'] as Slot[] | undefined) : undefined;
  if (offered === undefined || offered.length === 0) return <Notice tone="danger">{says(error)}</Notice>;
  return <Notice tone="warn"><p>{w.gone}</p><div className="o-slots">{offered.map((slot) => <Button key={slot.startsAt} onClick={() => onChoose(slot.startsAt)}>{dayName(slot.startsAt, language)} {clockTime(slot.startsAt, language)}</Button>)}</div></Notice>;
}

function Times({ vehicleId, outletId, operations, moving, busy, onChoose }: { vehicleId: string; outletId: string; operations: string[]; moving?: string; busy: boolean; onChoose(startsAt: string): void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const slots = useAsk('findSlots', { vehicleId, outletId, operations, days: 10, ...(moving === undefined ? {} : { moving }) }, { topics: ['appointments'] });
  return (
    <Card title={w.when}>
      <Answered of={slots} says={says}>
        {(data) => <div className="k-stack"><p className="k-muted">{w.minutes(data.durationMin)}</p>{data.days.map((day) => (
          <div key={day.onDay}><strong>{dayName(day.onDay, language)}</strong>
            {day.refused === null ? <div className="o-slots">{day.slots.map((slot) => <Button key={slot.startsAt} disabled={busy} onClick={() => onChoose(slot.startsAt)}>{clockTime(slot.startsAt, language)}</Button>)}</div>
              : <span className="k-muted"> · {refusedDayWords[day.refused.code][language]}{day.refused.data['why'] === undefined ? '' : `（${day.refused.data['why']}）`}</span>}
          </div>
        ))}</div>}
      </Answered>
    </Card>
  );
}

function Move({ appointment }: { appointment: Out<'myAppointments'>['appointments'][number] }) {
  const w = useWords(words);
  const go = useNavigate();
  const move = useAct('moveAppointment');
  const choose = (startsAt: string): void => move.mutate({ appointmentId: appointment.id, startsAt, version: appointment.version }, { onSuccess: () => {
    say(w.done);
    void go(links.case(appointment.caseId), { replace: true });
  } });
  return <><Gone error={move.error} onChoose={choose} /><Times vehicleId={appointment.vehicleId} outletId={appointment.outletId} operations={appointment.operations.map((one) => one.code)} moving={appointment.id} busy={move.isPending} onChoose={choose} /></>;
}

function NewVisit({ vehicleId, caseId }: { vehicleId: string; caseId: string | null }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const go = useNavigate();
  const [chosen, setChosen] = useState<string[]>([]);
  const [all, setAll] = useState(false);
  const [outletId, setOutletId] = useState('');
  const [note, setNote] = useState('');
  const operations = useAsk('suggestOperations', { vehicleId, ...(caseId === null ? {} : { caseId }) });
  const outlets = useAsk('suggestOutlets', { vehicleId, operations: chosen }, { enabled: chosen.length > 0 });
  const book = useAct('bookAppointment');
  const choose = (startsAt: string): void => book.mutate({ vehicleId, outletId, operations: chosen, startsAt, ...(caseId === null ? {} : { caseId }), ...(note.trim() === '' ? {} : { words: note }) }, { onSuccess: (booked) => {
    say(w.done);
    void go(links.case(booked.caseId), { replace: true });
  } });
  return (
    <>
      <Card title={w.what}>
        <Answered of={operations} says={says}>
          {(data) => {
            const shown = all ? data.operations : data.operations.filter((one) => one.likely || chosen.includes(one.code));
            return (
              <div className="k-stack">
                <div className="k-stack">{shown.map((one) => (
                  <label key={one.code} className="k-card" style={{ display: 'grid', gridTemplateColumns: 'auto 1fr auto', gap: 12, alignItems: 'center', boxShadow: 'none', cursor: 'pointer' }}>
                    <input type="checkbox" style={{ width: 22, height: 22 }} checked={chosen.includes(one.code)} onChange={(event) => setChosen(event.target.checked ? [...chosen, one.code] : chosen.filter((code) => code !== one.code))} />
                    <span><strong>{language === 'zh' ? one.name : one.nameEn}</strong>{one.likely ? <> <Tag tone="accent">{w.likely}</Tag></> : null}<br /><span className="k-muted">{language === 'zh' ? one.what : one.whatEn}</span></span>
                    <span className="k-muted">{w.from} <Money fen={one.totalFen} /></span>
                  </label>
                ))}</div>
                {all ? null : <Button kind="quiet" onClick={() => setAll(true)}>{w.more}</Button>}
              </div>
            );
          }}
        </Answered>
      </Card>
      {chosen.length === 0 ? null : (
        <Card title={w.where}>
          <Answered of={outlets} says={says}>{(data) => <ul className="k-list">{data.outlets.map((one) => (
            <li key={one.id} className="k-between">
              <span><strong>{language === 'zh' ? one.name : one.nameEn}</strong><br /><span className="k-muted">{one.address}<br />{one.firstSlot === null ? `${w.cannot}${one.refused === null ? '' : `：${refusedDayWords[one.refused.code][language]}`}` : <>{w.first} <When at={one.firstSlot.startsAt} /></>}</span></span>
              {one.firstSlot === null ? null : <Button kind={outletId === one.id ? 'primary' : 'plain'} onClick={() => setOutletId(one.id)}>{outletId === one.id ? w.chosen : w.choose}</Button>}
            </li>
          ))}</ul>}</Answered>
        </Card>
      )}
      {outletId === '' || chosen.length === 0 ? null : <><Card><TextArea label={w.note} value={note} onValue={setNote} rows={2} /></Card><Gone error={book.error} onChoose={choose} /><Times vehicleId={vehicleId} outletId={outletId} operations={chosen} busy={book.isPending} onChoose={choose} /></>}
    </>
  );
}

export function Book() {
  const w = useWords(words);
  const { vehicleId = '' } = useParams();
  const [params] = useSearchParams();
  const moving = params.get('move');
  const mine = useAsk('myAppointments', {}, { enabled: moving !== null });
  const appointment = mine.data?.appointments.find((one) => one.id === moving);
  return <><Head title={moving === null ? w.title : w.move} />{moving === null ? <NewVisit vehicleId={vehicleId} caseId={params.get('case')} /> : appointment === undefined ? null : <Move appointment={appointment} />}</>;
}
