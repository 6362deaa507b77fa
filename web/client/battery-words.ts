// What is said about batteries, for every face: rules, causes, tests, custody, tiers. A code without a word is shown as it is.
import { defineWords } from '#kit/words.tsx';

type Words = Record<string, string>;
/** Kilometres as far as such a forecast reaches. */
const tenThousand = (km: number): string => String(Number((km / 10_000).toPrecision(2)));
const thousand = (km: number): string => Number(km.toPrecision(2)).toLocaleString('en-US');
const zh = {
  rule: { imbalance: '电芯不均衡', leakage: '电芯自放电偏大', step: '电芯电量突变', lowCapacity: '电芯容量偏低', connectionResistance: '连接电阻增大', moduleBoard: '采集板或模组偏移', sensor: '电压采样异常', probeSensor: '温度探头异常', insulation: '绝缘缓慢下降', cooling: '电池冷却变差', runaway: '热失控迹象', auxBattery: '12 V 蓄电池变弱', capacityLoss: '容量衰减' } as Words,
  plain: {
    imbalance: '几个电芯的电量和其他电芯不一样，可用电量会变少。', leakage: '有一个电芯在自己慢慢放电，比其他电芯快。现在可以正常用车，早处理可以避免以后出问题。', step: '有一个电芯的电量突然少了一截。', lowCapacity: '有一个电芯能装的电比其他电芯少，整包的续航被它限制。', connectionResistance: '电池内部某处连接的电阻在变大，大电流时会发热，需要复紧检查。',
    moduleBoard: '一整块采集板的读数偏了，多半是测量问题，不是电芯坏了。', sensor: '一根电压采样线读数不准，不是电芯坏了。', probeSensor: '一个温度探头读数不准。', insulation: '高压绝缘在慢慢变差，还没有到危险值。', cooling: '同样开、同样充，电池比以前更热，冷却可能变差了。', runaway: '电池有异常发热的迹象：请马上停车离开并联系救援。', auxBattery: '12 V 小电瓶变弱，过一阵可能打不开车门或启动不了。', capacityLoss: '电池能装的电比预期少得快。',
  } as Words,
  cause: { cell: '电芯', connection: '连接件', measurement: '测量，不是电池', module: '采集板或模组，不是单个电芯', cooling: '冷却系统', charger: '充电侧', drive: '驱动侧', highVoltage: '高压系统', auxiliary: '12 V 蓄电池', ageing: '老化' } as Words,
  tier: { stop: '停止行驶', visit: '预约到店', info: '提示' } as Words,
  state: { open: '存在', cleared: '已消失' } as Words, cleared: { signals: '信号恢复正常', recalculated: '用新算法重算后不再成立' } as Words,
  outcome: { confirmed: '确认是它', otherCause: '另有原因', nothingFound: '没有发现问题' } as Words,
  quantity: { leakMilliamps: '漏电流', leakCurrent: '漏电流', deviation: '偏离', resistance: '电阻', insulation: '绝缘' } as Words,
  ruledOut: { frozenValues: '数据冻结', sentinels: '无效值', currentFlowing: '有电流', boardOffset: '整板偏移', senseWire: '采样线', neighbours: '相邻电芯', lowCapacity: '容量偏低', leakage: '自放电', resistance: '电阻', step: '突变', singleProbe: '单个探头', singleFrame: '单帧数据', rain: '雨水或洗车', charger: '充电桩', driveSide: '驱动侧', weather: '天气', heavyUse: '激烈用车', balancing: '均衡' } as Words,
  nextTest: { restThreeDays: '充至约 80% 静置三天，复测单体电压', fullChargeAndRest: '充满并静置', measureCellByHand: '用万用表测该电芯，与上报值比较', exchangeSenseLeads: '检查并对调采样线', torqueAndDrop: '复紧并测连接压降', insulationByPole: '分别测正负极对地绝缘', coolantFlow: '检查冷却液、水泵与流道', compareProbes: '常温静置后比较温度探头', standardCapacityTest: '按标准做容量检测', leaveTheCar: '停车离开，联系救援', auxLoadTest: '12 V 蓄电池负载检测', balanceAtFullCharge: '充满后均衡' } as Words,
  custody: { new: '新入册', inCar: '在车上', inPack: '在电池包内', removed: '已拆下', quarantined: '隔离', tested: '已检测', stored: '库存', inTransit: '运输中', secondLife: '梯次利用', atRecycler: '在回收企业', recycled: '已再生', returnedToMaker: '退回厂家' } as Words,
  unit: { pack: '电池包', module: '模组', cell: '电芯' } as Words, fit: { own: '自有', loan: '借用', swap: '换电' } as Words, title: { carOwner: '车主所有', batteryCompany: '电池公司（租电）', maker: '厂家' } as Words,
  party: { outlet: '网点', carrier: '承运方', recoveryPoint: '回收服务网点', secondLifeUser: '梯次利用企业', recycler: '再生利用企业', maker: '厂家' } as Words,
  trace: { batteryServiced: '维修更换', wasteIn: '废旧电池入库', wasteOut: '移交出库', cascadeOut: '梯次产品出库', recycleIn: '再生接收', recycleDone: '再生完成' } as Words, traceState: { due: '待报送', sent: '已报送', accepted: '已接受', rejected: '被退回' } as Words,
  gap: { noWeight: '移交没有重量', noCertificate: '再生没有证明', stuck: '运输中没有到达', traceLate: '溯源报送逾期', removedNowhere: '拆下后没有去向', codeMismatch: '车辆上报的编码与档案不符' } as Words,
  warning: { chemistryUnknown: '电池类型代码不在表中', dateCharacters: '日期字符不在字符表中', impossibleDate: '日期不存在', serialLetters: '序列号含字母' } as Words,
  problem: { code: '编码或日期不合规', removedCode: '缺换下编码', vin: '缺车辆识别代号', partyName: '缺接收方', weightKg: '缺重量', certificateNo: '缺证明编号' } as Words,
  method: { estimate: '日常用车数据估计', test: '车间标准检测' } as Words,
  since: (day: string) => `约始于 ${day}`, cell: (text: string) => `电芯 ${text}`, probe: (text: string) => `探头 ${text}`, interval: (low: string, high: string) => `90% 区间 ${low}–${high}`, days: (n: number) => `${n} 天数据`,
  furtherKm: ({ q10, q50, q90 }: { q10: number; q50: number; q90: number }) => `还能开约 ${tenThousand(q50)} 万公里（${tenThousand(q10)}–${tenThousand(q90)}）`,
};
const en: typeof zh = {
  rule: { imbalance: 'Cells out of balance', leakage: 'A cell discharges itself', step: 'A cell lost charge at once', lowCapacity: 'A cell of low capacity', connectionResistance: 'A joint’s resistance grows', moduleBoard: 'A board or module reads off', sensor: 'Voltage sensing fault', probeSensor: 'Temperature probe fault', insulation: 'Insulation falls slowly', cooling: 'Battery cooling gets worse', runaway: 'Signs of thermal runaway', auxBattery: '12 V battery gets weak', capacityLoss: 'Capacity is lost' },
  plain: {
    imbalance: 'Some cells hold another charge than the rest, so less of it can be used.', leakage: 'One cell slowly discharges itself, faster than the others. You can drive as usual; mended early, it does not become trouble.', step: 'One cell suddenly lost some of its charge.', lowCapacity: 'One cell holds less than the others and limits the range of all.', connectionResistance: 'A joint inside the battery gets more resistance and warms up under load: it should be checked and tightened.',
    moduleBoard: 'A whole measuring board reads off; most likely the measuring, not a cell.', sensor: 'One sense wire reads wrong; the cell is not at fault.', probeSensor: 'One temperature probe reads wrong.', insulation: 'High-voltage insulation slowly gets worse; it is not dangerous yet.', cooling: 'Driven and charged alike, the battery gets warmer than before: cooling may be worse.', runaway: 'The battery shows signs of overheating: stop, leave the car and call for help.', auxBattery: 'The small 12 V battery gets weak; some day the car may not open or start.', capacityLoss: 'The battery loses capacity faster than expected.',
  },
  cause: { cell: 'the cell', connection: 'the joint', measurement: 'the measuring, not the battery', module: 'the board or module, not one cell', cooling: 'the cooling', charger: 'the charging side', drive: 'the drive side', highVoltage: 'the high-voltage system', auxiliary: 'the 12 V battery', ageing: 'ageing' },
  tier: { stop: 'Stop driving', visit: 'Book a visit', info: 'Information' },
  state: { open: 'Open', cleared: 'Over' }, cleared: { signals: 'the signals are calm', recalculated: 'no longer so after recalculation' },
  outcome: { confirmed: 'Confirmed', otherCause: 'Another cause', nothingFound: 'Nothing found' },
  quantity: { leakMilliamps: 'Leak', leakCurrent: 'Leak', deviation: 'Deviation', resistance: 'Resistance', insulation: 'Insulation' },
  ruledOut: { frozenValues: 'frozen values', sentinels: 'invalid values', currentFlowing: 'current flowing', boardOffset: 'a board that reads off', senseWire: 'a sense wire', neighbours: 'neighbouring cells', lowCapacity: 'low capacity', leakage: 'self-discharge', resistance: 'resistance', step: 'a step', singleProbe: 'a single probe', singleFrame: 'a single frame', rain: 'rain or washing', charger: 'the charger', driveSide: 'the drive side', weather: 'the weather', heavyUse: 'heavy use', balancing: 'balancing' },
  nextTest: { restThreeDays: 'Rest three days at about 80 % and measure the cells again', fullChargeAndRest: 'Charge fully and rest', measureCellByHand: 'Measure the cell by hand and compare', exchangeSenseLeads: 'Check and exchange the sense leads', torqueAndDrop: 'Check torque and voltage drop of the joint', insulationByPole: 'Measure insulation of each pole', coolantFlow: 'Check coolant, pump and flow', compareProbes: 'Compare the probes after a night at rest', standardCapacityTest: 'Do the standard capacity test', leaveTheCar: 'Stop, leave the car, call for help', auxLoadTest: 'Load test of the 12 V battery', balanceAtFullCharge: 'Balance at full charge' },
  custody: { new: 'New', inCar: 'In a car', inPack: 'In a pack', removed: 'Removed', quarantined: 'In quarantine', tested: 'Tested', stored: 'In store', inTransit: 'In transit', secondLife: 'Second life', atRecycler: 'At the recycler', recycled: 'Recycled', returnedToMaker: 'Back at the maker' },
  unit: { pack: 'Pack', module: 'Module', cell: 'Cell' }, fit: { own: 'own', loan: 'on loan', swap: 'swapped' }, title: { carOwner: 'the car’s owner', batteryCompany: 'a battery company (rented)', maker: 'the maker' },
  party: { outlet: 'Outlet', carrier: 'Carrier', recoveryPoint: 'Recovery point', secondLifeUser: 'Second-life user', recycler: 'Recycler', maker: 'Maker' },
  trace: { batteryServiced: 'Repaired or exchanged', wasteIn: 'Used battery taken in', wasteOut: 'Handed on', cascadeOut: 'Second-life product out', recycleIn: 'Taken in for recycling', recycleDone: 'Recycled' }, traceState: { due: 'due', sent: 'sent', accepted: 'accepted', rejected: 'rejected' },
  gap: { noWeight: 'Handed on without a weight', noCertificate: 'Recycled without a certificate', stuck: 'On the road without arrival', traceLate: 'Report overdue', removedNowhere: 'Removed and gone nowhere', codeMismatch: 'The car says another code than the file' },
  warning: { chemistryUnknown: 'chemistry not in the table', dateCharacters: 'date characters outside the table', impossibleDate: 'a day that does not exist', serialLetters: 'letters in the serial number' },
  problem: { code: 'code or its date not valid', removedCode: 'removed code missing', vin: 'VIN missing', partyName: 'receiver missing', weightKg: 'weight missing', certificateNo: 'certificate missing' },
  method: { estimate: 'Estimated from daily use', test: 'Standard test in a workshop' },
  since: (day) => `since about ${day}`, cell: (text) => `cell ${text}`, probe: (text) => `probe ${text}`, interval: (low, high) => `90 % interval ${low}–${high}`, days: (n) => `${n} days of data`,
  furtherKm: ({ q10, q50, q90 }) => `about ${thousand(q50)} km more (${thousand(q10)}–${thousand(q90)})`,
};
export const batteryWords = defineWords({ zh, en });

/** A figure as people say it: three digits at most. */
export const figure = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : String(Number(value.toPrecision(2))));
/** Cells in words: one, two, or a span. */
export const spanOf = (list: readonly number[]): string => (list.length > 2 ? `${list[0]}–${list.at(-1)}` : list.join(', '));
