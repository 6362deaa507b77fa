// Words of the vehicles of an outlet: what they are, what they carry, who drives them today.
import { defineWords } from '#kit/words.tsx';

export const vanWords = defineWords({
  zh: {
    title: '网点车辆', lead: '车辆带什么工具、装什么备件，决定它能接哪些任务。', add: '添加车辆', edit: '修改', stock: '清点备件', today: '今日驾驶员', vehicle: '车辆', driver: '驾驶员', tools: '工具', onBoard: '车上备件', shift: '班次', hidden: '操作',
    kind: '种类', name: '名称', plate: '车牌', usualDriver: '平时的驾驶员', nobody: '暂无', height: '车高（厘米）', heightHint: '地库救援只派得进去的车；取送员填 0。', from: '上班', until: '下班', overtime: '最多加班（分钟）', breakFrom: '休息不早于', breakUntil: '休息不晚于', breakMin: '休息（分钟）',
    otherTools: '其他工具', otherToolsHint: '用逗号分开，与工时项目里写的工具一致。', inUse: '使用中', notInUse: '停用', save: '保存', cancel: '返回', saved: '已保存', part: '备件', brand: '品牌', quantity: '清点到', quantityHint: (book: number) => `账上 ${book}；没有清点就留空`, keep: '每天早上应有', choosePart: '选择备件', nothing: '–', noTools: '无专用工具', noParts: '未装备件', each: (quantity: number, keep: number) => `${quantity}（常备 ${keep}）`,
    back: '恢复出车', backNow: '已恢复出车；可以重新排程', who: '今天由谁驾驶', off: '今天不出车', todayLead: '只改今天；保存后可在看板上重新排程。',
  },
  en: {
    title: 'Vehicles of the outlet', lead: 'The tools and parts on board decide which jobs a vehicle can have.', add: 'Add a vehicle', edit: 'Change', stock: 'Count parts', today: 'Driver today', vehicle: 'Vehicle', driver: 'Driver', tools: 'Tools', onBoard: 'Parts on board', shift: 'Shift', hidden: 'What to do',
    kind: 'Kind', name: 'Name', plate: 'Plate', usualDriver: 'Usual driver', nobody: 'nobody yet', height: 'Height (cm)', heightHint: 'Only what fits is sent into a garage; 0 for a driver without a vehicle.', from: 'Begins', until: 'Ends', overtime: 'Overtime at most (minutes)', breakFrom: 'Break not before', breakUntil: 'Break not after', breakMin: 'Break (minutes)',
    otherTools: 'Other tools', otherToolsHint: 'With commas between, written as in the labour operations.', inUse: 'In use', notInUse: 'Out of use', save: 'Save', cancel: 'Back', saved: 'Saved', part: 'Part', brand: 'Brand', quantity: 'Counted on board', quantityHint: (book) => `${book} in the book; leave it empty if it was not counted`, keep: 'Should be there every morning', choosePart: 'Choose a part', nothing: '–', noTools: 'no special tools', noParts: 'no parts', each: (quantity, keep) => `${quantity} (keep ${keep})`,
    back: 'Back on the road', backNow: 'Back on the road; the day can be planned again', who: 'Who drives it today', off: 'It stays in today', todayLead: 'Today only; the day can be planned again on the board afterwards.',
  },
});
