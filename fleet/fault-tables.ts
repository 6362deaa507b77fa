// What the makers of the synthetic country publish of their cars' fault codes, written for the demo and of one mind with the
// assistant's articles. Each maker sends a fault in bytes of its own, so that a table of one brand is of no use to another.
import type { BrandPlan, ModelPlan } from './brand-plans.ts';

type Part = 'battery' | 'motor' | 'other';
/** Which models a fault can be of: those with a kind of cell, of heating, of springs, of radar, or of the newer frames. */
type Fit = 'NCM' | 'LFP' | 'heatPump' | 'ptc' | 'air' | '2025';
type Row = readonly [
  name: string, part: Part, component: string, componentEn: string, title: string, titleEn: string, meaning: string, meaningEn: string, severity: 'stopNow' | 'soon' | 'book' | 'note', advice: string, adviceEn: string, operation: string | null, article: string | null, fit?: Fit,
];

const rows: readonly Row[] = [
  ['P0A7E', 'battery', '动力电池', 'Traction battery', '电池温度过高', 'Battery too hot', '任一探针连续 3 秒达到 60 °C，电池管理系统请求限功率并启动最大冷却', 'A probe has read 60 °C or more for 3 s; the battery controller limits power and cools at full', 'stopNow', '让车停在开阔处，人离车；先看热图中最热的探针，确认没有烟和气味后再用平板车运回做安全检查', 'Car in the open, people away from it; find the hottest probe, make sure of no smoke or smell, then bring it in on a flatbed for a safety check', 'BAT-DIAG', 'kb-thm-006'],
  ['P1A10', 'battery', '动力电池', 'Traction battery', '温升过快', 'Temperature rises too fast', '相邻两次采样的温升折合超过 1 °C/s 并持续 3 秒，是热事件的早期特征', 'The rise between samples is above 1 °C/s for 3 s, an early sign of a thermal event', 'stopNow', '按热事件处置：离车 15 米以外，通知安全值班，车不得进入车间，先隔离观察', 'Treat as a thermal event: 15 m away, tell the safety duty, no workshop, quarantine first', 'BAT-DIAG', 'kb-thm-002'],
  ['P0A80', 'battery', '动力电池', 'Traction battery', '电芯一致性差', 'Cells far apart', '静置后最高与最低单体相差超过出厂允许值，显示电量可能跳变', 'At rest the highest and lowest cell differ by more than the maker allows; the shown charge may jump', 'soon', '看单体热图找出偏离的电芯；先做均衡，均衡后仍偏离的换模组', 'Find the cells that are off in the heat map; balance first, replace the module if they stay off', 'BAT-BALANCE', 'kb-bat-008'],
  ['P0A9C', 'battery', '动力电池', 'Traction battery', '温度探针失效', 'Temperature probe failed', '一个探针读数超出量程或与邻近探针相差 25 °C 以上且电池不在充电', 'A probe is out of range or 25 °C off its neighbours while not charging', 'book', '核对探针接插件和采样线，更换采样线束前先排除真实过热', 'Check the probe’s connector and wire; rule out a real hot spot before replacing the harness', 'BAT-DIAG', 'kb-bat-008'],
  ['P1B22', 'battery', '动力电池', 'Traction battery', '单体电压过高', 'Cell voltage too high', '任一单体高于 4.25 V 持续 2 秒，充电被中止', 'A cell was above 4.25 V for 2 s; charging was stopped', 'stopNow', '停止充电，不再上高压；读取充电记录，检查采样与充电机限压', 'Stop charging, no high voltage; read the charge record, check sampling and the charger’s limit', 'BAT-DIAG', 'kb-bat-006', 'NCM'],
  ['P1B23', 'battery', '动力电池', 'Traction battery', '单体电压过高', 'Cell voltage too high', '任一单体高于 3.70 V 持续 2 秒，充电被中止', 'A cell was above 3.70 V for 2 s; charging was stopped', 'stopNow', '停止充电，不再上高压；读取充电记录，检查采样与充电机限压', 'Stop charging, no high voltage; read the charge record, check sampling and the charger’s limit', 'BAT-DIAG', 'kb-bat-006', 'LFP'],
  ['P1B26', 'battery', '动力电池', 'Traction battery', '电量估算需要校准', 'Charge estimate needs calibration', '磷酸铁锂电池 30 天以上没有充满，显示电量的误差可能超过 5%', 'An LFP pack was not charged full for over 30 days; the shown charge may be off by more than 5%', 'note', '请车主用慢充充满一次，之后自动清除', 'Ask the owner for one full slow charge; it clears by itself', null, 'kb-bat-002', 'LFP'],
  ['P1B24', 'battery', '动力电池', 'Traction battery', '单体电压过低', 'Cell voltage too low', '任一单体低于放电下限持续 2 秒，车辆限功率并提示充电', 'A cell was below its discharge limit for 2 s; power is limited and the driver is told to charge', 'soon', '尽快充电；充满后仍有单体先到下限的，查自放电', 'Charge soon; if one cell still reaches the limit first after a full charge, look for self-discharge', 'BAT-DIAG', 'kb-bat-007'],
  ['P0AA6', 'battery', '高压系统', 'High-voltage system', '高压绝缘下降', 'High-voltage insulation low', '绝缘电阻低于 500 Ω/V 报较重，低于 100 Ω/V 禁止再次上高压', 'Insulation below 500 Ω/V is serious; below 100 Ω/V the car does not switch high voltage on again', 'stopNow', '由两名持证技师断电验电后逐段测量；充电时出现先排除充电桩', 'Two certified technicians de-energise, measure section by section; if it came while charging, rule out the charger first', 'INS-DIAG', 'kb-hv-001'],
  ['P0A0D', 'battery', '高压系统', 'High-voltage system', '高压互锁断开', 'High-voltage interlock open', '互锁回路的电阻超出范围，说明有高压插接件或维修盖没有扣好', 'The interlock loop is out of range: a high-voltage plug or service cover is not closed', 'stopNow', '不要反复上下电；持证技师按回路图逐个插接件排查', 'Do not cycle power; a certified technician goes through the plugs by the loop diagram', 'INS-DIAG', 'kb-hv-002'],
  ['P0AA1', 'battery', '高压系统', 'High-voltage system', '主正接触器粘连', 'Main contactor welded', '断开指令后 200 ms 仍测到母线电压', 'Bus voltage is still there 200 ms after the command to open', 'stopNow', '按带电处理：使用维修开关断电并验电，更换接触器前不得作业', 'Treat as live: service switch, verify zero voltage, no work before the contactor is replaced', 'BAT-DIAG', 'kb-stf-002'],
  ['P0C73', 'battery', '热管理', 'Thermal management', '电池冷却水泵转速异常', 'Battery coolant pump speed', '目标与实际转速相差超过 20% 持续 10 秒，冷却能力下降', 'Actual speed is more than 20% off target for 10 s; cooling is reduced', 'soon', '查冷却液液位与气泡，测试水泵；避免快充', 'Check coolant level and air, test the pump; no fast charging until then', 'BAT-COOL', 'kb-thm-007'],
  ['P0A3C', 'motor', '驱动', 'Drive', '电机控制器温度高', 'Motor controller too hot', '控制器温度高于 85 °C，扭矩按温度递减', 'The controller is above 85 °C; torque is reduced with temperature', 'soon', '停车冷却 15 分钟；再次出现检查冷却回路与风扇', 'Let it cool for 15 minutes; if it returns, check the cooling circuit and fan', 'DRV-DIAG', 'kb-drv-003'],
  ['P0A2F', 'motor', '驱动', 'Drive', '驱动电机温度高', 'Drive motor too hot', '定子温度高于 140 °C，扭矩按温度递减', 'The stator is above 140 °C; torque is reduced with temperature', 'soon', '停车冷却；检查减速器油位与电机冷却', 'Let it cool; check gear oil and motor cooling', 'DRV-DIAG', 'kb-drv-003'],
  ['P0A78', 'motor', '驱动', 'Drive', '电机控制器性能异常', 'Motor controller performance', '目标与实际扭矩相差超过 15% 持续 1 秒，动力可能中断', 'Torque is more than 15% off target for 1 s; power may be lost', 'soon', '读取控制器冻结帧并路试；硬件故障更换控制器并标定', 'Read the freeze frame and road-test; replace and calibrate the controller on a hardware fault', 'DRV-INVERTER', 'kb-drv-006'],
  ['P0A3F', 'motor', '驱动', 'Drive', '电机旋变信号异常', 'Motor resolver signal', '旋变正余弦幅值之和超出范围，控制器无法确定转子位置', 'The resolver’s sine and cosine are out of range; the rotor’s place is not known', 'soon', '检查旋变插头与屏蔽，测量绕组电阻', 'Check the resolver plug and shield, measure winding resistance', 'DRV-DIAG', 'kb-drv-001'],
  ['P1C19', 'motor', '驱动', 'Drive', '驱动电机超速', 'Drive motor overspeed', '转速超过最高允许值 3%，常见于湿滑路面单轮空转', 'Speed was 3% above the maximum, often one wheel spinning on a wet road', 'book', '一次偶发只作记录；反复出现检查半轴与转速信号', 'Once is only noted; if it returns, check drive shafts and the speed signal', 'DRV-DIAG', 'kb-drv-006', '2025'],
  ['P0A94', 'other', '低压供电', 'Low-voltage supply', 'DC-DC 输出异常', 'DC-DC output', '高压已上电而 12V 母线低于 13.2 V 超过 10 秒', 'High voltage is on but the 12 V rail was below 13.2 V for 10 s', 'soon', '先测 12V 蓄电池与保险，再查 DC-DC 使能与输出', 'Test the 12 V battery and fuses first, then the DC-DC’s enable and output', 'LV-TEST', 'kb-drv-005'],
  ['P0562', 'other', '低压供电', 'Low-voltage supply', '12V 系统电压低', '12 V system voltage low', '静置时低于 11.8 V 超过 60 秒，可能无法解锁或上电', 'Below 11.8 V at rest for 60 s; the car may not unlock or start', 'soon', '测量内阻和静态电流，区分蓄电池老化与漏电', 'Measure internal resistance and quiescent current: a weak battery or a drain', 'LV-TEST', 'kb-lv-003'],
  ['P0D57', 'other', '充电', 'Charging', '交流充电中断', 'AC charging broke off', '充电开始后 60 秒内控制导引或输入电压丢失', 'Control pilot or mains voltage was lost within 60 s of the start', 'book', '换桩再试；两根不同的桩都中断再查车载充电机', 'Try another charger; if two different ones break off, look at the on-board charger', 'CHG-DIAG', 'kb-chg-017'],
  ['P1D31', 'other', '充电', 'Charging', '直流充电握手失败', 'DC handshake failed', '辨识或配置阶段报文超时三次，充电没有开始', 'Three time-outs while identifying or configuring; charging did not begin', 'book', '先用标准桩测试；车辆侧查充电口通信线与 BMS 版本', 'Test on the reference charger; on the car check the port’s bus wires and the BMS version', 'CHG-DIAG', 'kb-chg-015'],
  ['P1D32', 'other', '充电', 'Charging', '充电口温度高', 'Charge port hot', '充电口温度高于 90 °C，充电电流被降到最低', 'The port is above 90 °C; current is cut to the lowest', 'stopNow', '不要再插枪；检查端子烧蚀并更换充电口', 'Do not plug in again; look for burnt contacts and replace the port', 'CHG-PORT', 'kb-chg-019'],
  ['P0D5C', 'other', '充电', 'Charging', '车载充电机内部故障', 'On-board charger internal fault', '自检发现功率级或采样异常，交流充电被禁止', 'Self-test found the power stage or sampling at fault; AC charging is locked', 'soon', '直流充电仍可用；更换车载充电机并匹配', 'DC charging still works; replace the charger and code it to the car', 'OBC-SWAP', 'kb-chg-016'],
  ['C0035', 'other', '制动', 'Brakes', '左前轮速信号异常', 'Left front wheel speed', '车速高于 12 km/h 时左前轮速丢失或跳变，ABS 与 ESP 退出', 'The left front speed is lost or jumps above 12 km/h; ABS and ESP are off', 'soon', '检查轮速传感器间隙、插头与线束', 'Check the sensor’s gap, plug and wiring', 'BRK-CHECK', 'kb-brk-002'],
  ['C1A05', 'other', '悬架', 'Suspension', '空气悬架气压不足', 'Air suspension pressure low', '压缩机工作 90 秒后高度仍低于目标 20 mm', 'After 90 s of compressor the height is still 20 mm below target', 'soon', '检查气囊与气管泄漏；不要高速行驶', 'Look for leaks at bellows and lines; no fast driving', 'STR-CHECK', 'kb-sus-003', 'air'],
  ['U0073', 'other', '通信', 'Network', '动力总线关闭', 'Powertrain bus off', '控制器连续报告总线关闭，多个信号中断', 'Controllers report bus-off one after another; several signals are missing', 'soon', '先测 12V 电压，再查终端电阻与线束短路', 'Measure 12 V first, then terminating resistors and shorts', 'GENERAL-DIAG', 'kb-inf-006'],
  ['U0100', 'other', '通信', 'Network', '与整车控制器失去通讯', 'Lost communication with the vehicle controller', '5 秒内没有收到整车控制器报文', 'No message of the vehicle controller for 5 s', 'soon', '检查供电、搭铁与插头；核对软件版本', 'Check supply, ground and plug; compare software versions', 'SW-UPDATE', 'kb-inf-006'],
  ['U0111', 'other', '通信', 'Network', '与电池管理系统失去通讯', 'Lost communication with the battery controller', '5 秒内没有收到电池管理系统报文，禁止上高压', 'No message of the battery controller for 5 s; high voltage is locked', 'soon', '由持证技师检查电池侧插头；偶发一次先测 12V', 'A certified technician checks the plug at the pack; if it came once, test the 12 V battery first', 'GENERAL-DIAG', 'kb-inf-006'],
  ['B10A2', 'other', '空调', 'Climate', '热泵冷媒压力低', 'Heat pump pressure low', '静态压力低于 0.4 MPa，热泵停机，采暖与电池加热能力下降', 'Static pressure is below 0.4 MPa; the heat pump stops, cabin and battery heat are reduced', 'book', '检漏并按铭牌加注，压缩机不得空转', 'Find the leak and refill by the label; never run the compressor dry', 'AC-DIAG', 'kb-hvac-002', 'heatPump'],
  ['B10A6', 'other', '空调', 'Climate', 'PTC 加热器电流异常', 'PTC heater current', '加热电流低于目标 30%，采暖不足', 'Heater current is 30% below target; heat is short', 'book', '检查 PTC 供电与温度保险', 'Check the PTC’s supply and thermal fuse', 'AC-DIAG', 'kb-hvac-003', 'ptc'],
  ['B1A7C', 'other', '胎压监测', 'Tyre monitoring', '胎压传感器电量低', 'Tyre sensor battery low', '传感器报告剩余寿命不足 3 个月', 'The sensor has less than three months left', 'note', '下次换胎时一并更换传感器并匹配', 'Replace and pair the sensor at the next tyre change', 'TYRE-SWAP', 'kb-tyr-001'],
];

