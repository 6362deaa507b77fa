// Why cars come in: what owners say, which operation answers it, what the technician finds, and when in the year it is
// commoner; and what owners say afterwards. Words are invented; no owner said them.
import { words } from './words.ts';

export type Reason = {
  name: string; share: number; winter?: number; operations: readonly string[]; further?: readonly string[]; words: readonly string[]; findings: readonly (readonly [cause: string, correction: string])[];
  /** Can be solved without a visit: what the agent says then. */
  byPhone?: string;
};

export const reasons: readonly Reason[] = [
  { name: 'maintenance', share: 26, operations: ['MNT-A'], further: ['BRK-FLUID', 'DRV-OIL'], words: words.maintenance, findings: [['按里程和时间需要保养', '按清单检查保养'], ['空调滤芯积灰，制动液含水 2.1%', '更换滤芯，建议下次更换制动液']] },
  { name: 'charging', share: 14, winter: 1.6, operations: ['CHG-DIAG'], further: ['CHG-PORT'], words: words.charging, findings: [['充电口端子烧蚀，接触电阻偏大', '诊断充电回路，更换充电口'], ['车端正常，家用桩接地不良', '用标准桩测试，出具检测说明'], ['充电口温度传感器漂移', '校准并复测快充']], byPhone: '请在桩上结束后拔枪，车辆休眠十分钟再试；已为您远程复位充电控制。' },
  { name: 'twelveVolt', share: 10, winter: 2.4, operations: ['LV-SWAP'], words: words.twelveVolt, findings: [['12V 蓄电池内阻偏大，静态电流正常', '更换 12V 蓄电池'], ['加装记录仪漏电 180 mA，蓄电池已亏损', '拆除取电线，更换蓄电池']] },
  { name: 'tyre', share: 8, operations: ['TYRE-REPAIR'], words: words.tyre, findings: [['右后轮胎面扎钉', '内补并做动平衡'], ['气门嘴老化漏气', '更换气门嘴，复查胎压'], ['胎侧扎伤，不宜修补', '建议更换，车主先补后换']] },
  { name: 'screen', share: 9, operations: ['SW-UPDATE'], further: ['SCREEN-SWAP'], words: words.screen, findings: [['中控软件版本存在缺陷', '备份后升级软件并验证'], ['屏幕排线接触不良', '重新插接并固定']], byPhone: '请同时按住方向盘两个滚轮十秒重启中控；我们已为您推送修复版本。' },
  { name: 'airConditioning', share: 7, winter: 1.4, operations: ['AC-DIAG'], words: words.airConditioning, findings: [['制冷剂不足，接头渗漏', '检漏、更换密封件、加注制冷剂'], ['PTC 加热器一路断路', '修复插头并测试制热'], ['蒸发箱霉变', '清洗蒸发箱，更换滤芯']] },
  { name: 'noise', share: 8, operations: ['STR-CHECK'], further: ['ALIGN'], words: words.noise, findings: [['前稳定杆衬套磨损', '检查转向与悬架，紧固并更换衬套'], ['下护板卡扣脱落', '补齐卡扣，路试无异响']] },
  { name: 'brakes', share: 6, operations: ['BRK-PADS'], words: words.brakes, findings: [['前制动摩擦片接近磨损极限', '更换前制动摩擦片，路试'], ['制动盘锈蚀，摩擦片偏磨', '更换摩擦片，清洁导向销']] },
  { name: 'insulation', share: 4, operations: ['INS-DIAG'], further: ['INS-HARNESS'], words: words.insulation, findings: [['高压线束接插件进水', '逐段测量绝缘，更换受损线束'], ['空调压缩机插头受潮', '清洁烘干，复测绝缘 620 MΩ']] },
  { name: 'battery', share: 4, winter: 1.5, operations: ['BAT-HEALTH'], words: words.battery, findings: [['容量正常，低温下内阻升高', '测量容量与内阻，给出报告'], ['健康度 91%，与里程相符', '出具检测报告，说明误差范围']] },
  { name: 'bodyAndPaint', share: 4, operations: ['PAINT-PANEL'], words: words.bodyAndPaint, findings: [['右前门漆面划伤', '钣金修复并喷漆'], ['后保险杠右侧掉漆', '打磨喷漆，抛光对色']] },
];
export const reasonOf = (name: string): Reason => reasons.find((one) => one.name === name) ?? (reasons[0] as Reason);

/** What a car itself says first: its alert opens the case, the desk calls the owner. */
export const signalled: readonly (Reason & { kind: 'twelveVoltDying' | 'insulationFalling' | 'cellSpread' })[] = [
  { ...reasonOf('twelveVolt'), kind: 'twelveVoltDying' },
  { ...reasonOf('insulation'), kind: 'insulationFalling' },
  { name: 'batteryCells', kind: 'cellSpread', share: 0, operations: ['BAT-DIAG'], further: ['BAT-BALANCE'], words: ['收到 App 提示电芯压差偏大，来检查', '续航突然少了一百公里，仪表提示动力电池异常', '客服打电话说电池数据不正常，让我来一趟'], findings: [['第 41 号电芯容量偏低，其余正常', '安全检查并均衡，三个月后复查'], ['电芯压差 180 mV，均衡后 22 mV', '均衡并复测']] },
];
/** A cell that is out of step, for cars that wait for a module. */
export const batteryReason: Reason = signalled[2] as Reason;

export const praises = ['fast', 'fixedWell', 'clearPrice', 'wellInformed', 'friendly', 'clean'] as const;
export const complaints = ['waitTooLong', 'notFixed', 'priceSurprise', 'partsMissing', 'communication', 'attitude'] as const;
export type Complaint = (typeof complaints)[number];
export const complaintWords: Record<Complaint, readonly string[]> = {
  waitTooLong: ['约的十点，等到十一点半才开始', '说两小时，取车等了一下午', '休息区坐了三个钟头'], notFixed: ['回来第二天又响了', '开了两天，老毛病又出来了', '跟没修一样'],
  priceSurprise: ['比电话里说的贵了不少', '工时费没有提前讲清楚'], partsMissing: ['到店了才说没有备件', '跑了两趟才换上'], communication: ['没人主动告诉我进展', '打了三个电话才知道修好了'], attitude: ['前台态度冷淡', '问多一句就不耐烦'],
};
export const praiseWords = ['师傅讲得很清楚', '比承诺的时间还早', '价格和报价一样，放心', '手机上能看到每一步，很好', '洗了车还充了电，谢谢', '', '', '', ''] as const;
