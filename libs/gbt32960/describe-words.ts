// The words in which a frame is told to a person, Chinese and English side by side: names of fields with their units, words
// for states, names of messages, and why a value is missing. Terms are those of the printed standard.
import type { Mark } from './fields.ts';
import type { Item } from './items.ts';
import type { ProblemCode } from './verdict.ts';

export type Words = readonly [zh: string, en: string];
export type FieldWords = readonly [zh: string, en: string, unit?: string];

export const commandWords: Readonly<Record<number, Words>> = {
  [0x01]: ['车辆登入', 'vehicle login'], [0x02]: ['实时信息上报', 'realtime report'], [0x03]: ['补发信息上报', 'reissue report'],
  [0x04]: ['车辆登出', 'vehicle logout'], [0x05]: ['平台登入', 'platform login'], [0x06]: ['平台登出', 'platform logout'],
  [0x07]: ['心跳', 'heartbeat'], [0x08]: ['终端校时', 'time calibration'], [0x09]: ['激活', 'activation'], [0x0a]: ['激活应答', 'activation result'],
  [0x0b]: ['密钥交换', 'key exchange'], [0x80]: ['参数查询', 'parameter query'], [0x81]: ['参数设置', 'parameter setting'],
  [0x82]: ['车载终端控制', 'terminal control'],
};

export const flagWords: Readonly<Record<number, Words>> = {
  [0x01]: ['应答:成功', 'answer: success'], [0x02]: ['应答:错误', 'answer: error'], [0x03]: ['应答:VIN重复', 'answer: VIN duplicate'],
  [0x04]: ['应答:VIN不存在', 'answer: VIN unknown'], [0x05]: ['应答:验签错误', 'answer: bad signature'],
  [0x06]: ['应答:数据结构错误', 'answer: bad structure'], [0x07]: ['应答:解密错误', 'answer: bad decryption'], [0xfe]: ['命令', 'command'],
};

export const encryptionWords: Readonly<Record<number, Words>> = {
  [0x01]: ['未加密', 'not encrypted'], [0x02]: ['RSA加密', 'RSA'], [0x03]: ['AES加密', 'AES'], [0x04]: ['SM2加密', 'SM2'], [0x05]: ['SM4加密', 'SM4'],
};

export const markWords: Readonly<Record<Mark, Words>> = {
  abnormal: ['异常', 'abnormal'], invalid: ['无效', 'invalid'], outOfRange: ['超出范围', 'out of range'], unknownCode: ['未定义', 'not defined'],
};

export const itemWords: Readonly<Record<Item['kind'], Words>> = {
  vehicle: ['整车数据', 'vehicle'], motors: ['驱动电机数据', 'drive motors'], fuelCell: ['燃料电池数据', 'fuel cell'], engine: ['发动机数据', 'engine'],
  position: ['车辆位置数据', 'position'], extremes: ['极值数据', 'extreme values'], alarms: ['报警数据', 'alarms'],
  cellVoltages: ['可充电储能装置电压数据', 'cell voltages'], temperatures: ['可充电储能装置温度数据', 'storage temperatures'],
  custom: ['用户自定义数据', 'custom data'], hydrogenSystem: ['燃料电池发动机及车载氢系统数据', 'fuel cell engine and hydrogen system'],
  stacks: ['燃料电池电堆数据', 'fuel cell stacks'], superCapacitor: ['超级电容器数据', 'super capacitor'],
  superCapacitorExtremes: ['超级电容器极值数据', 'super capacitor extreme values'], signature: ['车端签名信息', 'signature of the vehicle'],
};