const heatPumps = ['xihe-h7', 'xihe-h9', 'yuanlan-e6', 'langtu-v8'];
const fits: Record<Fit, (model: ModelPlan) => boolean> = {
  NCM: (model) => model.chemistry === 'NCM', LFP: (model) => model.chemistry === 'LFP', heatPump: (model) => heatPumps.includes(model.id), ptc: (model) => !heatPumps.includes(model.id), air: (model) => model.id === 'xihe-h9', '2025': (model) => model.edition === 2025,
};

/** The two bytes of a name by ISO 15031-6: two bits for the letter, then the digits. */
const bytesOf = (name: string): string => (Number.parseInt(name.slice(1), 16) | ('PCBU'.indexOf(name[0] as string) << 14)).toString(16).toUpperCase().padStart(4, '0');
const parts = { battery: '01', motor: '02', other: '04' } as const;

/** How a maker sends a fault in four bytes: Xihe with the kind of failure behind, Yuanlan with the part before, Langtu with its model behind. */
function sentAs(modelId: string, name: string, part: Part): string {
  if (modelId.startsWith('xihe')) return `00${bytesOf(name)}00`;
  return modelId.startsWith('yuanlan') ? `${parts[part]}00${bytesOf(name)}` : `${bytesOf(name)}00${modelId === 'langtu-c1' ? 'C1' : 'D8'}`;
}

