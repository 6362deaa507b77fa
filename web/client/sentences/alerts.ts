// What refusals about alerts say, and alerts in plain words: what each kind means to the one who drives the car.
import type { alertKinds, quantityNames, refusals } from '../../../server/alerts/api.ts';
import type { Sentence } from './sentence.ts';

export const alertsSentences = {
  alertNotFound: { zh: '没有找到这条预警。请刷新列表。', en: 'No such alert was found. Please refresh the list.' },
  alertRuleNotFound: { zh: '没有找到这条规则。请刷新规则列表。', en: 'There is no such rule. Please refresh the list of rules.' },
  ruleCannotWork: { zh: '这条规则无法生效：请检查标出的条件。解除值必须在阈值的安全一侧，条件不能重复，要问的信号、标志或天气必须选好。', en: 'This rule cannot work: please check the marked condition. The clearing value must lie on the safe side of the threshold, no condition may appear twice, and the signal, flags or weather it asks about must be chosen.' },
  vehicleNotFound: { zh: '没有找到这辆车。请核对车架号或车牌。', en: 'No such vehicle was found. Please check the VIN or plate.' },
  staleEdit: { zh: '您编辑期间，别人已经修改了这条规则。请查看新内容后再保存。', en: 'Someone changed this rule while you were editing. Look at the new version, then save again.' },
  notAllowed: { zh: '您没有修改这条规则的权限。全联盟的规则由负责所有品牌的服务经理或管理员修改。', en: 'You may not change this rule. Rules of the whole alliance are changed by a service manager or administrator of all brands.' },
  stormNotFound: { zh: '没有找到这次预警风暴。请刷新列表。', en: 'No such storm of alerts was found. Please refresh the list.' },
  maintenanceNotFound: { zh: '没有找到这条维修标记。请刷新列表。', en: 'No such workshop mark was found. Please refresh the list.' },
  inMaintenanceAlready: { zh: '这辆车已处于维修模式。', en: 'This car is marked as being in a workshop already.' },
  areaNotFound: { zh: '没有找到这个天气区域。请刷新列表。', en: 'No such weather area was found. Please refresh the list.' },
  areaCannotBe: { zh: '请核对区域和时间：填写城市或至少三个不交叉的坐标点，结束时间晚于开始和现在，最长 10 天。', en: 'Please check area and times: a city, or three or more points whose outline does not cross itself; the end after the start and after now, 10 days at most.' },
  areaOver: { zh: '这个天气区域已经结束。', en: 'This weather area is over already.' },
  cityNotFound: { zh: '这个城市没有网点，无法确定位置。请改用坐标点。', en: 'There is no outlet in this city, so its place is not known. Please give points instead.' },
  timesCannotBe: { zh: '请核对时间：结束时间须晚于现在，最长 30 天。', en: 'Please check the time: it must end after now, within 30 days.' },
} satisfies Record<(typeof refusals)[number], Sentence>;

export const alertTitles = {
  overheatingPack: { zh: '动力电池温度异常升高', en: 'The traction battery is getting too hot' },
  insulationFalling: { zh: '高压绝缘下降', en: 'High-voltage insulation is falling' },
  chargingFails: { zh: '充电反复中断或充不进电', en: 'Charging breaks off or does not start' },
  twelveVoltDying: { zh: '12V 蓄电池电量不足', en: 'The 12 V battery is running down' },
  cellSpread: { zh: '电池单体电压差异过大', en: 'The cells of the battery drift apart' },
  makerAlarmLevel3: { zh: '车辆报告严重故障', en: 'The car reports a serious fault' },
  lowSocStranded: { zh: '车辆电量耗尽停驶', en: 'The car has stopped with an empty battery' },
  makerFlags: { zh: '车辆报告部件报警', en: 'The car reports an alarm of a part' },
  standingDrain: { zh: '停放时电量下降过快', en: 'The battery drains while the car is parked' },
  wentSilent: { zh: '车辆突然失去联系', en: 'The car suddenly went silent' },
  sensorGone: { zh: '车辆不再上报安全信号', en: 'The car no longer reports a safety signal' },
  badWeather: { zh: '车辆所在地有恶劣天气', en: 'Bad weather where the car is' },
} satisfies Record<(typeof alertKinds)[number], Sentence>;

export const quantityWords = {
  tempMaxC: { zh: '电池最高温度', en: 'Highest battery temperature' },
  tempRiseCPerMin: { zh: '电池升温速度', en: 'Rise of the battery temperature' },
  tempSpreadC: { zh: '电池温差', en: 'Temperature difference in the battery' },
  hotAlarmLevel: { zh: '电池高温报警等级', en: 'Alarm level, battery temperature' },
  insulationOhmPerV: { zh: '每伏绝缘电阻', en: 'Insulation per volt' },
  insulationAlarmLevel: { zh: '绝缘报警等级', en: 'Alarm level, insulation' },
  chargeAborts: { zh: '半小时内充电中断次数', en: 'Charges broken off within half an hour' },
  chargeCurrentA: { zh: '充电电流', en: 'Charging current' },
  lvBatteryMv: { zh: '12V 蓄电池电压', en: 'Voltage of the 12 V battery' },
  cellSpreadMv: { zh: '单体电压差', en: 'Voltage difference between cells' },
  consistencyAlarmLevel: { zh: '单体一致性报警等级', en: 'Alarm level, consistency of cells' },
  otherAlarmLevel: { zh: '整车报警等级', en: 'Alarm level of the car' },
  brakeAlarmLevel: { zh: '制动系统报警等级', en: 'Alarm level, brakes' },
  interlockAlarmLevel: { zh: '高压互锁报警等级', en: 'Alarm level, high-voltage interlock' },
  strandedSocPct: { zh: '停驶时电量', en: 'Charge while standing' },
  flagLevel: { zh: '通用报警标志等级', en: 'Level of general alarm flags' },
  changePerMin: { zh: '信号每分钟变化', en: 'Change of a signal per minute' },
  missingSeconds: { zh: '信号缺失时间', en: 'Time a signal has been missing' },
  silentSeconds: { zh: '失联时间', en: 'Time of silence' },
  silentInDangerSeconds: { zh: '危险中失联时间', en: 'Time of silence while in danger' },
  weatherLevel: { zh: '天气预警等级', en: 'Level of the weather warning' },
} satisfies Record<(typeof quantityNames)[number], Sentence>;
