// Words of certificates: kinds, levels, how each stands.
import { defineWords } from '#kit/words.tsx';

export const words = defineWords({
  zh: {
    title: '证书', lead: (days: number) => `到期前 ${days} 天提醒。过期、复审逾期或久未实操的证书当天起不再计入可约时段。`, none: '这里还没有证书', all: '全部网点', outlet: '网点',
    person: '技师', kind: '证书', scope: '适用范围', number: '编号', until: '有效至', standing: '状态', actions: '操作', proof: '证件照', seeProof: '查看', noProof: '无', allSystems: '全部系统', allModels: '全部车型', allBrands: '全部品牌', everyLevel: '—',
    kinds: { lvElectrician: '低压电工作业证', makerHv: '厂家高压课程', makerGeneral: '厂家课程', inspector: '检验', calibration: '标定' },
    levels: { 1: '一级：断电后作业', 2: '二级：断电与验电', 3: '三级：电池包内及带电作业' } as Record<number, string>, level: '级别',
    standings: { counts: '有效', notYet: '未生效', expired: '已过期', reviewOverdue: '复审逾期', notPractised: '久未实操', withdrawn: '已撤销' }, soon: '即将到期', review: (day: string) => `复审 ${day} 前`, fresh: (day: string) => `实操 ${day} 前`, last: (day: string) => `上次实操 ${day}`,
    add: '登记证书', addLead: '高压作业需要低压电工作业证和厂家高压课程两张证书，旁边还要有第二位同样持证的监护人。', from: '发证（生效）日期', to: '到期日期', issuer: '发证机关', systems: '适用系统（逗号分隔，空为全部）', models: '适用车型代码（逗号分隔，空为全部）', brand: '适用品牌', photo: '证件照片', addPhoto: '添加照片', removePhoto: '移除照片', photoFailed: '未上传，点此重试', save: '登记', saved: '已登记', back: '返回',
    reviewed: '登记复审', reviewedOn: '复审通过日期', practised: '登记实操', practisedOn: '实操日期', why: '依据', withdraw: '撤销', withdrawWhy: '撤销原因', confirm: '确认', filter: '显示', attention: (count: number) => `需处理（${count}）`, everything: '全部', fine: '没有需要处理的证书', hv: '可做高压', noPapers: '没有有效的高压证书', hvPeople: (count: number, of: number) => `${of} 名技师中 ${count} 名今天可做高压`,
  },
  en: {
    title: 'Certificates', lead: (days: number) => `You are warned ${days} days ahead. From the day a certificate runs out, misses its review or was not practised, its slots are gone.`, none: 'No certificates here yet', all: 'All outlets', outlet: 'Outlet',
    person: 'Technician', kind: 'Certificate', scope: 'For', number: 'Number', until: 'Counts until', standing: 'Standing', actions: 'Actions', proof: 'Photo', seeProof: 'See', noProof: 'none', allSystems: 'all systems', allModels: 'all models', allBrands: 'all brands', everyLevel: '–',
    kinds: { lvElectrician: 'Low-voltage electrician (state)', makerHv: 'Maker’s HV course', makerGeneral: 'Maker’s course', inspector: 'Inspector', calibration: 'Calibration' },
    levels: { 1: 'Level 1: on what is de-energised', 2: 'Level 2: de-energises and proves', 3: 'Level 3: inside the pack and live' } as Record<number, string>, level: 'Level',
    standings: { counts: 'counts', notYet: 'not yet', expired: 'expired', reviewOverdue: 'review overdue', notPractised: 'not practised', withdrawn: 'withdrawn' }, soon: 'runs out soon', review: (day: string) => `review by ${day}`, fresh: (day: string) => `practice by ${day}`, last: (day: string) => `last practised ${day}`,
    add: 'Enter a certificate', addLead: 'High voltage takes two certificates, the state’s electrician paper and the maker’s course, and a second person with both as guardian.', from: 'Issued (counts from)', to: 'Expires on', issuer: 'Issued by', systems: 'Systems (comma between, empty for all)', models: 'Model codes (comma between, empty for all)', brand: 'Brand', photo: 'Photo of the certificate', addPhoto: 'Add a photo', removePhoto: 'Remove the photo', photoFailed: 'Not sent: try again', save: 'Enter', saved: 'Entered', back: 'Back',
    reviewed: 'Enter a review', reviewedOn: 'Review passed on', practised: 'Enter practice', practisedOn: 'Practised on', why: 'What shows it', withdraw: 'Withdraw', withdrawWhy: 'Why it is withdrawn', confirm: 'Confirm', filter: 'Show', attention: (count: number) => `To do (${count})`, everything: 'All', fine: 'No certificate needs anything', hv: 'may work on HV', noPapers: 'no certificates for HV', hvPeople: (count: number, of: number) => `${count} of ${of} technicians may work on HV today`,
  },
});