/** What a maker says of a model, as its table would be brought in. */
export const faultTable = (brand: Pick<BrandPlan, 'id' | 'name' | 'nameEn'>, model: ModelPlan) => rows.filter(([, , , , , , , , , , , , , fit]) => fit === undefined || fits[fit](model)).map(([name, part, component, componentEn, title, titleEn, meaning, meaningEn, severity, advice, adviceEn, operation, article]) => ({
  brandId: brand.id, modelId: model.id, code: sentAs(model.id, name, part), name, component, componentEn, title, titleEn, meaning, meaningEn, severity, advice, adviceEn, ...(operation === null ? {} : { operationCode: operation }), ...(article === null ? {} : { articleId: article }), source: `${brand.name}故障码表 ${model.name} 2025-08（演示数据） / ${brand.nameEn} fault table (demo)`,
}));

/** The codes by which a model names faults, as an alarm item lists them. */
export function codesSent(model: ModelPlan, names: readonly string[]): { batteryFaults: number[]; motorFaults: number[]; engineFaults: number[]; otherFaults: number[] } {
  const sent = (part: Part): number[] => rows.filter((row) => row[1] === part && names.includes(row[0]) && (row[13] === undefined || fits[row[13]](model))).map((row) => Number.parseInt(sentAs(model.id, row[0], part), 16));
  return { batteryFaults: sent('battery'), motorFaults: sent('motor'), engineFaults: [], otherFaults: sent('other') };
}
