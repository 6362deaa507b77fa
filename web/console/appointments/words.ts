// Words of booking and of the board.
import { defineWords } from '#kit/words.tsx';

export const words = defineWords({
  zh: {
    title: '预约', none: '还没有预约', book: '预约到店', outlet: '网点', operations: '项目', likely: '通常适用', other: '其他项目', choose: '选择时段', otherOutlet: '换一个网点', first: '最早', cannot: '不能安排：', move: '改时间', cancelIt: '取消预约', why: '取消原因', confirm: '确认预约', arrived: '车辆已到店', checkIn: '接车', done: '已完成', slotGone: '这个时段刚被约走，最近的是：', back: '返回', duration: (minutes: number) => `约 ${minutes} 分钟`,
    state: { booked: '已预约', arrived: '已到店', inWork: '维修中', done: '已完成', cancelled: '已取消', noShow: '未到店' }, technician: '技师', guardian: '监护人', bay: '工位',
    rePlan: '改派与候补', rePlanLead: '人员缺勤、证书失效、工位或工具停用时，已约的车在这里改派。', range: '查看未来', days: (count: number) => `${count} 天`, hitNone: (looked: number) => `已检查 ${looked} 个预约，都能按原计划进行`, hitSome: (count: number, looked: number) => `${looked} 个预约中有 ${count} 个受影响`, sameTime: '同一时段由', take: '按建议改派', moveTo: '改到', nobody: '同一时段没有人能接手，最近的时段：', noTimes: '一周内没有可改的时段', done2: '已改派', moved: '已改期，车主会收到通知', guardianIs: '监护',
    hit: { closed: '网点当天不营业', bayGone: '工位停用', technicianGone: '技师不在岗', paperGone: '技师证书失效', guardianGone: '监护人不在岗或证书失效', toolGone: '专用工具停用或过校准期', partsMissing: '备件赶不上' } as Record<string, string>,
    waiting: '候补', waitingNone: '没有人在候补', place: (nth: number) => `第 ${nth} 位`, offered: '已通知，等待确认', until: '保留到', waits: '候补日期',
    board: '工位看板', day: '日期', today: '今天', closed: (why: string) => `不营业：${why}`, dayBefore: '前一天', dayAfter: '后一天', noOutlets: '您的品牌还没有网点', load: (booked: string, open: string, share: number) => `工位已约 ${booked} / ${open} 小时（${share}%）`, taken: '其他品牌占用', technicians: '技师', hv: '高压', away: '不在岗', noBays: '这个网点没有工位', chooseOutlet: '选择网点', km: (km: number) => `${km} km`,
  },
  en: {
    title: 'Appointment', none: 'No appointment yet', book: 'Book a visit', outlet: 'Outlet', operations: 'Operations', likely: 'usually right', other: 'Other operations', choose: 'Choose a time', otherOutlet: 'Another outlet', first: 'First', cannot: 'Not possible: ', move: 'Move', cancelIt: 'Cancel', why: 'Reason for cancelling', confirm: 'Confirm', arrived: 'The car is here', checkIn: 'Check in', done: 'Done', slotGone: 'This time has just been taken. Nearest:', back: 'Back', duration: (minutes: number) => `about ${minutes} minutes`,
    state: { booked: 'Booked', arrived: 'Arrived', inWork: 'In service', done: 'Done', cancelled: 'Cancelled', noShow: 'Did not come' }, technician: 'Technician', guardian: 'Guardian', bay: 'Bay',
    rePlan: 'Re-plan and waiting', rePlanLead: 'When somebody is away, a paper lapses, a bay or a tool is out, booked visits move here.', range: 'Look ahead', days: (count: number) => (count === 1 ? '1 day' : `${count} days`), hitNone: (looked: number) => `${looked} visits looked at; all can be kept`, hitSome: (count: number, looked: number) => `${count} of ${looked} visits are hit`, sameTime: 'Same time with', take: 'Do as proposed', moveTo: 'Move to', nobody: 'Nobody else can do it at this time. Nearest:', noTimes: 'No other time within a week', done2: 'Moved over', moved: 'Moved; the owner is told', guardianIs: 'guardian',
    hit: { closed: 'closed on this day', bayGone: 'bay out of use', technicianGone: 'technician away', paperGone: 'certificate lapsed', guardianGone: 'guardian away or without papers', toolGone: 'tool out of use or calibration', partsMissing: 'part not there in time' } as Record<string, string>,
    waiting: 'Waiting list', waitingNone: 'Nobody waits', place: (nth: number) => `number ${nth}`, offered: 'told, waits for the answer', until: 'kept until', waits: 'Days',
    board: 'Day board', day: 'Day', today: 'Today', closed: (why: string) => `Closed: ${why}`, dayBefore: 'Day before', dayAfter: 'Day after', noOutlets: 'Your brand has no outlets yet', load: (booked: string, open: string, share: number) => `${booked} of ${open} bay hours booked (${share} %)`, taken: 'Taken by another brand', technicians: 'Technicians', hv: 'HV', away: 'away', noBays: 'This outlet has no bays', chooseOutlet: 'Choose an outlet', km: (km: number) => `${km} km`,
  },
});
