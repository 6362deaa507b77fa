// What somebody wants to do to my car and needs my yes for; who looked into my car, why, until when and how often.
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { defineWords, useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Head } from '../Head.tsx';

const words = defineWords({
  zh: {
    title: '谁看过我的车', asked: '需要您同意', askedLead: '不同意也不影响其他服务。同意后，车辆静止时才会执行。', none: '没有等您同意的请求', past: '远程操作记录', looks: '查看记录', noLooks: '还没有人查看过您的车', agree: '同意', refuse: '不同意', by: (name: string) => `${name} 请求`, until: '至', open: '进行中', expires: '答复截止',
    kinds: { readParameters: '读取终端参数', setParameters: '更改终端设置', remoteUpgrade: '升级车载终端', shutDown: '关闭车载终端', reset: '重启车载终端', factorySettings: '终端恢复出厂设置', closeLink: '断开数据链路', warnDriver: '向驾驶员发出警示', openSampling: '临时上传更多数据' }, purposes: { rescue: '救援', diagnosis: '诊断', ownerAsked: '应您要求', safety: '安全', recall: '召回', linkCare: '链路维护' }, scopes: { place: '精确位置', history: '历史数据', frames: '原始报文', commands: '远程指令' }, used: (count: number) => `${count} 次`,
    parameters: { 1: '终端存储间隔（毫秒）', 2: '平时上报间隔（秒）', 3: '报警时上报间隔', 5: '数据发往的平台', 6: '平台端口', 9: '心跳间隔（秒）', 10: '终端等待应答（秒）', 11: '平台等待应答（秒）', 12: '登入失败后等待（分钟）', 14: '公共平台', 15: '公共平台端口', 16: '抽样监测（1 开，2 关）' } as Record<number, string>, firmware: (version: string) => `升级为版本 ${version}`,
    states: { awaitingConsent: '等您答复', awaitingApproval: '待复核', pending: '待执行', sent: '已发送', answered: '已执行', declined: '车辆未执行', unanswered: '车辆无应答', unsayable: '不支持', refused: '未同意', expired: '已过期', withdrawn: '已撤回' },
  },
  en: {
    title: 'Who looked at my car', asked: 'Waiting for your yes', askedLead: 'A no takes nothing else from you. After a yes it is done once the car stands.', none: 'Nothing waits for you', past: 'What was done remotely', looks: 'Who looked', noLooks: 'Nobody has looked into your car yet', agree: 'I agree', refuse: 'I do not', by: (name: string) => `${name} asks`, until: 'until', open: 'open', expires: 'Answer by',
    kinds: { readParameters: 'Read settings of the terminal', setParameters: 'Change settings of the terminal', remoteUpgrade: 'Upgrade the terminal', shutDown: 'Switch the terminal off', reset: 'Restart the terminal', factorySettings: 'Factory settings of the terminal', closeLink: 'Close the data link', warnDriver: 'Warn the driver', openSampling: 'Send more data for a while' }, purposes: { rescue: 'Rescue', diagnosis: 'Diagnosis', ownerAsked: 'You asked', safety: 'Safety', recall: 'Recall', linkCare: 'Care of the link' }, scopes: { place: 'exact place', history: 'history', frames: 'raw frames', commands: 'remote commands' }, used: (count: number) => (count === 1 ? 'once' : `${count} times`),
    parameters: { 1: 'Storing every (ms)', 2: 'Reporting every (s)', 3: 'Reporting in alarm every', 5: 'Platform the data goes to', 6: 'Port of the platform', 9: 'Heartbeat every (s)', 10: 'Terminal waits for an answer (s)', 11: 'Platform waits for an answer (s)', 12: 'Wait after failed logins (min)', 14: 'Public platform', 15: 'Port of the public platform', 16: 'Sampling (1 on, 2 off)' } as Record<number, string>, firmware: (version: string) => `To version ${version}`,
    states: { awaitingConsent: 'waits for you', awaitingApproval: 'being checked', pending: 'to be done', sent: 'sent', answered: 'done', declined: 'not done by the car', unanswered: 'no answer', unsayable: 'not supported', refused: 'not agreed', expired: 'out of time', withdrawn: 'taken back' },
  },
});

type Command = Out<'myCommands'>['commands'][number];

