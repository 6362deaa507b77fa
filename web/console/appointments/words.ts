// Words of booking and of the board.
import { defineWords } from '#kit/words.tsx';

export const words = defineWords({
  zh: {
    title: '预约', none: '还没有预约', book: '预约到店', outlet: '网点', operations: '项目', likely: '通常适用', other: '其他项目', choose: '选择时段', otherOutlet: '换一个网点', first: '最早', cannot: '不能安排：', move: '改时间', cancelIt: '取消预约', why: '取消原因', confirm: '确认预约', arrived: '车辆已到店', checkIn: '接车', done: '已完成', slotGone: '这个时段刚被约走，最近的是：', back: '返回', duration: (minutes: number) => `约 ${minutes} 分钟`,
    state: { booked: '已预约', arrived: '已到店', inWork: '维修中', done: '已完成', cancelled: '已取消', noShow: '未到店' }, technician: '技师', guardian: '监护人', bay: '工位',
    board: '工位看板', day: '日期', today: '今天', closed: (why: string) => `不营业：${why}`, dayBefore: '前一天', dayAfter: '后一天', noOutlets: '您的品牌还没有网点', load: (booked: string, open: string, share: number) => `工位已约 ${booked} / ${open} 小时（${share}%）`, taken: '其他品牌占用', technicians: '技师', hv: '高压', away: '不在岗', noBays: '这个网点没有工位', chooseOutlet: '选择网点', km: (km: number) => `${km} km`,
  },
  en: {
    title: 'Appointment', none: 'No appointment yet', book: 'Book a visit', outlet: 'Outlet', operations: 'Operations', likely: 'usually right', other: 'Other operations', choose: 'Choose a time', otherOutlet: 'Another outlet', first: 'First', cannot: 'Not possible: ', move: 'Move', cancelIt: 'Cancel', why: 'Reason for cancelling', confirm: 'Confirm', arrived: 'The car is here', checkIn: 'Check in', done: 'Done', slotGone: 'This time has just been taken. Nearest:', back: 'Back', duration: (minutes: number) => `about ${minutes} minutes`,
    state: { booked: 'Booked', arrived: 'Arrived', inWork: 'In service', done: 'Done', cancelled: 'Cancelled', noShow: 'Did not come' }, technician: 'Technician', guardian: 'Guardian', bay: 'Bay',
    board: 'Day board', day: 'Day', today: 'Today', closed: (why: string) => `Closed: ${why}`, dayBefore: 'Day before', dayAfter: 'Day after', noOutlets: 'Your brand has no outlets yet', load: (booked: string, open: string, share: number) => `${booked} of ${open} bay hours booked (${share} %)`, taken: 'Taken by another brand', technicians: 'Technicians', hv: 'HV', away: 'away', noBays: 'This outlet has no bays', chooseOutlet: 'Choose an outlet', km: (km: number) => `${km} km`,
  },
});