/** Fields by the kind of item (or part of one) they belong to, in the order in which they are told. */
export const fieldWords: Readonly<Record<string, Readonly<Record<string, FieldWords>>>> = {
  vehicle: {
    vehicleState: ['车辆状态', 'vehicle state'], chargingState: ['充电状态', 'charging state'], runningMode: ['运行模式', 'running mode'],
    speedKmh: ['车速', 'speed', 'km/h'], odometerKm: ['累计里程', 'odometer', 'km'], totalVoltageV: ['总电压', 'total voltage', 'V'],
    totalCurrentA: ['总电流', 'total current', 'A'], socPct: ['SOC', 'state of charge', '%'], dcdcState: ['DC-DC状态', 'DC/DC state'],
    gear: ['挡位', 'gear'], insulationKohm: ['绝缘电阻', 'insulation resistance', 'kΩ'],
    acceleratorPct: ['加速踏板行程值', 'accelerator pedal', '%'], brakePct: ['制动踏板状态', 'brake pedal', '%'],
  },
  motor: {
    state: ['驱动电机状态', 'state'], controllerTempC: ['控制器温度', 'controller temperature', '°C'], speedRpm: ['转速', 'speed', 'r/min'],
    torqueNm: ['转矩', 'torque', 'N·m'], tempC: ['温度', 'temperature', '°C'], controllerVoltageV: ['控制器输入电压', 'controller input voltage', 'V'],
    controllerCurrentA: ['控制器直流母线电流', 'controller DC bus current', 'A'],
  },
  fuelCell: {
    voltageV: ['燃料电池电压', 'fuel cell voltage', 'V'], currentA: ['燃料电池电流', 'fuel cell current', 'A'],
    fuelKgPer100km: ['燃料消耗率', 'fuel consumption', 'kg/100 km'],
    hydrogenMaxTempC: ['氢系统中最高温度', 'highest temperature in the hydrogen system', '°C'],
    hydrogenMaxTempProbe: ['氢系统中最高温度探针代号', 'probe of that temperature'],
    hydrogenMaxMgPerKg: ['氢气最高浓度', 'highest hydrogen concentration', 'mg/kg'], hydrogenMaxSensor: ['氢气最高浓度传感器代号', 'sensor of that concentration'],
    pressureMaxMpa: ['氢气最高压力', 'highest hydrogen pressure', 'MPa'], pressureMaxSensor: ['氢气最高压力传感器代号', 'sensor of that pressure'],
    dcdcState: ['高压DC/DC状态', 'high-voltage DC/DC state'],
  },
  hydrogenSystem: {
    hydrogenMaxTempC: ['车载氢系统中最高温度', 'highest temperature in the hydrogen system', '°C'], hydrogenMaxTempProbe: ['最高温度探针代号', 'probe of that temperature'],
    hydrogenMaxVolPct: ['氢气最高浓度', 'highest hydrogen concentration', '% vol'], hydrogenMaxSensor: ['氢气最高浓度传感器代号', 'sensor of that concentration'],
    pressureMaxMpa: ['氢气最高压力', 'highest hydrogen pressure', 'MPa'], pressureMaxSensor: ['氢气最高压力传感器代号', 'sensor of that pressure'],
    dcdcState: ['高压DC/DC状态', 'high-voltage DC/DC state'], remainingPct: ['剩余氢量百分比', 'hydrogen left', '%'],
    dcdcTempC: ['高压DC/DC控制器温度', 'high-voltage DC/DC controller temperature', '°C'],
  },
  stack: {
    voltageV: ['电堆电压', 'voltage', 'V'], currentA: ['电堆电流', 'current', 'A'], hydrogenInletKpa: ['氢气入口压力', 'hydrogen inlet pressure', 'kPa'],
    airInletKpa: ['空气入口压力', 'air inlet pressure', 'kPa'], airInletTempC: ['空气入口温度', 'air inlet temperature', '°C'],
  },
  superCapacitor: { number: ['管理系统号', 'management system'], voltageV: ['总电压', 'total voltage', 'V'], currentA: ['总电流', 'total current', 'A'] },
  superCapacitorExtremes: {
    cellMaxMv: ['单体电压最高值', 'highest cell voltage', 'mV'], cellMaxSystem: ['最高电压管理系统号', 'its system'], cellMaxNumber: ['最高电压单体代号', 'its cell'],
    cellMinMv: ['单体电压最低值', 'lowest cell voltage', 'mV'], cellMinSystem: ['最低电压管理系统号', 'its system'], cellMinNumber: ['最低电压单体代号', 'its cell'],
    tempMaxC: ['最高温度值', 'highest temperature', '°C'], tempMaxSystem: ['最高温度管理系统号', 'its system'], tempMaxProbe: ['最高温度探针序号', 'its probe'],
    tempMinC: ['最低温度值', 'lowest temperature', '°C'], tempMinSystem: ['最低温度管理系统号', 'its system'], tempMinProbe: ['最低温度探针序号', 'its probe'],
  },
  upgrade: {
    url: ['升级URL', 'upgrade URL'], apn: ['拨号点名称', 'dial-up point'], user: ['拨号用户名', 'dial-up user'], address: ['服务器地址', 'server address'], port: ['端口', 'port'],
    maker: ['车载终端制造商ID', 'terminal maker'], hardware: ['硬件版本', 'hardware version'], firmware: ['固件版本', 'firmware version'],
    limitMinutes: ['连接到升级服务器时限', 'time limit', 'min'],
  },
  engine: {
    state: ['发动机状态', 'state'], crankshaftRpm: ['曲轴转速', 'crankshaft speed', 'r/min'], fuelLPer100km: ['燃料消耗率', 'fuel consumption', 'L/100 km'],
  },
  position: { coordinates: ['坐标系', 'coordinates'], longitudeDeg: ['经度', 'longitude', '°'], latitudeDeg: ['纬度', 'latitude', '°'] },
  extremes: {
    cellMaxMv: ['电池单体电压最高值', 'highest cell voltage', 'mV'], cellMaxSubsystem: ['最高电压电池子系统号', 'its subsystem'],
    cellMaxNumber: ['最高电压电池单体代号', 'its cell'], cellMinMv: ['电池单体电压最低值', 'lowest cell voltage', 'mV'],
    cellMinSubsystem: ['最低电压电池子系统号', 'its subsystem'], cellMinNumber: ['最低电压电池单体代号', 'its cell'],
    tempMaxC: ['最高温度值', 'highest temperature', '°C'], tempMaxSubsystem: ['最高温度子系统号', 'its subsystem'],
    tempMaxProbe: ['最高温度探针序号', 'its probe'], tempMinC: ['最低温度值', 'lowest temperature', '°C'],
    tempMinSubsystem: ['最低温度子系统号', 'its subsystem'], tempMinProbe: ['最低温度探针序号', 'its probe'],
  },
  alarms: { level: ['最高报警等级', 'highest alarm level'] },
  cellSubsystem: {
    voltageV: ['电压', 'voltage', 'V'], currentA: ['电流', 'current', 'A'], cellCount: ['单体电池总数', 'cells in all'],
    firstCell: ['本帧起始电池序号', 'first cell here'],
  },
};

