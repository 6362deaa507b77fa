// Words of the console's frame.
import { defineWords } from '#kit/words.tsx';

export const words = defineWords({
  zh: {
    inbox: '工单收件箱', openCase: '电话开单', board: '工位看板', shop: '今日车间', checkIn: '到店接车', workOrders: '维修委托单', myJobs: '我的任务', invoices: '结算单', claims: '索赔', goodwill: '善意索赔', insurance: '保险案件', till: '日结与对账', prices: '价格表', alerts: '预警', rules: '预警规则', surveys: '回访', improvement: '改进', audit: '审计', people: '人员与角色', outlets: '网点', certificates: '证书', loaners: '代步车', place: '排班与资源', rePlan: '改派与候补', register: '车主与车辆登记', link: '车辆接入',
    service: '服务', insight: '质量', house: '管理', search: '车牌、VIN、电话、姓名或拼音、工单号', searchHint: '按 / 聚焦', nothing: '没有找到', live: '实时', lost: '未连接，正在重连', signOut: '退出', language: 'English', dark: '深色', light: '浅色', menu: '菜单', closeMenu: '关闭菜单', skip: '跳到内容',
    signInFirst: '请先登录', signInLead: '登录状态已失效或尚未登录。', toStart: '去登录', ownerHere: '当前登录的是车主，工作台仅供员工使用。', vehicle: '车辆', owner: '车主', case: '工单', staff: '员工', outlet: '网点', notices: '通知', unread: (count: number) => `${count} 条未读通知`, working: '正在处理', notForYou: '这个页面不对您的角色开放', notForYouLead: '左侧菜单列出了您可以使用的页面。需要权限请联系系统管理员。', toHome: '回到我的首页', searching: '正在查找', failed: '没有查到，网络或服务异常', found: (count: number) => `${count} 条结果`,
  },
  en: {
    inbox: 'Case inbox', openCase: 'Open by phone', board: 'Day board', shop: 'The shop today', checkIn: 'At the door', workOrders: 'Work orders', myJobs: 'My jobs', invoices: 'Invoices', claims: 'Claims', goodwill: 'Goodwill', insurance: 'Insurance', till: 'Daily close', prices: 'Price list', alerts: 'Alerts', rules: 'Alert rules', surveys: 'Surveys', improvement: 'Improvement', audit: 'Audit', people: 'People and roles', outlets: 'Outlets', certificates: 'Certificates', loaners: 'Loaner cars', place: 'Roster and resources', rePlan: 'Re-plan and waiting', register: 'Owners and cars', link: 'Vehicle link',
    service: 'Service', insight: 'Quality', house: 'House', search: 'Plate, VIN, phone, name or pinyin, case', searchHint: 'Press / to focus', nothing: 'Nothing found', live: 'Live', lost: 'Not connected, trying again', signOut: 'Sign out', language: '中文', dark: 'Dark', light: 'Light', menu: 'Menu', closeMenu: 'Close the menu', skip: 'Skip to content',
    signInFirst: 'Please sign in', signInLead: 'You are not signed in, or the session has ended.', toStart: 'To sign-in', ownerHere: 'An owner is signed in; the console is for staff.', vehicle: 'Car', owner: 'Owner', case: 'Case', staff: 'Staff', outlet: 'Outlet', notices: 'Notices', unread: (count: number) => (count === 1 ? '1 unread notice' : `${count} unread notices`), working: 'Working', notForYou: 'This page is not for your role', notForYouLead: 'The menu lists the pages you may use. Ask an administrator if you need more.', toHome: 'To my first page', searching: 'Searching', failed: 'Could not search; the network or the house does not answer', found: (count: number) => (count === 1 ? '1 result' : `${count} results`),
  },
});
