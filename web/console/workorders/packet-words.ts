// Words of a job's packet: the maker's instructions step by step, and questions to an expert.
import { defineWords } from '#kit/words.tsx';

export const packetWords = defineWords({
  zh: {
    title: '技术支持', lead: '技师在车旁提出的问题，以及厂家规定的作业步骤。', instructions: '作业指导', none: '这些项目还没有作业指导。', edition: (nth: number) => `第 ${nth} 版`, caution: '注意', torque: '力矩', drawing: '示意图', recordIt: '记录力矩', source: '依据', measured: '已记录',
    questions: '请教专家', waiting: '等待答复', answered: '已答复', noQuestions: '没有等待答复的问题', ask: '提问', what: '想请教什么', photos: '照片', answer: '答复', send: '送出', cancel: '取消', of: (who: string, where: string) => `${who} · ${where}`, car: '车辆', past: '已答复的问题', codes: '故障码',
    publish: '发布作业指导', change: '修订', step: (nth: number) => `第 ${nth} 步`, words: '做什么（中文）', wordsEn: '做什么（英文）', hasTorque: '有力矩要求', part: '紧固件（中文）', partEn: '紧固件（英文）', low: '下限 N·m', high: '上限 N·m', addStep: '加一步', removeStep: '移除这一步', code: '项目', chooseCode: '选择项目', publishIt: '发布', list: '各项目的作业指导', noneYet: '这个品牌还没有发布作业指导', steps: (count: number) => `${count} 步`, find: '按名称或编码查找', brand: '品牌', removePhoto: '移除', photoFailed: '未上传，点此重试', isCaution: '有危险，须注意', drawn: '已有示意图',
    readVin: '拍条码读 VIN', readingVin: '正在识别', noVin: '照片里没有认出 VIN 条码，请靠近重拍，或输入车牌、VIN 末 6 位。',
    spent: '诊断用时（小时）', spentHint: '按 0.05 小时计，可收取的诊断工时', spentWas: (hours: string) => `技师诊断用时 ${hours} 小时`, take: '按此计入报价',
  },
  en: {
    title: 'Technical support', lead: 'What technicians ask at the car, and how the maker wants work done.', instructions: 'Work instructions', none: 'There are no instructions for these operations yet.', edition: (nth: number) => `edition ${nth}`, caution: 'Caution', torque: 'Torque', drawing: 'Drawing', recordIt: 'Record the torque', source: 'Source', measured: 'recorded',
    questions: 'Ask an expert', waiting: 'waits for an answer', answered: 'answered', noQuestions: 'No question waits', ask: 'Ask', what: 'What would you like to know', photos: 'Photos', answer: 'Answer', send: 'Send', cancel: 'Cancel', of: (who: string, where: string) => `${who} · ${where}`, car: 'Car', past: 'Questions that were answered', codes: 'Fault codes',
    publish: 'Publish instructions', change: 'Revise', step: (nth: number) => `Step ${nth}`, words: 'What is done (Chinese)', wordsEn: 'What is done (English)', hasTorque: 'With a torque', part: 'Fastener (Chinese)', partEn: 'Fastener (English)', low: 'Lower limit N·m', high: 'Upper limit N·m', addStep: 'Add a step', removeStep: 'Remove this step', code: 'Operation', chooseCode: 'Choose an operation', publishIt: 'Publish', list: 'Instructions by operation', noneYet: 'This brand has published no instructions yet', steps: (count: number) => (count === 1 ? '1 step' : `${count} steps`), find: 'Find by name or code', brand: 'Brand', removePhoto: 'Remove', photoFailed: 'Not sent: try again', isCaution: 'Dangerous: take care', drawn: 'has a drawing',
    readVin: 'Read the VIN by camera', readingVin: 'Reading', noVin: 'No VIN code was found in the photo: move closer, or type the plate or the last 6 of the VIN.',
    spent: 'Time of the diagnosis (h)', spentHint: 'In steps of 0.05 h: diagnosis that may be paid', spentWas: (hours: string) => `The technician needed ${hours} h for the diagnosis`, take: 'Take into the estimate',
  },
});
