// The codes of a case in words, for every face: troubles, stages, urgency and its reasons, clocks, advice.
import type { adviceCodes, breachReasons, circumstanceCodes, clockNames, clockStates, closedHow, desks, pauseReasons, placeKinds, stages, troubles, wordCodes } from '#api/cases';
import type { alertKinds } from '#api/alerts';
import { defineWords } from '#kit/words.tsx';

type Of<T extends readonly string[]> = Record<T[number], string>;

const zh = {
  trouble: {
    smokeOrFire: '冒烟或起火', batteryHot: '电池过热', batteryDamage: '电池受损', insulation: '绝缘异常', batteryCells: '电芯不一致', electricShock: '触电', flooded: '涉水', brakes: '制动', steering: '转向', collision: '碰撞', trapped: '有人被困',
    powerLoss: '失去动力', outOfCharge: '没电', twelveVolt: '12V 蓄电池', charging: '无法充电', vehicleAlarm: '车辆报警', tyre: '轮胎', noise: '异响', screen: '屏幕与软件', airConditioning: '空调', bodyAndPaint: '车身漆面', maintenance: '保养', dissatisfied: '对服务不满意', other: '其他',
  } satisfies Of<typeof troubles>,
  stage: { open: '处理中', booked: '已预约', inService: '维修中', awaitingPayment: '待付款', awaitingConfirmation: '待车主确认', closed: '已关闭' } satisfies Of<typeof stages>,
  closedHow: { confirmed: '车主确认已解决', silence: '多次提醒未回复', duplicate: '重复', cancelledByOwner: '车主取消' } satisfies Of<typeof closedHow>,
  desk: { brandDesk: '品牌服务台', outletDesk: '网点服务台', managerDesk: '经理台', regionalDesk: '区域台' } satisfies Of<typeof desks>,
  urgency: { 1: '1 级 · 人身危险', 2: '2 级 · 紧急', 3: '3 级 · 尽快处理', 4: '4 级 · 可以安排' },
  reason: {
    smokeOrFire: '提到冒烟或起火', soundsDangerous: '听起来有危险', burningSmell: '提到烧焦味', thermalRunaway: '提到热失控', batteryLeak: '提到电池泄漏', electricShock: '提到触电', brakesFail: '提到刹车失灵', steeringFails: '提到转向失灵', runaway: '车辆自行加速', wheel: '车轮或悬架损坏', plugHot: '充电插头过热', trapped: '有人被困', injured: '有人受伤', heavyCollision: '严重碰撞', collision: '碰撞', flooded: '涉水',
    batteryHot: '电池过热', insulation: '绝缘异常', tyreBurst: '爆胎', powerLoss: '失去动力', outOfCharge: '没电', charging: '无法充电', twelveVolt: '12V 亏电', brakeNoise: '刹车异响', warningLight: '故障灯', tyre: '轮胎', noise: '异响', screen: '屏幕', airConditioning: '空调', bodyAndPaint: '车身', maintenance: '保养', unclear: '描述不清，先按需要联系处理', chosen: '由人选择', dangerKey: '来电按键：有危险',
    exposedOnTheRoad: '停在道路上', fireIndoors: '在室内', safePlace: '处于安全地点', vulnerablePeople: '车上有老人、孩子或病人',
  } satisfies Of<typeof wordCodes> & Of<typeof circumstanceCodes>,
  alert: { overheatingPack: '电池包过热', insulationFalling: '绝缘下降', chargingFails: '充电失败', twelveVoltDying: '12V 蓄电池将亏', cellSpread: '电芯压差大', makerAlarmLevel3: '车辆三级报警', lowSocStranded: '电量耗尽', makerFlags: '部件报警', standingDrain: '停放掉电', wentSilent: '车辆失联', sensorGone: '信号缺失', badWeather: '恶劣天气', 'battery.imbalance': '电芯不均衡', 'battery.leakage': '电芯自放电偏大', 'battery.step': '电芯电量突变', 'battery.lowCapacity': '电芯容量偏低', 'battery.connectionResistance': '连接电阻增大', 'battery.moduleBoard': '采集板或模组偏移', 'battery.sensor': '电压采样异常', 'battery.probeSensor': '温度探头异常', 'battery.insulation': '绝缘缓慢下降', 'battery.cooling': '电池冷却变差', 'battery.runaway': '热失控迹象', 'battery.auxBattery': '12V 蓄电池变弱', 'battery.capacityLoss': '电池容量衰减' } satisfies Of<typeof alertKinds> & Record<string, string>,
  clock: { respond: '首次响应', plan: '给出方案', update: '更新进展' } satisfies Of<typeof clockNames>,
  clockState: { running: '计时中', atRisk: '将到期', breached: '已超时', paused: '已暂停', met: '按时完成', metLate: '超时完成', ended: '已结束' } satisfies Of<typeof clockStates>,
  pause: { waitingForOwner: '等待车主', ownerAskedForLater: '车主要求延后', waitingForParts: '等待备件', waitingForInsurer: '等待保险' } satisfies Of<typeof pauseReasons>,
  breach: { tooManyCases: '工单过多', nobodyOnDuty: '无人值班', ownerNotReached: '联系不到车主', waitingForParts: '等待备件', thirdPartyLate: '第三方延误', systemDown: '系统故障', falseAlarm: '误报', other: '其他' } satisfies Of<typeof breachReasons>,
  place: { motorway: '高速公路', tunnel: '隧道', lane: '行车道', roadside: '路边', home: '家里', garage: '车库', chargingStation: '充电站', outlet: '服务网点', elsewhere: '其他' } satisfies Of<typeof placeKinds>,
  advice: {
    leaveTheCar: '请立即下车，所有人离开车辆', stopSafely: '把车停到安全的地方', doNotDrive: '不要再行驶', keep15m: '离开车辆至少 15 米，站到上风处', call119: '有烟或火，拨打 119，并说明是电动汽车', call120: '有人受伤，拨打 120', doNotTouchHighVoltage: '不要触碰橙色线缆和电池', stopCharging: '停止充电，拔枪前先在桩上结束', takeItOutdoors: '如能安全移动，停到室外空旷处',
    hazardLights: '打开双闪', behindTheBarrier: '人员撤到护栏外', triangle150m: '三角牌放在车后 150 米以外', triangle50m: '三角牌放在车后 50–100 米', call12122: '高速公路请先拨 12122', outOfTheTunnel: '人员尽快离开隧道', call122: '交通事故拨打 122', slowAndHandBrake: '松电门，轻拉或长按电子手刹减速',
    stayReachable: '请保持电话畅通，我们会联系您', driveGentlyToService: '可以平稳驾驶到服务网点', keepCharged: '如能上电，保持上电', avoidFastCharging: '暂时不要使用快充', tryAnotherCharger: '换一个充电桩再试', unlockWithCardKey: '用卡片钥匙或机械钥匙解锁', photographIt: '在安全的前提下拍照', bookAVisit: '预约到店检查',
  } satisfies Of<typeof adviceCodes>,
};
const en: typeof zh = {
  trouble: {
    smokeOrFire: 'Smoke or fire', batteryHot: 'Battery too hot', batteryDamage: 'Battery damaged', insulation: 'Insulation fault', batteryCells: 'Cells uneven', electricShock: 'Electric shock', flooded: 'Flooded', brakes: 'Brakes', steering: 'Steering', collision: 'Collision', trapped: 'Somebody trapped',
    powerLoss: 'No drive', outOfCharge: 'Out of charge', twelveVolt: '12 V battery', charging: 'Cannot charge', vehicleAlarm: 'Vehicle alarm', tyre: 'Tyre', noise: 'Noise', screen: 'Screen and software', airConditioning: 'Air conditioning', bodyAndPaint: 'Body and paint', maintenance: 'Maintenance', dissatisfied: 'Not satisfied', other: 'Other',
  },
  stage: { open: 'Open', booked: 'Booked', inService: 'In service', awaitingPayment: 'Awaiting payment', awaitingConfirmation: 'Awaiting the owner', closed: 'Closed' },
  closedHow: { confirmed: 'The owner confirmed', silence: 'No answer to reminders', duplicate: 'Duplicate', cancelledByOwner: 'Cancelled by the owner' },
  desk: { brandDesk: 'Brand desk', outletDesk: 'Outlet desk', managerDesk: 'Manager’s desk', regionalDesk: 'Regional desk' },
  urgency: { 1: '1 · People in danger', 2: '2 · Urgent', 3: '3 · Soon', 4: '4 · Can be planned' },
  reason: {
    smokeOrFire: 'smoke or fire was said', soundsDangerous: 'it sounds dangerous', burningSmell: 'a burning smell was said', thermalRunaway: 'thermal runaway was said', batteryLeak: 'a battery leak was said', electricShock: 'electric shock was said', brakesFail: 'failing brakes were said', steeringFails: 'failing steering was said', runaway: 'the car accelerated by itself', wheel: 'a wheel or suspension failed', plugHot: 'a charging plug overheated', trapped: 'somebody is trapped', injured: 'somebody is hurt', heavyCollision: 'heavy collision', collision: 'collision', flooded: 'flooded',
    batteryHot: 'battery too hot', insulation: 'insulation fault', tyreBurst: 'burst tyre', powerLoss: 'no drive', outOfCharge: 'out of charge', charging: 'cannot charge', twelveVolt: '12 V battery flat', brakeNoise: 'brake noise', warningLight: 'warning light', tyre: 'tyre', noise: 'noise', screen: 'screen', airConditioning: 'air conditioning', bodyAndPaint: 'body', maintenance: 'maintenance', unclear: 'unclear words, to be called', chosen: 'chosen by a person', dangerKey: 'caller pressed the key for danger',
    exposedOnTheRoad: 'standing on the road', fireIndoors: 'indoors', safePlace: 'in a safe place', vulnerablePeople: 'old, young or ill people in the car',
  },
  alert: { overheatingPack: 'Overheating pack', insulationFalling: 'Falling insulation', chargingFails: 'Charging fails', twelveVoltDying: '12 V battery dying', cellSpread: 'Cells drift apart', makerAlarmLevel3: 'Level-3 alarm', lowSocStranded: 'Out of charge', makerFlags: 'Alarm of a part', standingDrain: 'Drains while parked', wentSilent: 'Went silent', sensorGone: 'Signal gone', badWeather: 'Bad weather', 'battery.imbalance': 'Cells out of balance', 'battery.leakage': 'A cell discharges itself', 'battery.step': 'A cell lost charge at once', 'battery.lowCapacity': 'A cell of low capacity', 'battery.connectionResistance': 'A joint’s resistance grows', 'battery.moduleBoard': 'A board or module reads off', 'battery.sensor': 'Voltage sensing fault', 'battery.probeSensor': 'Temperature probe fault', 'battery.insulation': 'Insulation falls slowly', 'battery.cooling': 'Battery cooling gets worse', 'battery.runaway': 'Signs of thermal runaway', 'battery.auxBattery': 'Weak 12 V battery', 'battery.capacityLoss': 'Battery capacity is lost' },
  clock: { respond: 'First response', plan: 'Plan', update: 'News' },
  clockState: { running: 'running', atRisk: 'due soon', breached: 'overdue', paused: 'paused', met: 'in time', metLate: 'late', ended: 'ended' },
  pause: { waitingForOwner: 'Waiting for the owner', ownerAskedForLater: 'The owner asked for later', waitingForParts: 'Waiting for parts', waitingForInsurer: 'Waiting for the insurer' },
  breach: { tooManyCases: 'Too many cases', nobodyOnDuty: 'Nobody on duty', ownerNotReached: 'Owner not reached', waitingForParts: 'Waiting for parts', thirdPartyLate: 'Third party late', systemDown: 'System down', falseAlarm: 'False alarm', other: 'Other' },
  place: { motorway: 'Motorway', tunnel: 'Tunnel', lane: 'In the lane', roadside: 'Roadside', home: 'Home', garage: 'Garage', chargingStation: 'Charging station', outlet: 'Outlet', elsewhere: 'Elsewhere' },
  advice: {
    leaveTheCar: 'Everybody out of the car, now', stopSafely: 'Stop in a safe place', doNotDrive: 'Do not drive on', keep15m: 'Keep at least 15 m away, upwind', call119: 'Smoke or fire: call 119 and say it is an electric car', call120: 'Somebody hurt: call 120', doNotTouchHighVoltage: 'Do not touch orange cables or the battery', stopCharging: 'Stop charging, at the charger first', takeItOutdoors: 'If it is safe, take it outdoors',
    hazardLights: 'Hazard lights on', behindTheBarrier: 'People behind the barrier', triangle150m: 'Warning triangle at least 150 m behind', triangle50m: 'Warning triangle 50–100 m behind', call12122: 'On a motorway call 12122 first', outOfTheTunnel: 'People out of the tunnel', call122: 'Accident: call 122', slowAndHandBrake: 'Lift off, slow down gently with the parking brake',
    stayReachable: 'Keep your phone on; we will call', driveGentlyToService: 'You may drive gently to an outlet', keepCharged: 'Keep it powered if you can', avoidFastCharging: 'No fast charging for now', tryAnotherCharger: 'Try another charger', unlockWithCardKey: 'Unlock with the card or mechanical key', photographIt: 'Take a photo if it is safe', bookAVisit: 'Book a visit',
  },
};
export const caseWords = defineWords({ zh, en });
