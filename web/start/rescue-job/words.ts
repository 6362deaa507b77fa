// Words of the contractor's page.
import { defineWords } from '#kit/words.tsx';

export const words = defineWords({
  zh: {
    title: '救援任务', answer: '能来吗？', late: '已超时，可能已转下一家', left: (span: string) => `还剩 ${span}`, minutes: '几分钟到', driver: '司机姓名', plate: '救援车牌', accept: '接单', refuse: '不能来', why: '原因', where: '车在', meet: '接车点', carAt: '车在', how: '方式', to: '送往', far: '距离', base: '起步价', navigate: '导航', hotline: '品牌热线', height: '限高', motorway: '不要上高速：12122 的清障车会把车送到出口，请在接车点等。', danger: (metres: number) => `电池可能起火：人和车保持 ${metres} 米以上，未经消防允许不要靠近`,
    transport: { first: '只用平板车，四轮离地，不得软牵引', second: '先切到拖车模式，停稳后垫好楔块', third: '绑带只挂轮胎或指定挂点' }, said: '告诉车主', deeds: { setOut: '已出发', arrive: '已到达', load: '已装车', deliver: '已送达', solve: '现场已解决', accept: '', decline: '' }, later: '还要几分钟', sayLater: '更新时间', giveUp: '来不了了', notSent: (count: number) => `${count} 条未送出，恢复网络后自动送出`, noNetwork: '现在没有网络；可以照常点，恢复后自动送出', full: '手机空间已满，记不住：有未送出的时请不要关闭或刷新本页', declined: '已告知来不了，谢谢。', stay: '还是能来',
  },
  en: {
    title: 'Rescue job', answer: 'Can you come?', late: 'Time is up; somebody else may be asked', left: (span: string) => `${span} left`, minutes: 'In how many minutes', driver: 'Driver', plate: 'Plate of the truck', accept: 'Accept', refuse: 'Cannot come', why: 'Why', where: 'Car at', meet: 'Meet at', carAt: 'Car at', how: 'How', to: 'Take it to', far: 'Distance', base: 'base', navigate: 'Navigate', hotline: 'Hotline', height: 'height', motorway: 'Do not drive onto the motorway: 12122 brings the car to the exit. Wait at the meeting place.', danger: (metres: number) => `The battery may burn: people and truck at least ${metres} m away until the fire brigade allows more`,
    transport: { first: 'Flatbed only, all four wheels up; never tow it rolling', second: 'Transport mode first, then chocks', third: 'Straps on tyres or marked points only' }, said: 'The owner was told', deeds: { setOut: 'On my way', arrive: 'I am there', load: 'Car is loaded', deliver: 'Delivered', solve: 'Solved on the spot', accept: '', decline: '' }, later: 'Minutes more', sayLater: 'Say the new time', giveUp: 'I cannot come after all', notSent: (count: number) => `${count} not sent; sent by itself when there is a network`, noNetwork: 'No network now; press on, it is sent when there is one', full: 'The phone is full and cannot remember: do not close or reload this page while something is not sent', declined: 'They know that you cannot come. Thank you.', stay: 'I can come after all',
  },
});
