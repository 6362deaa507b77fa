// Words of goodwill for staff.
import { defineWords } from '#kit/words.tsx';

export const words = defineWords({
  zh: {
    title: '善意索赔', lead: '提出的人不能批准；金额超出权限由上一级决定；拒绝时写给车主的原话会原样显示。', none: '没有善意索赔申请', noneLead: '在维修委托单上选择项目并提出。', ask: '申请善意索赔', cancel: '取消', chooseLines: '选择项目（车主自费）', maker: '厂家承担 %', outlet: '网点承担 %', owner: '车主承担 %', reason: '原因', words: '说明', send: '提交申请', sum: (sum: number) => `合计 ${sum}%，须为 100%`, gives: '减免', ownerPays: '车主实付', total: '总价',
    number: '申请', order: '委托单', shares: '份额', state: '状态', by: '提出', needs: '需要', decided: '决定', aboveAll: '超出所有权限，须厂家另行决定', sharesOf: (maker: number, outlet: number, owner: number) => `厂家 ${maker}% · 网点 ${outlet}% · 车主 ${owner}%`, grant: '批准', refuse: '不批准', refuseNow: '确认不批准', sentence: '写给车主的话', sentenceHint: '车主会原样看到这句话，并可以申诉。', refusal: '不批准的原因', mineWaits: '您提出的申请须由另一个人决定。', aboveMine: '金额超出您的权限，或您已参与过决定。', withdraw: '撤回', appeal: '车主申诉', ladder: '权限表', ladderRow: (role: string, sum: string) => `${role}：每单不超过 ${sum}`, since: (day: string) => `自 ${day}`, toOwner: '车主看到',
  },
  en: {
    title: 'Goodwill', lead: 'Who asks never grants; above one’s step the next decides; a refusal is shown to the owner word for word.', none: 'No goodwill request', noneLead: 'Choose lines on a work order and ask.', ask: 'Ask for goodwill', cancel: 'Cancel', chooseLines: 'Lines that the owner would pay', maker: 'Maker %', outlet: 'Outlet %', owner: 'Owner %', reason: 'Reason', words: 'Words', send: 'Ask', sum: (sum: number) => `${sum} % together; it has to be 100 %`, gives: 'Given', ownerPays: 'Owner pays', total: 'Total',
    number: 'Request', order: 'Work order', shares: 'Shares', state: 'State', by: 'Asked by', needs: 'Needs', decided: 'Decided', aboveAll: 'above every step: the maker decides', sharesOf: (maker: number, outlet: number, owner: number) => `maker ${maker} % · outlet ${outlet} % · owner ${owner} %`, grant: 'Grant', refuse: 'Refuse', refuseNow: 'Refuse with this sentence', sentence: 'What the owner reads', sentenceHint: 'The owner reads this sentence word for word and may appeal.', refusal: 'Why not', mineWaits: 'Somebody else decides what you asked for.', aboveMine: 'It is above your step, or you had a part in it.', withdraw: 'Take back', appeal: 'The owner appeals', ladder: 'The ladder', ladderRow: (role: string, sum: string) => `${role}: up to ${sum} an order`, since: (day: string) => `since ${day}`, toOwner: 'The owner reads',
  },
});
