// Words of insured accidents for both faces.
import type { accidentStates, faults } from '#api/insurance';
import { defineWords } from '#kit/words.tsx';

type Of<T extends readonly string[]> = Record<T[number], string>;
const zh = {
  title: '保险案件', insurer: '保险公司', reportNo: '报案号', approved: '定损金额', paid: '已赔付',
  state: { reported: '已报案', surveyed: '已查勘', asked: '待定损', approved: '已定损', supplementAsked: '待增补定损', billed: '待赔付', settled: '已赔付', refused: '已拒赔', totalLoss: '推定全损', withdrawn: '已撤回' } satisfies Of<typeof accidentStates>,
  fault: { own: '我方责任', third: '对方责任', shared: '双方责任', unknown: '责任待定' } satisfies Of<typeof faults>,
  siteRisk: (level: number): string => ['', '低：可正常移动', '较高：断电后移动', '高：隔离观察'][level] ?? '', batteryGrade: (grade: number): string => ['', '一级：无损伤', '二级：外壳有痕迹，功能正常', '三级：箱体或模组需修复', '四级：不得再使用'][grade] ?? '',
};
const en: typeof zh = {
  title: 'Insured accident', insurer: 'Insurer', reportNo: 'Report number', approved: 'Approved', paid: 'Paid',
  state: { reported: 'Reported', surveyed: 'Surveyed', asked: 'Insurer is asked', approved: 'Approved', supplementAsked: 'Supplement asked', billed: 'Insurer owes', settled: 'Paid', refused: 'Refused', totalLoss: 'Total loss', withdrawn: 'Withdrawn' },
  fault: { own: 'own fault', third: 'fault of the other', shared: 'fault of both', unknown: 'fault not known yet' },
  siteRisk: (level: number): string => ['', 'Low: may be moved', 'Raised: de-energise before moving', 'High: keep apart and watch'][level] ?? '', batteryGrade: (grade: number): string => ['', 'Grade 1: untouched', 'Grade 2: case marked, works', 'Grade 3: case or modules to be repaired', 'Grade 4: not to be used again'][grade] ?? '',
};
export const insuranceWords = defineWords({ zh, en });
