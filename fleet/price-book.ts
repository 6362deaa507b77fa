// What the brands of the synthetic country publish: operations that shops of electric cars really do, in plain words.
import type { BrandPlan } from './brand-plans.ts';

type Coverage = 'general' | 'evCore' | 'wear' | 'none';
type Bay = 'lift' | 'hvBay' | 'batteryLift' | 'calibration' | 'paint' | 'bodyRepair' | null;
type Row = readonly [code: string, system: string, name: string, nameEn: string, what: string, whatEn: string, centihours: number, flags: string, bay: Bay, parts: string, troubles: string, coverage: Coverage, includes?: string];

/** Flags: h high voltage, s safety (second pair of eyes), m mobile, g maker's course, c calibration course. Parts: code*quantity. */
const rows: readonly Row[] = [
  ['BAT-DIAG', '动力电池', '动力电池安全检查', 'Traction battery safety check', '读取每个电芯的电压和温度，检查绝缘、冷却和外壳，判断能否继续使用', 'Reads every cell voltage and temperature, checks insulation, cooling and case, and says whether the pack may stay in use', 150, 'hsg', 'hvBay', '', 'batteryHot,smokeOrFire,batteryCells,batteryDamage,vehicleAlarm', 'evCore'],
  ['BAT-MODULE', '动力电池', '更换电池模组', 'Battery module replacement', '拆下电池包，更换有故障的模组，均衡后装回并复检', 'Takes the pack down, replaces the faulty module, balances, refits and checks again', 650, 'hsg', 'batteryLift', 'P-MODULE*1', 'batteryCells', 'evCore', 'BAT-DIAG'],
  ['BAT-COOL', '热管理', '检修电池冷却回路', 'Battery cooling circuit repair', '检查水泵、水阀和管路，更换故障水泵并排气', 'Checks pump, valves and lines, replaces the faulty pump and bleeds the circuit', 210, 'sg', 'lift', 'P-PUMP*1,P-COOLANT*4', 'batteryHot', 'evCore'],
  ['BAT-BALANCE', '动力电池', '电芯均衡', 'Cell balancing', '把各电芯调整到一致，恢复可用容量', 'Brings all cells to the same state so that capacity can be used again', 120, 'hg', 'hvBay', '', 'batteryCells', 'evCore'],
  ['BAT-HEALTH', '动力电池', '电池健康检测', 'Battery health test', '充放电测量容量，给出带误差范围的健康度', 'Measures capacity by charging and gives health with its uncertainty', 100, 'g', null, '', '', 'none'],
  ['INS-DIAG', '高压系统', '绝缘故障诊断', 'Insulation fault diagnosis', '逐段断开高压部件，测量绝缘电阻，找到漏电的部位', 'Disconnects high-voltage parts one by one and measures insulation to find the leak', 180, 'hsg', 'hvBay', '', 'insulation,electricShock,flooded', 'evCore'],
  ['INS-HARNESS', '高压系统', '更换高压线束', 'High-voltage harness replacement', '更换绝缘受损的高压线束并复测绝缘', 'Replaces the damaged high-voltage harness and measures insulation again', 320, 'hsg', 'hvBay', 'P-HVHARNESS*1', 'insulation', 'evCore', 'INS-DIAG'],
  ['CHG-DIAG', '充电', '充电故障诊断', 'Charging fault diagnosis', '用标准桩测试交直流充电，区分车、桩、账户原因', 'Tests AC and DC charging on a reference charger and separates car, charger and account causes', 80, 'gm', null, '', 'charging', 'general'],
  ['CHG-PORT', '充电', '更换充电口', 'Charge port replacement', '更换烧蚀或损坏的充电口并测试充电', 'Replaces the burnt or broken charge port and tests charging', 160, 'hsg', 'hvBay', 'P-CHGPORT*1', 'charging', 'general', 'CHG-DIAG'],
  ['OBC-SWAP', '充电', '更换车载充电机', 'On-board charger replacement', '更换车载充电机，刷写匹配并测试', 'Replaces the on-board charger, codes it to the car and tests', 260, 'hsg', 'hvBay', 'P-OBC*1', 'charging', 'evCore', 'CHG-DIAG'],
  ['LV-TEST', '低压电器', '12V 蓄电池检测', '12 V battery test', '测量内阻和静态电流，判断是电池还是漏电', 'Measures internal resistance and quiescent current to tell a weak battery from a drain', 30, 'm', null, '', 'twelveVolt', 'general'],
  ['LV-SWAP', '低压电器', '更换 12V 蓄电池', '12 V battery replacement', '更换蓄电池并匹配传感器', 'Replaces the battery and registers it', 40, 'm', null, 'P-12V*1', 'twelveVolt,powerLoss', 'wear', 'LV-TEST'],
  ['DRV-DIAG', '驱动', '驱动系统诊断', 'Drive system diagnosis', '读取电机与控制器数据，路试，定位失去动力的原因', 'Reads motor and controller data and road-tests to find why power was lost', 120, 'g', 'lift', '', 'powerLoss,noise,vehicleAlarm', 'evCore'],
  ['DRV-INVERTER', '驱动', '更换电机控制器', 'Motor controller replacement', '更换电机控制器并标定', 'Replaces and calibrates the motor controller', 280, 'hsg', 'hvBay', 'P-INVERTER*1', 'powerLoss', 'evCore', 'DRV-DIAG'],
  ['DRV-OIL', '驱动', '更换减速器油', 'Reduction gear oil change', '更换减速器油，检查磁性放油塞', 'Changes the gear oil and checks the magnetic plug', 60, '', 'lift', 'P-GEAROIL*2', 'maintenance,noise', 'none'],
  ['BRK-CHECK', '制动', '制动系统检查', 'Brake inspection', '测量摩擦片和制动盘，检查制动液含水量，路试', 'Measures pads and discs, tests brake fluid, road test', 60, 's', 'lift', '', 'brakes', 'general'],
  ['BRK-PADS', '制动', '更换前制动摩擦片', 'Front brake pads', '更换前摩擦片并清洁导向销', 'Replaces front pads and cleans the guide pins', 80, 's', 'lift', 'P-PADS*1', 'brakes,noise', 'wear', 'BRK-CHECK'],
  ['BRK-FLUID', '制动', '更换制动液', 'Brake fluid change', '更换制动液并排气', 'Changes brake fluid and bleeds', 70, 's', 'lift', 'P-BRKFLUID*1', 'maintenance,brakes', 'none'],
  ['STR-CHECK', '转向悬架', '转向与悬架检查', 'Steering and suspension check', '检查球头、拉杆、减振器和助力', 'Checks joints, rods, dampers and power assistance', 60, 's', 'lift', '', 'steering,noise', 'general'],
  ['ALIGN', '转向悬架', '四轮定位', 'Wheel alignment', '测量并调整四轮角度', 'Measures and sets the wheel angles', 100, '', 'lift', '', 'steering,tyre', 'none'],
  ['TYRE-REPAIR', '轮胎', '补胎', 'Tyre repair', '拆胎内补并做动平衡', 'Repairs from inside and balances', 40, 'm', null, '', 'tyre', 'none'],
  ['TYRE-SWAP', '轮胎', '更换一条轮胎', 'One new tyre', '更换轮胎、动平衡、匹配胎压传感器', 'Fits and balances a tyre and pairs its sensor', 40, '', 'lift', 'P-TYRE*1', 'tyre', 'wear'],
  ['MNT-A', '保养', '常规检查保养', 'Regular maintenance', '按清单检查 42 项，更换空调滤芯，读取故障码', 'Checks 42 points, changes the cabin filter, reads fault codes', 90, '', 'lift', 'P-CABIN*1', 'maintenance', 'none'],
  ['MNT-B', '保养', '两年深度保养', 'Two-year maintenance', '常规保养，另换制动液和冷却液', 'Regular maintenance plus brake fluid and coolant', 180, 's', 'lift', 'P-COOLANT*6', 'maintenance', 'none', 'MNT-A,BRK-FLUID'],
  ['AC-DIAG', '空调', '空调检修', 'Air-conditioning diagnosis', '检测压力、泄漏和压缩机', 'Checks pressure, leaks and compressor', 90, 'g', null, '', 'airConditioning', 'general'],
  ['AC-COMPRESSOR', '空调', '更换电动压缩机', 'Electric compressor replacement', '更换高压电动压缩机并加注制冷剂', 'Replaces the high-voltage compressor and refills', 240, 'hsg', 'hvBay', 'P-COMPRESSOR*1', 'airConditioning', 'general', 'AC-DIAG'],
  ['SW-UPDATE', '智能座舱', '软件诊断与升级', 'Software diagnosis and update', '备份、诊断、升级并验证', 'Backs up, diagnoses, updates and verifies', 60, 'gm', null, '', 'screen', 'general'],
  ['SCREEN-SWAP', '智能座舱', '更换中控屏', 'Centre screen replacement', '更换中控屏并恢复设置', 'Replaces the centre screen and restores settings', 110, 'g', null, 'P-SCREEN*1', 'screen', 'general'],
  ['CAM-CALIB', '智能驾驶', '摄像头与雷达标定', 'Camera and radar calibration', '玻璃或保险杠作业后重新标定', 'Calibrates again after glass or bumper work', 120, 'sc', 'calibration', '', 'collision', 'none'],
  ['GLASS-FRONT', '车身', '更换前挡风玻璃', 'Windscreen replacement', '更换前挡风玻璃；之后需要标定摄像头', 'Replaces the windscreen; cameras are calibrated afterwards', 200, '', null, 'P-WINDSCREEN*1', 'bodyAndPaint', 'none'],
  ['BODY-PANEL', '车身', '钣金修复（每幅）', 'Panel repair (each)', '钣金整形一幅', 'Straightens one panel', 300, '', 'bodyRepair', '', 'bodyAndPaint,collision', 'none'],
  ['PAINT-PANEL', '车身', '喷漆（每幅）', 'Paint (each panel)', '打磨、底漆、色漆、清漆', 'Sands, primes, paints and clears one panel', 250, '', 'paint', '', 'bodyAndPaint', 'none'],
  ['FLOOD-CHECK', '高压系统', '涉水检查', 'Flood inspection', '断电后检查进水、绝缘和接插件', 'De-energises, then checks water ingress, insulation and connectors', 240, 'hsg', 'hvBay', '', 'flooded', 'none', 'INS-DIAG'],
  ['ANNUAL', '年检', '代办年度检验', 'Annual inspection service', '检前检查并代送检验', 'Checks beforehand and takes the car to inspection', 100, '', null, '', 'maintenance', 'none'],
  ['GENERAL-DIAG', '通用', '综合诊断', 'General diagnosis', '听车主描述、读码、路试，给出结论和报价', 'Listens, reads codes, road-tests, and gives a finding and an estimate', 60, '', null, '', 'other,vehicleAlarm,trapped', 'general'],
];

