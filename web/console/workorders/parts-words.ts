// Words of waiting for parts.
import { defineWords } from '#kit/words.tsx';

export const partsWords = defineWords({
  zh: {
    title: '备件', lead: '缺件时在这里订购；到货分装入箱，箱上写委托单号。', order: '订购备件', orderIt: '确认订购', expectedOn: '预计到货日', box: '箱', noDay: '到货日未知', expected: (day: string) => `预计 ${day} 到货`, here: '已到', missing: (count: number) => `差 ${count} 件`, late: '已晚于预计', cameOf: (name: string) => `${name} 到货数量`, cameShort: '到货', came: '登记到货',
    complete: '备件已到齐，可以继续施工。', waits: (span: string) => `等备件已 ${span}`, ownersWord: '等待期间车辆去向（车主的意思）', choices: { stays: '车留店', goesHome: '车主先开走' }, through: '怎么说的', words: '车主原话', recordWord: '记下车主的意思', away: '车在车主处，自',
    letHome: '让车先开走', takeBack: '车辆回店，继续施工', resume: '续修预约', bookResume: '预约续修时间', otherTime: '改约续修时间', resumeLead: (minutes: number) => `约需 ${minutes} 分钟；备件到货日之前没有时间。`, states: { booked: '已预约', arrived: '已到店', inWork: '进行中', done: '已完成', cancelled: '已取消', noShow: '未到店' },
  },
  en: {
    title: 'Parts', lead: 'Order here what is missing; what comes goes into a box with the number of this order.', order: 'Order parts', orderIt: 'Order them', expectedOn: 'Expected on', box: 'box', noDay: 'no day known', expected: (day: string) => `expected on ${day}`, here: 'here', missing: (count: number) => `${count} missing`, late: 'later than expected', cameOf: (name: string) => `How many of ${name} came`, cameShort: 'came', came: 'Record what came',
    complete: 'All parts are here; the work may go on.', waits: (span: string) => `Waiting for parts for ${span}`, ownersWord: 'Where the car stays meanwhile (the owner’s word)', choices: { stays: 'The car stays', goesHome: 'The owner takes it home' }, through: 'How it was said', words: 'The owner’s words', recordWord: 'Record the owner’s word', away: 'The car is home since',
    letHome: 'Let the car go home', takeBack: 'The car is back; go on', resume: 'The work goes on', bookResume: 'Book when the work goes on', otherTime: 'Another time', resumeLead: (minutes: number) => `Takes about ${minutes} minutes; no time before the parts are here.`, states: { booked: 'booked', arrived: 'arrived', inWork: 'under way', done: 'done', cancelled: 'cancelled', noShow: 'missed' },
  },
});
