// Evidence and reports in plain words, Chinese and English: what, where, how sure, what it is not, what to do next.
import type { Evidence, Kind, NextTest, RuledOut, Tier, Cause } from './evidence.ts';
import type { Report } from './report.ts';

export type Language = 'zh' | 'en';
type Both = readonly [zh: string, en: string];

const kindWords: Record<Kind, Both> = {
  imbalance: ['电芯不均衡', 'cell imbalance'], leakage: ['电芯自放电偏大（微短路）', 'self-discharging cell (small internal short)'], step: ['电芯电量突变', 'sudden loss of charge of a cell'],
  lowCapacity: ['电芯容量偏低', 'cell of low capacity'], connectionResistance: ['连接电阻增大', 'growing connection resistance'], moduleBoard: ['整块采集板/模组偏移', 'a whole board or module reads off'],
  sensor: ['电压采样异常', 'cell voltage sensing fault'], probeSensor: ['温度探头异常', 'temperature probe fault'], insulation: ['绝缘下降', 'falling insulation'], cooling: ['热管理异常', 'cooling fault'],
  runaway: ['热失控迹象', 'signs of thermal runaway'], auxBattery: ['12 V 蓄电池偏弱', 'weak 12 V battery'], capacityLoss: ['容量衰减', 'capacity loss'],
};
const tierWords: Record<Tier, Both> = { stop: ['停止行驶', 'stop driving'], visit: ['预约到店', 'book a visit'], info: ['提示', 'information'] };
const causeWords: Record<Cause, Both> = {
  cell: ['电芯', 'the cell'], connection: ['连接件', 'the joint'], measurement: ['采样，不是电芯', 'what measures, not the battery'], module: ['采集板或模组，不是单个电芯', 'the board or module, not one cell'], cooling: ['冷却系统', 'the cooling'],
  charger: ['充电侧', 'the charging side'], drive: ['驱动侧', 'the drive side'], highVoltage: ['高压系统', 'the high-voltage system'], auxiliary: ['低压蓄电池', 'the 12 V battery'], ageing: ['老化', 'ageing'],
};
const ruledWords: Record<RuledOut, Both> = {
  frozenValues: ['数据冻结', 'frozen values'], sentinels: ['无效值', 'sentinels'], currentFlowing: ['有电流', 'current flowing'], boardOffset: ['整板偏移', 'a board that reads off'], senseWire: ['采样线', 'a sense wire'],
  neighbours: ['单个电芯', 'single cells'], lowCapacity: ['容量偏低', 'low capacity'], leakage: ['自放电', 'self-discharge'], resistance: ['电阻', 'resistance'], step: ['突变', 'a step'], singleProbe: ['单个探头', 'a single probe'],
  singleFrame: ['单帧', 'a single frame'], rain: ['雨水或洗车', 'rain or washing'], charger: ['充电桩', 'the charger'], driveSide: ['驱动侧', 'the drive side'], weather: ['天气', 'the weather'], heavyUse: ['重载', 'heavy use'], balancing: ['均衡', 'balancing'],
};
const testWords: Record<NextTest, Both> = {
  restThreeDays: ['充至约 80% 静置三天，复测单体电压', 'rest three days at about 80 % and measure the cells again'], fullChargeAndRest: ['充满并静置', 'charge fully and rest'], measureCellByHand: ['用万用表测该电芯，与上报值比较', 'measure the cell by hand and compare with what is told'],
  exchangeSenseLeads: ['检查并对调采样线', 'check and exchange the sense leads'], torqueAndDrop: ['复紧并测连接压降', 'check torque and voltage drop of the joint'], insulationByPole: ['分别测正负极对地绝缘', 'measure insulation of each pole'],
  coolantFlow: ['检查冷却液、泵与流道', 'check coolant, pump and flow'], compareProbes: ['常温静置后比较探头', 'compare the probes after a night at rest'], standardCapacityTest: ['按标准做容量测试', 'do the standard capacity test'],
  leaveTheCar: ['停车离开，远离车辆，拨打救援', 'stop, leave the car, keep away, call for help'], auxLoadTest: ['12 V 蓄电池负载测试', 'load test of the 12 V battery'], balanceAtFullCharge: ['充满后均衡', 'balance at full charge'],
};

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
const figure = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toPrecision(2));

