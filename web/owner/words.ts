// Words of the owner's app: frame, home, sign-in; and how a service stands, said to the one who waits for it.
import type { closedHow, desks, stages } from '#api/cases';
import { defineWords } from '#kit/words.tsx';

type Of<T extends readonly string[]> = Record<T[number], string>;

export const words = defineWords({
  zh: {
    app: '我的车', car: '我的车', service: '服务', notices: '消息', unread: '有未读消息', me: '我的', back: '返回', skip: '跳到正文', other: 'English', signedIn: '已登录', wait: '请稍候', lost: '网络不稳定，正在重连，以下是最后已知的内容。',
    signIn: '登录', phone: '手机号', askCode: '获取验证码', code: '6 位验证码', codeSent: '验证码已发送，5 分钟内有效。', anotherPhone: '换一个手机号', again: '重新发送', wrongCode: '验证码不对，请再试。', tooMany: '尝试太多次，请稍后再试。', start: '返回演示首页', staffHere: '当前登录的是员工账号，请用车主账号登录。', lead: '查看车辆、报修、预约、付款，一处完成。', points: { car: '车的状态，一眼看清', alert: '出了问题，先告诉您现在该做什么', wallet: '报价逐项由您决定，付款明明白白', check: '您说解决了，才算结束' },
    noCar: '名下还没有车辆', noCarLead: '请联系服务台登记车辆。', online: '在线', offline: '离线', seen: '最后上报', noState: '车辆还没有上报过数据', noStateLead: '联网后，电量和状态会自动出现在这里。', range: (km: string) => `约可行驶 ${km} km`, rangeHow: '按标称续航估算', odometer: '总里程', batteryTemp: '电池温度', lowVoltage: '12V 电池', charging: '充电中', charged: '已充满', driving: (kmh: number) => `行驶中 ${kmh} km/h`, parked: '已停放', allWell: '一切正常', allWellLead: '没有预警，也没有进行中的服务。', carSays: (when: string) => `车辆 ${when} 报告`,
    now: '现在请这样做', open: '查看进展', do: { estimate: '去逐项答复', payment: '去付款', confirm: '去确认' }, report: '报告问题', reportLead: '用自己的话说，可附照片', book: '预约服务', bookLead: '只显示真正能约上的时间', history: '服务记录', prices: '公开价格', pricesLead: '和结算单一分不差', hotline: '服务热线', recent: '最近的服务', all: '全部', next: (when: string) => `最晚 ${when} 有新进展`, visit: (when: string) => `预约 ${when}`, waits: '等待您确认是否解决', estimateWaits: '报价等待您逐项答复', paymentWaits: '维修完成，等待付款', pickUpWaits: '可以取车了', promised: (when: string) => `承诺 ${when} 交车`, survey: '请评价这次服务', hold: (name: string) => `由${name}负责`, which: '选择车辆',
    offlineTitle: '连不上网络', offlineLead: '恢复后会自动继续。没有网络时，电话仍然可用：', emergency: { fire: '火警', injured: '急救', accident: '交通事故', motorway: '高速公路' },
    stage: { open: '处理中', booked: '已预约', inService: '在店维修', awaitingPayment: '待付款', awaitingConfirmation: '待您确认', closed: '已结束' } satisfies Of<typeof stages>,
    urgency: { 1: '危及安全', 2: '无法行驶', 3: '尽快处理', 4: '可以安排' },
    closedHow: { confirmed: '您已确认解决', silence: '多次提醒没有收到回复，已自动结束', duplicate: '已与另一项服务合并', cancelledByOwner: '您取消了这次服务' } satisfies Of<typeof closedHow>,
    desk: { brandDesk: '品牌服务台', outletDesk: '门店服务台', managerDesk: '服务经理', regionalDesk: '区域负责人' } satisfies Of<typeof desks>,
  },
  en: {
    app: 'My car', car: 'My car', service: 'Service', notices: 'Messages', unread: 'unread messages', me: 'Me', back: 'Back', skip: 'Skip to content', other: '中文', signedIn: 'Signed in', wait: 'One moment', lost: 'The network is unsteady; trying again. This is what was last known.',
    signIn: 'Sign in', phone: 'Phone number', askCode: 'Send me a code', code: '6-digit code', codeSent: 'The code is on its way; it is good for 5 minutes.', anotherPhone: 'Another phone number', again: 'Send again', wrongCode: 'That code is not right; please try again.', tooMany: 'Too many tries; please wait a while.', start: 'Back to the demo', staffHere: 'A member of staff is signed in; please sign in as an owner.', lead: 'Your car, reports, visits and payments in one place.', points: { car: 'How the car is, at a glance', alert: 'When something is wrong: first what to do now', wallet: 'You decide an estimate line by line', check: 'It ends when you say it is solved' },
    noCar: 'No car in your name yet', noCarLead: 'Please ask the service desk to register it.', online: 'Online', offline: 'Offline', seen: 'Last report', noState: 'The car has not reported yet', noStateLead: 'Its charge and state appear here as soon as it connects.', range: (km: string) => `about ${km} km to go`, rangeHow: 'by the rated range', odometer: 'Odometer', batteryTemp: 'Battery temp.', lowVoltage: '12 V battery', charging: 'Charging', charged: 'Charged', driving: (kmh: number) => `Driving, ${kmh} km/h`, parked: 'Parked', allWell: 'All is well', allWellLead: 'No alerts, and no service under way.', carSays: (when: string) => `The car reported, ${when}`,
    now: 'Do this now', open: 'See progress', do: { estimate: 'Answer line by line', payment: 'Pay', confirm: 'Confirm' }, report: 'Report a problem', reportLead: 'In your own words, with photos', book: 'Book service', bookLead: 'Only times that can be kept', history: 'Service history', prices: 'Public prices', pricesLead: 'The same as on the invoice', hotline: 'Hotline', recent: 'Recent service', all: 'All', next: (when: string) => `News by ${when} at the latest`, visit: (when: string) => `Visit ${when}`, waits: 'Please confirm whether it is solved', estimateWaits: 'An estimate waits for your answer', paymentWaits: 'The work is done and waits for payment', pickUpWaits: 'Ready to be picked up', promised: (when: string) => `Promised for ${when}`, survey: 'Please rate this service', hold: (name: string) => `${name} is on it`, which: 'Choose a car',
    offlineTitle: 'No network', offlineLead: 'This goes on by itself when it is back. The phone still works:', emergency: { fire: 'Fire', injured: 'Ambulance', accident: 'Accident', motorway: 'Motorway' },
    stage: { open: 'Being handled', booked: 'Booked', inService: 'In the workshop', awaitingPayment: 'To be paid', awaitingConfirmation: 'For you to confirm', closed: 'Ended' },
    urgency: { 1: 'Danger', 2: 'Cannot drive', 3: 'Soon', 4: 'Can be planned' },
    closedHow: { confirmed: 'You confirmed it is solved', silence: 'Ended after reminders without an answer', duplicate: 'Joined with another service', cancelledByOwner: 'You cancelled this service' },
    desk: { brandDesk: 'The brand’s service desk', outletDesk: 'The outlet’s service desk', managerDesk: 'The service manager', regionalDesk: 'The regional manager' },
  },
});