/** Words for the states a field can be in; `field.state` goes before `state`. */
export const stateWords: Readonly<Record<string, Words>> = {
  started: ['启动', 'started'], 'vehicleState.off': ['熄火', 'off'], off: ['关闭', 'off'], other: ['其他', 'other'], parkedCharging: ['停车充电', 'charging, parked'],
  drivingCharging: ['行驶充电', 'charging, driving'], notCharging: ['未充电', 'not charging'], chargeComplete: ['充电完成', 'charge complete'],
  electric: ['纯电', 'electric'], hybrid: ['混动', 'hybrid'], fuel: ['燃油', 'fuel'], working: ['工作', 'working'], open: ['断开', 'open'],
  consuming: ['耗电', 'consuming'], generating: ['发电', 'generating'], ready: ['准备', 'ready'], running: ['启动', 'running'],
  wgs84: ['WGS-84', 'WGS-84'], gcj02: ['GCJ-02', 'GCJ-02'], 'coordinates.other': ['其他坐标系', 'other'],
  neutral: ['空挡', 'N'], reverse: ['倒挡', 'R'], drive: ['自动D挡', 'D'], park: ['停车P挡', 'P'],
};

export const controlWords: Readonly<Record<number, Words>> = {
  [0x01]: ['远程升级', 'remote upgrade'], [0x02]: ['车载终端关机', 'switch the terminal off'], [0x03]: ['车载终端复位', 'reset the terminal'],
  [0x04]: ['恢复出厂设置', 'restore factory settings'], [0x05]: ['断开数据通信链路', 'close the data link'], [0x06]: ['车载终端报警/预警', 'alarm or warning'],
  [0x07]: ['开启抽样监测链路', 'open the sampling link'],
};

