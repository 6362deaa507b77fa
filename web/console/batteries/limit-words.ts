// Words of the limits that a model's own healthy cars have taught.
import { defineWords } from '#kit/words.tsx';

const zh = {
  title: '现行判定限', lead: (least: number, widest: number) => `每条规则起先按偶然性设限；某车型的健康车满 ${least} 车月后，按它们自己走到多远来定，最多放宽到 ${widest} 倍。热失控、绝缘、12 V、容量衰减和“停驶”不随车队改变。`,
  chance: '按偶然性', allChance: '全部规则按偶然性设限', others: '其余规则按偶然性', line: (rule: string, info: string, visit: string) => `${rule}：提示 ${info}，到店 ${visit}`, times: (n: string, by: string) => `${n} 倍（${by}）`, alike: (n: string) => `${n} 倍（与提示同限）`,
  by: { conformal: '分位数', extremeValue: '极值拟合' } as Record<string, string>,
  since: (day: string) => `${day} 起`, from: (months: number, cars: number, left: number) => `${months} 车月，${cars} 台健康车${left === 0 ? '' : `；${left} 台有故障或待检查，未计入`}`, version: (n: number) => `第 ${n} 版`, back: (n: number) => `回到第 ${n} 版`,
  held: '已锁定', learns: '随车队更新', decidedBy: (name: string, why: string) => `${name}：${why}`, none: '还没有统计过，全部规则按偶然性设限', noModels: '还没有正在跟踪的车型', versions: (n: number) => `全部版本（${n}）`,
  change: '更改', hold: '锁定现行版本', learn: '恢复随车队更新', to: '怎样做', why: '原因', save: '保存', saved: '已更改，从下一帧起生效',
};
const en: typeof zh = {
  title: 'Limits in force', lead: (least, widest) => `Every rule begins with a limit of chance; from ${least} vehicle-months of a model’s healthy cars on, it is set by how far those go, at most ${widest} times as wide. Runaway, insulation, 12 V, loss of capacity and “stop driving” are moved by no fleet.`,
  chance: 'that of chance', allChance: 'Every rule keeps the limit of chance', others: 'The other rules keep the limit of chance', line: (rule, info, visit) => `${rule}: information ${info}, visit ${visit}`, times: (n, by) => `${n} times (${by})`, alike: (n) => `${n} times (as for information)`,
  by: { conformal: 'quantile', extremeValue: 'extreme values' },
  since: (day) => `since ${day}`, from: (months, cars, left) => `${months} vehicle-months of ${cars} healthy cars${left === 0 ? '' : `; ${left} that are ill or wait to be looked at are left out`}`, version: (n) => `version ${n}`, back: (n) => `Return to version ${n}`,
  held: 'Held', learns: 'Learns from the fleet', decidedBy: (name, why) => `${name}: ${why}`, none: 'Nothing was counted yet: every rule keeps the limit of chance', noModels: 'No model is followed yet', versions: (n) => `All versions (${n})`,
  change: 'Change', hold: 'Hold the version in force', learn: 'Learn from the fleet again', to: 'What to do', why: 'Why', save: 'Save', saved: 'Changed, from the next frame on',
};
export const limitWords = defineWords({ zh, en });
