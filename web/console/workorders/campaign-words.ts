// Words of recalls and service actions.
import { defineWords } from '#kit/words.tsx';

export const campaignWords = defineWords({
  zh: {
    title: '召回与服务活动', lead: '哪些车、做什么、做到哪里；车主和已预约的门店会收到通知。', open: '发起活动', openIt: '发起并通知车主', cancel: '取消', brand: '品牌', code: '编号', kind: '类型', kinds: { recall: '召回', serviceAction: '服务活动' }, openedOn: '开始日', called: '名称', name: '名称', nameEn: '英文名称', what: '缺陷与处理', whatEn: '缺陷与处理（英文）', remedy: '处理项目（由厂家承担）', find: '按名称或编码查找项目',
    vins: 'VIN（从表格粘贴，一行一个）', vinCount: (count: number) => `${count} 辆车`, none: '没有进行中的活动', noneLead: '质保专员可在这里发起召回或服务活动。', reach: '完成进度', doneOf: (done: number, cars: number) => `${done} / ${cars}`, closed: (day: string) => `${day} 结束`, back: '全部活动', reached: { cars: '涉及车辆', told: '已通知车主', booked: '已预约', done: '已完成' }, cars: '涉及车辆', plate: '车牌', model: '车型', told: '通知时间', standing: '状态', open_: '未预约', edit: '更改', addCars: '追加车辆（VIN）', addThem: '追加并通知', close: '结束活动', why: '结束原因',
  },
  en: {
    title: 'Recalls and service actions', lead: 'Which cars, what is done, how far it has come; owners and the outlets of booked visits are told.', open: 'Open a campaign', openIt: 'Open it and tell the owners', cancel: 'Cancel', brand: 'Brand', code: 'Code', kind: 'Kind', kinds: { recall: 'Recall', serviceAction: 'Service action' }, openedOn: 'Opens on', called: 'Name', name: 'Chinese name', nameEn: 'English name', what: 'Defect and remedy (Chinese)', whatEn: 'Defect and remedy (English)', remedy: 'Operations (paid by the maker)', find: 'Find operations by name or code',
    vins: 'VINs (paste from a sheet, one a line)', vinCount: (count: number) => (count === 1 ? '1 car' : `${count} cars`), none: 'No campaigns', noneLead: 'A warranty officer opens recalls and service actions here.', reach: 'Done', doneOf: (done: number, cars: number) => `${done} of ${cars}`, closed: (day: string) => `closed ${day}`, back: 'All campaigns', reached: { cars: 'cars', told: 'owners told', booked: 'booked', done: 'done' }, cars: 'Cars', plate: 'Plate', model: 'Model', told: 'Told', standing: 'State', open_: 'not booked', edit: 'Change', addCars: 'More cars (VINs)', addThem: 'Add and tell', close: 'Close the campaign', why: 'Why it is closed',
  },
});