export const signatureWords: Readonly<Record<number, Words>> = { [0x01]: ['SM2', 'SM2'], [0x02]: ['RSA', 'RSA'], [0x03]: ['ECC', 'ECC'] };

export const activationInfoWords: Readonly<Record<string, Words>> = {
  success: ['成功', 'success'], chipKnown: ['芯片已激活', 'chip already activated'], vinDuplicate: ['VIN重复', 'VIN duplicate'],
};

/** What is wrong with a frame, by the code of its problem. */
export const problemWords: Readonly<Record<ProblemCode, Words>> = {
  tooShort: ['不足一帧', 'too short for a frame'], noStartSymbol: ['起始符既非##也非$$', 'begins with neither ## nor $$'], lengthMismatch: ['数据单元长度与实际不符', 'the length field is wrong'],
  impossibleLength: ['数据单元长度为保留值', 'the length is reserved'], badCheckCode: ['校验码错误', 'wrong check code'], truncated: ['数据提前结束', 'the data end too early'],
  unknownItem: ['信息类型未定义', 'unknown information type'], unknownParameter: ['参数长度未知', 'parameter of unknown size'], impossibleTime: ['时间无效', 'no moment'],
  badDecryption: ['数据单元解密失败', 'the data unit could not be decrypted'],
};

/** Everything else that is said. */
export const plainWords = {
  noun: ['帧', 'frame'], edition: ['版', 'edition'], time: ['时间', 'time'], impossibleTime: ['不是有效时刻', 'no moment'], serial: ['登入流水号', 'login serial'],
  iccid: ['ICCID', 'ICCID'], subsystems: ['可充电储能子系统数', 'storage subsystems'], code: ['可充电储能系统编码', 'storage system code'],
  user: ['平台用户名', 'user'], password: ['平台密码', 'password'], rule: ['加密规则', 'encryption rule'], asked: ['查询参数', 'asks for'],
  control: ['控制命令', 'control'], data: ['数据', 'data'], bytes: ['字节', 'bytes'], sealed: ['数据单元已加密', 'the data unit is encrypted'],
  unread: ['未解析的数据', 'data not read'], rest: ['未解析的剩余数据', 'bytes left unread'], fixed: ['定位', 'fix'], valid: ['有效', 'valid'],
  lastKnown: ['无效(最后已知位置)', 'none (last known position)'], pressed: ['制动有效(无行程)', 'pressed, travel not told'],
  driving: ['有驱动力', 'driving force'], braking: ['有制动力', 'braking force'], flags: ['通用报警标志', 'general alarms'], none: ['无', 'none'],
  batteryFaults: ['可充电储能装置故障代码', 'battery faults'], motorFaults: ['驱动电机故障代码', 'drive motor faults'],
  engineFaults: ['发动机故障代码', 'engine faults'], otherFaults: ['其他故障代码', 'other faults'], motor: ['驱动电机', 'motor'],
  subsystem: ['子系统', 'subsystem'], pack: ['电池包', 'pack'], stack: ['电堆', 'stack'], units: ['最小并联单元电压', 'units'],
  graded: ['分级报警', 'graded alarms'], level: ['等级', 'level'], managers: ['电池管理系统数', 'battery management systems'], packs: ['各系统电池包个数', 'packs of each'],
  packCode: ['动力蓄电池包编码', 'battery pack code'], chip: ['芯片ID', 'chip id'], publicKey: ['公钥', 'public key'], state: ['激活状态', 'state'], info: ['信息', 'information'],
  failed: ['失败', 'failed'], done: ['成功', 'success'], keyType: ['密钥类型', 'key type'], key: ['密钥', 'key'], from: ['启用时间', 'good since'], to: ['失效时间', 'good until'],
  text: ['内容', 'text'], signature: ['签名', 'signature'], unsigned: ['无签名', 'not signed'], reserved: ['预留', 'reserved'], problem: ['问题', 'problem'], cells: ['单体电压', 'cells'], probes: ['探针温度', 'probes'], oddity: ['注意', 'note'], type: ['类型', 'type'],
} as const satisfies Record<string, Words>;