/** Which of somebody's cars; nothing to who has one. */
function useCarName(): (vin: string) => string | undefined {
  const { language } = useLanguage();
  const mine = useAsk('listMyVehicles', {}, { topics: ['vehicles'] }).data?.vehicles ?? [];
  return (vin) => {
    const car = mine.length < 2 ? undefined : mine.find((one) => one.vin === vin);
    return car === undefined ? undefined : [car.plateNo, language === 'zh' ? car.modelName : car.modelNameEn].filter((part) => part !== null).join(' ');
  };
}

function Asked({ command, car }: { command: Command; car: string | undefined }) {
  const w = useWords(words);
  const mark = useMarks();
  const says = useSays();
  const answer = useAct('answerCommand');
  return (
    <Card title={w.kinds[command.kind]} aside={<Tag tone="warn">{w.purposes[command.purpose]}</Tag>}>
      <div className="k-stack">
        {car === undefined ? null : <p><strong>{car}</strong></p>}
        <p>{w.by(command.askedByName)}{mark.colon}{command.why}</p>
        {command.details.parameters === undefined ? null : <ul className="k-list">{command.details.parameters.map((one) => <li key={one.parameter}>{w.parameters[one.parameter] ?? `0x${one.parameter.toString(16).padStart(2, '0')}`} → <span className="k-number">{one.value}</span></li>)}</ul>}
        {command.details.upgrade === undefined ? null : <p>{command.details.upgrade.firmware === undefined || command.details.upgrade.firmware === '' ? command.details.upgrade.url : w.firmware(command.details.upgrade.firmware)}</p>}
        <p className="k-muted">{w.expires} <When at={command.expiresAt} /></p>
        {answer.error === null ? null : <Notice tone="danger">{says(answer.error)}</Notice>}
        <div className="o-two"><Button kind="primary" busy={answer.isPending} onClick={() => answer.mutate({ commandId: command.id, agreed: true })}>{w.agree}</Button><Button onClick={() => answer.mutate({ commandId: command.id, agreed: false })}>{w.refuse}</Button></div>
      </div>
    </Card>
  );
}

export function Looks() {
  const w = useWords(words);
  const mark = useMarks();
  const carName = useCarName();
  const ofCar = (vin: string): string => {
    const name = carName(vin);
    return name === undefined ? '' : `${name} · `;
  };
  const says = useSays();
  const commands = useAsk('myCommands', {}, { topics: ['commands'] });
  const looks = useAsk('myCarLooks', {}, { topics: ['looks'] });
  return (
    <>
      <Head title={w.title} />
      <Answered of={commands} says={says} lines={3}>{(data) => {
        const open = data.commands.filter((one) => one.state === 'awaitingConsent');
        const past = data.commands.filter((one) => one.state !== 'awaitingConsent');
        return (
          <>
            {open.length === 0 ? null : <><h2>{w.asked}</h2><p className="k-muted">{w.askedLead}</p>{open.map((one) => <Asked key={one.id} command={one} car={carName(one.vin)} />)}</>}
            {past.length === 0 ? null : <Card title={w.past}><ul className="k-list">{past.map((one) => <li key={one.id}><div className="k-between"><strong>{w.kinds[one.kind]}</strong><Tag tone={one.state === 'answered' ? 'good' : 'plain'}>{w.states[one.state]}</Tag></div><p className="k-muted">{ofCar(one.vin)}{one.askedByName} · {w.purposes[one.purpose]}{mark.colon}{one.why} · <When at={one.askedAt} /></p></li>)}</ul></Card>}
          </>
        );
      }}</Answered>
      <Answered of={looks} says={says} lines={4}>{(data) => (
        <Card title={w.looks}>{data.looks.length === 0 ? <p className="k-muted">{w.noLooks}</p> : (
          <ul className="k-list">{data.looks.map((one) => (
            <li key={one.id}><div className="k-between"><strong>{one.staffName} · {w.purposes[one.purpose]}</strong>{one.open ? <Tag tone="accent">{w.open}</Tag> : null}</div><p>{one.why}</p>
              <p className="k-muted">{ofCar(one.vin)}{one.scopes.map((scope) => { const use = one.uses.find((each) => each.scope === scope); return `${w.scopes[scope]}${use === undefined ? '' : ` ${w.used(use.count)}`}`; }).join(mark.comma)} · <When at={one.openedAt} /> {w.until} <When at={one.endedAt ?? one.until} /></p></li>
          ))}</ul>
        )}</Card>
      )}</Answered>
    </>
  );
}
