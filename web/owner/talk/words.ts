// Words of the talk with the service assistant and with people.
import { defineWords } from '#kit/words.tsx';

export const words = defineWords({
  zh: {
    title: '问问服务', lead: '用车、充电、故障、费用都可以问。打字或用键盘的语音输入都行。', text: '写下您的问题', send: '发送', person: '转人工', rescue: '一键救援', rescueWords: '需要救援，车走不了', large: '大字', assistant: '服务助手', you: '我', sources: '依据', helped: '有帮助', notHelped: '没帮到', thanks: '谢谢，已记录', done: '已完成', doIt: '确认', goOn: '去办理', noCar: '名下还没有车辆',
    ask: '充不进电怎么办|续航突然变短了|保养多久做一次|我的车修到哪了', waiting: (ahead: number) => (ahead === 0 ? '正在为您接通人工，您排在第一位' : `正在为您接通人工，前面还有 ${ahead} 位`), by: (when: string) => `预计 ${when} 前接通`, callBack: (when: string) => `现在人工较忙或已下班，我们会在 ${when} 前给您回电`, human: (name: string) => `${name} 正在为您服务`, closed: '本次会话已结束', again: '开始新的会话', rescueSent: (number: string) => `救援已受理（${number}），请留在安全的地方`, opening: '正在打开…',
    tool: { rescue: '派救援', bookVisit: '预约到店', changeVisit: '改预约', cancelVisit: '取消预约', showProgress: '查看进度', showPrice: '查看公开价格', showRecalls: '查召回', openCase: '交给专人处理', toPerson: '转人工', findOutlet: '找门店' },
    cardLead: { rescue: '用您车的位置和您说的情况派救援。', bookVisit: '选一个真正能约上的时间。', changeVisit: '改到别的时间。', cancelVisit: '取消这次预约。', showProgress: '看看车现在到哪一步。', showPrice: '和结算单一分不差。', showRecalls: '按您的车架号查询。', openCase: '您的原话会一并交给专人。', toPerson: '不用重复说过的内容。', findOutlet: '按城市查看门店。' },
  },
  en: {
    title: 'Ask service', lead: 'Ask about use, charging, faults and prices. Type, or use your keyboard’s voice input.', text: 'Your question', send: 'Send', person: 'A person', rescue: 'Rescue now', rescueWords: 'I need rescue, the car will not move', large: 'Large type', assistant: 'Service assistant', you: 'Me', sources: 'Sources', helped: 'Helped', notHelped: 'Did not help', thanks: 'Thank you, noted', done: 'Done', doIt: 'Confirm', goOn: 'Go on', noCar: 'No car in your name yet',
    ask: 'It will not charge|Range dropped suddenly|How often is maintenance due|How far is my repair', waiting: (ahead: number) => (ahead === 0 ? 'Connecting you to a person; you are next' : `Connecting you to a person; ${ahead} before you`), by: (when: string) => `expected by ${when}`, callBack: (when: string) => `All of us are busy or off duty; we call you back by ${when}`, human: (name: string) => `${name} is with you`, closed: 'This conversation has ended', again: 'Start a new one', rescueSent: (number: string) => `Rescue is on its way (${number}); please stay in a safe place`, opening: 'Opening…',
    tool: { rescue: 'Send rescue', bookVisit: 'Book a visit', changeVisit: 'Move the visit', cancelVisit: 'Cancel the visit', showProgress: 'See progress', showPrice: 'Public prices', showRecalls: 'Recalls', openCase: 'Hand to a person in charge', toPerson: 'A person', findOutlet: 'Find an outlet' },
    cardLead: { rescue: 'Sent with your car’s place and what you said.', bookVisit: 'Only times that can be kept.', changeVisit: 'To another time.', cancelVisit: 'Cancels this visit.', showProgress: 'Where your car is now.', showPrice: 'The same as on the invoice.', showRecalls: 'By your car’s VIN.', openCase: 'In your own words.', toPerson: 'You need not repeat anything.', findOutlet: 'By city.' },
  },
});
