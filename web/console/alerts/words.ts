// Words of alerts and their rules.
import type { quantityNames } from '#api/alerts';
import { defineWords } from '#kit/words.tsx';

type Of = Record<(typeof quantityNames)[number], string>;
const zh: Of = { tempMaxC: '最高温度', tempRiseCPerMin: '升温速度', tempSpreadC: '温差', hotAlarmLevel: '过热报警等级', insulationOhmPerV: '绝缘（Ω/V）', insulationAlarmLevel: '绝缘报警等级', chargeAborts: '充电中断次数', chargeCurrentA: '充电电流', lvBatteryMv: '12V 蓄电池', cellSpreadMv: '电芯压差', consistencyAlarmLevel: '一致性报警等级', otherAlarmLevel: '其他报警等级', brakeAlarmLevel: '制动报警', interlockAlarmLevel: '高压互锁报警', strandedSocPct: '停驶电量' };
const en: Of = { tempMaxC: 'Highest temperature', tempRiseCPerMin: 'Rise of temperature', tempSpreadC: 'Temperature spread', hotAlarmLevel: 'Heat alarm level', insulationOhmPerV: 'Insulation (Ω/V)', insulationAlarmLevel: 'Insulation alarm level', chargeAborts: 'Charges broken off', chargeCurrentA: 'Charging current', lvBatteryMv: '12 V battery', cellSpreadMv: 'Cell spread', consistencyAlarmLevel: 'Consistency alarm level', otherAlarmLevel: 'Other alarm level', brakeAlarmLevel: 'Brake alarm', interlockAlarmLevel: 'Interlock alarm', strandedSocPct: 'Charge when stranded' };

export const words = defineWords({
  zh: {
    alerts: '预警', open: '进行中', all: '全部', kind: '类型', severity: '等级', car: '车辆', since: '开始', evidence: '依据', occurrences: '次数', cleared: '已解除', empty: '没有预警', late: '补发数据', quantity: zh, atLeast: '≥', atMost: '≤',
    rules: '预警规则', house: '全联盟', off: '已停用', on: '启用', condition: '条件', threshold: '阈值', clearAt: '解除', hold: '持续（秒）', clearHold: '解除前保持（秒）', source: '依据', edit: '修改', save: '保存修改', why: '修改理由', cancel: '取消', backtest: '回测', backtestVin: '用哪辆车回测（VIN）', backtestHours: '最近小时数', wouldRaise: (count: number, readings: number) => `在 ${readings} 条读数中会产生 ${count} 次预警`, saved: '已保存',
  },
  en: {
    alerts: 'Alerts', open: 'Open', all: 'All', kind: 'Kind', severity: 'Severity', car: 'Car', since: 'Since', evidence: 'Evidence', occurrences: 'Times', cleared: 'Cleared', empty: 'No alerts', late: 'late data', quantity: en, atLeast: '≥', atMost: '≤',
    rules: 'Alert rules', house: 'Whole alliance', off: 'Off', on: 'On', condition: 'Condition', threshold: 'Threshold', clearAt: 'Clears at', hold: 'Hold (s)', clearHold: 'Calm before clearing (s)', source: 'Source', edit: 'Change', save: 'Save', why: 'Reason for the change', cancel: 'Cancel', backtest: 'Backtest', backtestVin: 'On which car (VIN)', backtestHours: 'Last hours', wouldRaise: (count: number, readings: number) => `${count} alert${count === 1 ? '' : 's'} over ${readings} readings`, saved: 'Saved',
  },
});