/** Special tools that some of them take. */
const tools: Readonly<Record<string, readonly string[]>> = {
  'BAT-DIAG': ['hvMultimeter'], 'BAT-MODULE': ['torqueWrench', 'airtightnessTester'], 'INS-DIAG': ['insulationTester'], 'INS-HARNESS': ['insulationTester', 'hvGloves'], 'FLOOD-CHECK': ['insulationTester'], 'CHG-PORT': ['torqueWrench'], 'OBC-SWAP': ['torqueWrench'],
  'ALIGN': ['wheelAligner'], 'CAM-CALIB': ['adasTarget'],
};

const parts: readonly (readonly [code: string, name: string, nameEn: string, yuan: number, coverage: Coverage, origin?: string])[] = [
  ['P-MODULE', '电池模组', 'Battery module', 6_800, 'evCore'], ['P-PUMP', '电子水泵', 'Electric coolant pump', 720, 'evCore'], ['P-COOLANT', '冷却液（升）', 'Coolant (litre)', 38, 'none'],
  ['P-HVHARNESS', '高压线束', 'High-voltage harness', 1_950, 'evCore'], ['P-CHGPORT', '充电口总成', 'Charge port assembly', 860, 'general'], ['P-OBC', '车载充电机', 'On-board charger', 4_300, 'evCore'],
  ['P-12V', '12V 蓄电池', '12 V battery', 480.5, 'wear', 'equalQualityPart'], ['P-INVERTER', '电机控制器', 'Motor controller', 5_600, 'evCore'], ['P-INVERTER-R', '电机控制器（再制造）', 'Motor controller (remanufactured)', 3_400, 'evCore', 'remanufacturedPart'],
  ['P-GEAROIL', '减速器油（升）', 'Gear oil (litre)', 98, 'none'], ['P-PADS', '前制动摩擦片（套）', 'Front brake pads (set)', 420, 'wear'], ['P-BRKFLUID', '制动液', 'Brake fluid', 88, 'none'],
  ['P-TYRE', '轮胎 235/50 R19', 'Tyre 235/50 R19', 890, 'wear', 'equalQualityPart'], ['P-CABIN', '空调滤芯', 'Cabin filter', 128, 'wear'], ['P-COMPRESSOR', '电动压缩机', 'Electric compressor', 3_150, 'general'],
  ['P-SCREEN', '中控屏总成', 'Centre screen assembly', 2_480, 'general'], ['P-WINDSCREEN', '前挡风玻璃', 'Windscreen', 1_380, 'none'],
];

