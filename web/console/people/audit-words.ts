// What the audit's codes mean to a reader: what was done, to which kind of record, by what kind of actor.
import { defineWords } from '#kit/words.tsx';

type Codes = Record<string, string>;
const zh = {
  action: {
    'alerts.changeRule': '更改预警规则',
    'appointments.arrive': '登记到店', 'appointments.book': '预约', 'appointments.cancel': '取消预约', 'appointments.miss': '标记未到店', 'appointments.move': '更改预约', 'appointments.inWork': '预约转施工', 'appointments.done': '预约完成',
    'brands.add': '新增品牌', 'brands.addModel': '新增车型', 'brands.change': '更改品牌', 'brands.setUpAlliance': '建立联盟',
    'cases.acceptHandOver': '接受移交', 'cases.askHandOver': '请求移交', 'cases.climb': '无人答复，上升', 'cases.close': '关闭工单', 'cases.escalate': '预警升级', 'cases.explainBreach': '说明超时原因', 'cases.join': '并入新的来源', 'cases.messageOwner': '给车主发消息', 'cases.move': '移动阶段', 'cases.note': '写备注', 'cases.open': '开单', 'cases.pauseClocks': '暂停时限', 'cases.planHelp': '安排下一步', 'cases.refuseHandOver': '拒绝移交', 'cases.resumeClocks': '恢复时限', 'cases.return': '退回服务台', 'cases.split': '拆分', 'cases.take': '接手', 'cases.urgency': '调整等级', 'cases.weighAgain': '重新判断等级', 'cases.withdrawHandOver': '撤回移交',
    'feedback.answer': '车主评价',
    'improvement.addAction': '立改进措施', 'improvement.addFinding': '记录发现', 'improvement.changeAction': '更改改进措施', 'improvement.measure': '衡量效果',
    'invoices.issue': '开结算单', 'invoices.pay': '发起付款', 'invoices.receive': '收到付款', 'invoices.refund': '申请退款', 'invoices.refunded': '退款到账',
    'network.addAbsence': '登记休假', 'network.addBay': '新增工位', 'network.addCertificate': '登记证书', 'network.addOutlet': '新增网点', 'network.changeBay': '更改工位', 'network.changeOutlet': '更改网点', 'network.dropAbsence': '取消休假', 'network.dropDayException': '取消特殊营业日', 'network.setDayException': '设特殊营业日', 'network.withdrawCertificate': '撤销证书',
    'people.addDriver': '新增驾驶人', 'people.addOwner': '登记车主', 'people.addStaff': '新增员工', 'people.changeGrants': '更改角色', 'people.changeOwner': '更改车主资料', 'people.changePassword': '更改密码', 'people.changeProfile': '更改资料', 'people.disableStaff': '停用员工', 'people.enableStaff': '启用员工', 'people.endSession': '结束登录', 'people.look': '查看个人信息', 'people.removeDriver': '移除驾驶人', 'people.resetPassword': '重设密码', 'people.setConsent': '更改授权', 'people.setUpFirstAdministrator': '建立首位管理员', 'people.signIn': '登录', 'people.signInFailed': '登录失败',
    'prices.publish': '发布价格', 'prices.startDraft': '开始价格草稿', 'prices.changeDraft': '修改价格草稿', 'prices.dropDraft': '丢弃价格草稿',
    'telemetry.adopt': '补读报文',
    'vehicles.add': '登记车辆', 'vehicles.changePlate': '更改车牌', 'vehicles.transfer': '过户',
    'warranty.tell': '三包计数提醒',
    'workorders.answerEstimate': '答复报价', 'workorders.approveGoodwill': '批准善意索赔', 'workorders.checkIn': '接车', 'workorders.diagnose': '写诊断', 'workorders.finish': '完成施工', 'workorders.handBack': '交车', 'workorders.cancel': '取消维修', 'workorders.hold': '标记等待', 'workorders.inspect': '检验', 'workorders.lockOut': '断电挂牌', 'workorders.missPromise': '错过承诺时间', 'workorders.movePromise': '更改承诺时间', 'workorders.releaseLockOut': '解除挂牌', 'workorders.saveEstimate': '保存报价', 'workorders.sendEstimate': '发送报价', 'workorders.settle': '结清', 'workorders.start': '开始施工', 'workorders.stop': '停工',
  } as Codes,
  subject: { actions: '改进措施', alertRules: '预警规则', alliance: '联盟', appointments: '预约', bays: '工位', brands: '品牌', cases: '工单', drivers: '驾驶人', findings: '发现', invoices: '结算单', models: '车型', outlets: '网点', owners: '车主', prices: '价格', priceDrafts: '价格草稿', sessions: '登录', signIns: '登录', staff: '员工', surveys: '回访', technicians: '技师', vehicles: '车辆', workorders: '委托单' } as Codes,
  actor: { staff: '员工', owner: '车主', system: '系统', nobody: '未登录' } as Codes,
};
const en: typeof zh = {
  action: {
    'alerts.changeRule': 'Changed an alert rule',
    'appointments.arrive': 'Marked the car as arrived', 'appointments.book': 'Booked a visit', 'appointments.cancel': 'Cancelled a visit', 'appointments.miss': 'Marked a visit as missed', 'appointments.move': 'Moved a visit', 'appointments.inWork': 'Began the visit', 'appointments.done': 'Finished the visit',
    'brands.add': 'Added a brand', 'brands.addModel': 'Added a model', 'brands.change': 'Changed a brand', 'brands.setUpAlliance': 'Set up the alliance',
    'cases.acceptHandOver': 'Accepted a hand-over', 'cases.askHandOver': 'Asked for a hand-over', 'cases.climb': 'Climbed: nobody answered', 'cases.close': 'Closed the case', 'cases.escalate': 'Raised by its alert', 'cases.explainBreach': 'Explained an overdue clock', 'cases.join': 'Joined another contact', 'cases.messageOwner': 'Messaged the owner', 'cases.move': 'Moved to another stage', 'cases.note': 'Wrote a note', 'cases.open': 'Opened the case', 'cases.pauseClocks': 'Paused clocks', 'cases.planHelp': 'Planned the next step', 'cases.refuseHandOver': 'Refused a hand-over', 'cases.resumeClocks': 'Resumed clocks', 'cases.return': 'Returned to the desk', 'cases.split': 'Split the case', 'cases.take': 'Took the case', 'cases.urgency': 'Changed the urgency', 'cases.weighAgain': 'Judged the urgency again', 'cases.withdrawHandOver': 'Withdrew a hand-over',
    'feedback.answer': 'Answered a survey',
    'improvement.addAction': 'Set up an action', 'improvement.addFinding': 'Noted a finding', 'improvement.changeAction': 'Changed an action', 'improvement.measure': 'Measured an action',
    'invoices.issue': 'Issued an invoice', 'invoices.pay': 'Began a payment', 'invoices.receive': 'Received a payment', 'invoices.refund': 'Asked for a refund', 'invoices.refunded': 'Refund arrived',
    'network.addAbsence': 'Added an absence', 'network.addBay': 'Added a bay', 'network.addCertificate': 'Added a certificate', 'network.addOutlet': 'Added an outlet', 'network.changeBay': 'Changed a bay', 'network.changeOutlet': 'Changed an outlet', 'network.dropAbsence': 'Dropped an absence', 'network.dropDayException': 'Dropped an exceptional day', 'network.setDayException': 'Set an exceptional day', 'network.withdrawCertificate': 'Withdrew a certificate',
    'people.addDriver': 'Added a driver', 'people.addOwner': 'Registered an owner', 'people.addStaff': 'Added a member of staff', 'people.changeGrants': 'Changed roles', 'people.changeOwner': 'Changed an owner', 'people.changePassword': 'Changed the password', 'people.changeProfile': 'Changed the profile', 'people.disableStaff': 'Disabled a member of staff', 'people.enableStaff': 'Enabled a member of staff', 'people.endSession': 'Ended a session', 'people.look': 'Looked at personal data', 'people.removeDriver': 'Removed a driver', 'people.resetPassword': 'Reset a password', 'people.setConsent': 'Changed a consent', 'people.setUpFirstAdministrator': 'Set up the first administrator', 'people.signIn': 'Signed in', 'people.signInFailed': 'Failed to sign in',
    'prices.publish': 'Published prices', 'prices.startDraft': 'Began a draft of prices', 'prices.changeDraft': 'Changed the draft of prices', 'prices.dropDraft': 'Dropped the draft of prices',
    'telemetry.adopt': 'Read kept frames',
    'vehicles.add': 'Registered a car', 'vehicles.changePlate': 'Changed the plate', 'vehicles.transfer': 'Transferred the car',
    'warranty.tell': 'Told of a step of the guarantees',
    'workorders.answerEstimate': 'Answered the estimate', 'workorders.approveGoodwill': 'Agreed to goodwill', 'workorders.checkIn': 'Checked the car in', 'workorders.diagnose': 'Recorded the diagnosis', 'workorders.finish': 'Finished the work', 'workorders.handBack': 'Handed the car back', 'workorders.cancel': 'Called the work off', 'workorders.hold': 'Said what it waits for', 'workorders.inspect': 'Inspected', 'workorders.lockOut': 'Locked out', 'workorders.missPromise': 'Missed the promise', 'workorders.movePromise': 'Moved the promise', 'workorders.releaseLockOut': 'Released the lock-out', 'workorders.saveEstimate': 'Saved the estimate', 'workorders.sendEstimate': 'Sent the estimate', 'workorders.settle': 'Settled', 'workorders.start': 'Started work', 'workorders.stop': 'Stopped work',
  },
  subject: { actions: 'Action', alertRules: 'Alert rule', alliance: 'Alliance', appointments: 'Appointment', bays: 'Bay', brands: 'Brand', cases: 'Case', drivers: 'Driver', findings: 'Finding', invoices: 'Invoice', models: 'Model', outlets: 'Outlet', owners: 'Owner', prices: 'Prices', priceDrafts: 'Draft of prices', sessions: 'Session', signIns: 'Sign-in', staff: 'Staff', surveys: 'Survey', technicians: 'Technician', vehicles: 'Car', workorders: 'Work order' },
  actor: { staff: 'Staff', owner: 'Owner', system: 'System', nobody: 'Not signed in' },
};
export const auditWords = defineWords({ zh, en });
