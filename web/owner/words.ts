// Words of the owner's app: frame, home, sign-in.
import { defineWords } from '#kit/words.tsx';

export const words = defineWords({
  zh: {
    car: '我的车', service: '服务', notices: '消息', me: '我的', back: '返回', lost: '网络不稳定，正在重连，以下是最后已知的内容。', signIn: '登录', phone: '手机号', askCode: '获取验证码', code: '6 位验证码', codeSent: '验证码已发送，5 分钟内有效。', wrongCode: '验证码不对，请再试。', tooMany: '尝试太多次，请稍后再试。', start: '返回演示首页', staffHere: '当前登录的是员工账号，请用车主账号登录。', lead: '查看车辆、报修、预约、付款，一处完成。',
    noCar: '名下还没有车辆', noCarLead: '请联系服务台登记车辆。', online: '在线', offline: '离线', seen: '最后上报', noState: '车辆还没有上报过数据', range: (km: number) => `约可行驶 ${km} km`, km: (km: string) => `总里程 ${km} km`, charging: '充电中', driving: '行驶中', parked: '已停放', allWell: '一切正常', allWellLead: '没有预警，也没有进行中的服务。',
    now: '现在请这样做', open: '查看进展', report: '报告问题', book: '预约服务', history: '服务记录', prices: '公开价格', next: (when: string) => `最晚 ${when} 有新进展`, visit: '预约', waits: '等待您确认是否解决', estimateWaits: '报价等待您逐项答复', paymentWaits: '维修完成，等待付款', pickUpWaits: '可以取车了', promised: (when: string) => `承诺 ${when} 交车`, survey: '请评价这次服务', hold: (name: string) => `由 ${name} 负责`, which: '选择车辆',
  },
  en: {
    car: 'My car', service: 'Service', notices: 'Messages', me: 'Me', back: 'Back', lost: 'The network is unsteady; trying again. This is what was last known.', signIn: 'Sign in', phone: 'Phone number', askCode: 'Send me a code', code: '6-digit code', codeSent: 'The code is on its way; it is good for 5 minutes.', wrongCode: 'That code is not right; please try again.', tooMany: 'Too many tries; please wait a while.', start: 'Back to the demo', staffHere: 'A member of staff is signed in; please sign in as an owner.', lead: 'Your car, reports, visits and payments in one place.',
    noCar: 'No car in your name yet', noCarLead: 'Please ask the service desk to register it.', online: 'Online', offline: 'Offline', seen: 'Last report', noState: 'The car has not reported yet', range: (km: number) => `about ${km} km to go`, km: (km: string) => `${km} km in all`, charging: 'Charging', driving: 'Driving', parked: 'Parked', allWell: 'All is well', allWellLead: 'No alerts, and no service under way.',
    now: 'Do this now', open: 'See progress', report: 'Report a problem', book: 'Book service', history: 'Service history', prices: 'Public prices', next: (when: string) => `News by ${when} at the latest`, visit: 'Visit', waits: 'Please confirm whether it is solved', estimateWaits: 'An estimate waits for your answer', paymentWaits: 'The work is done and waits for payment', pickUpWaits: 'Ready to be picked up', promised: (when: string) => `Promised for ${when}`, survey: 'Please rate this service', hold: (name: string) => `${name} is on it`, which: 'Choose a car',
  },
});