const factors: Record<string, number> = { xihe: 1, yuanlan: 0.88, langtu: 0.8 };

/** The book of a brand: the same operations, prices by the brand's level, whole jiao. */
export function priceBook(brand: BrandPlan) {
  const factor = factors[brand.id] ?? 1;
  return {
    ratesFenPerHour: [36_000, 31_000, 26_000, 22_000].map((fen) => Math.round((fen * factor) / 100) * 100),
    operations: rows.map(([code, system, name, nameEn, what, whatEn, labourCentihours, flags, bayCapability, needs, troubles, coverage, includes]) => ({
      code, system, name, nameEn, what, whatEn, labourCentihours, bayCapability, coverage, modelIds: null,
      hv: flags.includes('h'), safety: flags.includes('s'), mobile: flags.includes('m'), certificate: flags.includes('c') ? 'calibration' : flags.includes('g') ? 'makerGeneral' : null,
      ...(tools[code] === undefined ? {} : { tools: [...tools[code]] }),
      includes: includes === undefined ? [] : includes.split(','), troubles: troubles === '' ? [] : troubles.split(','),
      parts: needs === '' ? [] : needs.split(',').map((one) => ({ code: one.split('*')[0] as string, quantity: Number(one.split('*')[1]) })),
    })),
    parts: parts.map(([code, name, nameEn, yuan, coverage, origin]) => ({ code, name, nameEn, origin: origin ?? 'originalPart', unitFen: Math.round((yuan * 100 * factor) / 10) * 10, coverage, modelIds: null })),
  };
}
