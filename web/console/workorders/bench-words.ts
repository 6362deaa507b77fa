// Words of the bench: the state of a car between shifts, tools, test drives, the case library.
import { defineWords } from '#kit/words.tsx';

export const benchWords = defineWords({
  zh: {
    drained: '液体', drainedNames: { yes: '已排放，未加注', no: '未排放', notOpened: '未拆开' }, energy: '高压', energyNames: { deEnergised: '已断电', live: '带电', notTouched: '未涉及' }, bolts: '螺栓', boltNames: { torqued: '已按力矩拧紧', someLoose: '有未拧紧', notTouched: '未拆装' }, toolsInside: '留在车上的工具、零件', none: '无',
    handedOver: (name: string) => `${name} 的交接`, waitsAccept: '等待下一位技师核对车辆并接收。', acceptWords: '核对情况（可选）', accept: '已核对车辆，接收', clock: '累计工时', interruptions: (count: number) => `中断 ${count} 次`,
    tools: '力矩与标定记录', coding: '软件匹配', codedPart: '备件', notYetCoded: '未登记', codingTool: '诊断仪或工具', softwareVersion: '软件版本', toolKinds: { torque: '力矩', calibration: '标定', insulation: '绝缘', alignment: '定位', other: '其他' }, within: '合格', outside: '超出范围', validUntil: '校准至', kind: '种类', what: '部位', toolNo: '工具编号', toolValid: '工具校准有效期至', value: '测得值', unit: '单位', low: '下限', high: '上限', record: '记录',
    testDrive: '路试', startKm: '出发里程', endKm: '返回里程', driveWords: '路试情况', driveGood: '正常', driveBad: '仍有问题', library: '案例库', librarySearch: '故障码或现象', libraryHint: '查找同车型以前怎么修好的', byCodes: '按诊断故障码', noFix: '同车型还没有相同的案例', cameBack: '后来返修', held: '未再返修',
    faultCodes: '故障码（空格分隔）', guardian: '高压监护人', insulation: '恢复前绝缘（MΩ）', releaseWhy: '代为解除的理由', notMyLock: (name: string) => `挂牌人是 ${name}，由他人解除须写明理由。`,
    oldParts: '旧件', oldPartsNames: { shownTaken: '已展示，车主带走', shownLeft: '已展示，同意由门店处置', declined: '车主不看', none: '没有更换件' },
  },
  en: {
    drained: 'Fluids', drainedNames: { yes: 'drained, not filled', no: 'not drained', notOpened: 'not opened' }, energy: 'High voltage', energyNames: { deEnergised: 'de-energised', live: 'live', notTouched: 'not touched' }, bolts: 'Bolts', boltNames: { torqued: 'torqued', someLoose: 'some are loose', notTouched: 'not touched' }, toolsInside: 'Tools and parts left in the car', none: 'none',
    handedOver: (name: string) => `Handed over by ${name}`, waitsAccept: 'The next technician looks at the car and accepts.', acceptWords: 'What you saw (optional)', accept: 'Looked at, accepted', clock: 'Hours on the job', interruptions: (count: number) => (count === 1 ? '1 interruption' : `${count} interruptions`),
    tools: 'Torque and calibration', coding: 'Coding by software', codedPart: 'Part', notYetCoded: 'Not recorded', codingTool: 'Tool it was coded with', softwareVersion: 'Software version', toolKinds: { torque: 'Torque', calibration: 'Calibration', insulation: 'Insulation', alignment: 'Alignment', other: 'Other' }, within: 'within', outside: 'outside', validUntil: 'calibrated until', kind: 'Kind', what: 'What', toolNo: 'Tool number', toolValid: 'Tool calibrated until', value: 'Value', unit: 'Unit', low: 'Lower limit', high: 'Upper limit', record: 'Record',
    testDrive: 'Test drive', startKm: 'From (km)', endKm: 'To (km)', driveWords: 'How it went', driveGood: 'In order', driveBad: 'Still a fault', library: 'Case library', librarySearch: 'Fault code or symptom', libraryHint: 'How it was fixed on the same model before', byCodes: 'By the fault codes', noFix: 'No such case on this model yet', cameBack: 'came back later', held: 'did not come back',
    faultCodes: 'Fault codes (with spaces between)', guardian: 'High-voltage guardian', insulation: 'Insulation before power (MΩ)', releaseWhy: 'Why somebody else takes the lock off', notMyLock: (name: string) => `${name} put the lock on; anybody else says why it comes off.`,
    oldParts: 'Replaced parts', oldPartsNames: { shownTaken: 'shown, taken along', shownLeft: 'shown, left to the shop', declined: 'not wanted to be seen', none: 'nothing was replaced' },
  },
});