/** One piece of evidence as a sentence or two. */
export function describeEvidence(one: Evidence, language: Language = 'zh'): string {
  const say = (words: Both): string => words[language === 'zh' ? 0 : 1];
  const zh = language === 'zh';
  const span = one.cells === undefined ? '' : one.cells.length > 2 ? `${one.cells[0]}–${one.cells.at(-1)}` : one.cells.join(zh ? '、' : ' and ');
  const place = one.cells !== undefined ? (zh ? `电芯 ${span}：` : `cell ${span}: `) : one.probes !== undefined ? (zh ? `探头 ${one.probes.join('、')}：` : `probe ${one.probes.join(', ')}: `) : '';
  const number = `${figure(one.value)} ${one.unit} (${figure(one.low)}…${figure(one.high)})`;
  const since = one.onsetAt === undefined ? '' : zh ? `，约始于 ${day(one.onsetAt)}` : `, since about ${day(one.onsetAt)}`;
  const not = one.ruledOut.map((code) => say(ruledWords[code])).join(zh ? '、' : ', ');
  const over = one.state === 'cleared' ? (zh ? '（已消失）' : ' (over)') : '';
  return zh
    ? `【${say(tierWords[one.tier])}】${place}${say(kindWords[one.kind])}${over}，${number}${since}；原因在${say(causeWords[one.cause])}；已排除：${not}；下一步：${say(testWords[one.nextTest])}。`
    : `[${say(tierWords[one.tier])}] ${place}${say(kindWords[one.kind])}${over}, ${number}${since}; it lies in ${say(causeWords[one.cause])}; ruled out: ${not}; next: ${say(testWords[one.nextTest])}.`;
}

/** The whole report as lines of text. */
export function describeReport(told: Report, language: Language = 'zh'): string {
  const zh = language === 'zh';
  const lines = [zh ? `${day(told.firstAt)} 至 ${day(told.lastAt)}，${told.days.toFixed(0)} 天，${told.cells} 串，${told.chemistry ?? '化学体系未知'}` : `${day(told.firstAt)} to ${day(told.lastAt)}, ${told.days.toFixed(0)} days, ${told.cells} cells in series, ${told.chemistry ?? 'chemistry unknown'}`];
  const { capacity, range, remainingLife: left } = told;
  if (capacity === undefined) lines.push(zh ? '容量：尚无可用的充放电段' : 'capacity: no usable stretch between two rested moments yet');
  else lines.push(`${zh ? '容量' : 'capacity'} ${capacity.capacityAh.toFixed(1)} Ah (90 %: ${capacity.lowAh.toFixed(1)}…${capacity.highAh.toFixed(1)}), ${capacity.measurements} ${zh ? '次测量' : 'measurements'}`);
  if (capacity?.sohPct !== undefined) lines.push(`${zh ? '健康度' : 'state of health'} ${capacity.sohPct.toFixed(1)} % (90 %: ${capacity.lowPct!.toFixed(1)}…${capacity.highPct!.toFixed(1)})`);
  if (told.shownCharge !== undefined) lines.push(zh ? `显示电量 0…100 对应静置电量 ${(told.shownCharge.at50 - 50 * told.shownCharge.slope).toFixed(0)}…${(told.shownCharge.at50 + 50 * told.shownCharge.slope).toFixed(0)} %` : `shown 0…100 % is ${(told.shownCharge.at50 - 50 * told.shownCharge.slope).toFixed(0)}…${(told.shownCharge.at50 + 50 * told.shownCharge.slope).toFixed(0)} % of the rested cell`);
  if (range !== undefined) lines.push(zh ? `满电续航约 ${range.rangeKm.toFixed(0)} km；变化中电池 ${(100 * range.batteryPart).toFixed(1)} %，能耗 ${(100 * range.consumptionPart).toFixed(1)} %` : `range of a full battery about ${range.rangeKm.toFixed(0)} km; of its change the battery ${(100 * range.batteryPart).toFixed(1)} %, consumption ${(100 * range.consumptionPart).toFixed(1)} %`);
  if (left !== undefined) lines.push(zh ? `到 ${left.endPct} %：${day(left.at.q10)} … ${day(left.at.q50)} … ${day(left.at.q90)}` : `reaches ${left.endPct} %: ${day(left.at.q10)} … ${day(left.at.q50)} … ${day(left.at.q90)}`);
  lines.push(zh ? `静置 ${told.rests} 次；数据：${told.hygiene.frames} 帧，冻结 ${told.hygiene.frozen}，无效单体 ${told.hygiene.cellSentinels}，间断 ${told.hygiene.gaps}` : `${told.rests} rests; data: ${told.hygiene.frames} frames, ${told.hygiene.frozen} frozen, ${told.hygiene.cellSentinels} cell sentinels, ${told.hygiene.gaps} gaps`);
  if (told.evidence.length === 0) lines.push(zh ? '没有发现异常。' : 'Nothing found.');
  return [...lines, ...told.evidence.map((one) => describeEvidence(one, language))].join('\n');
}
