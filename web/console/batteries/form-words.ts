// Words of what is done with a pack at the car: fitting, taking out, a fault nobody announced, the job that answers a finding.
import { defineWords } from '#kit/words.tsx';

export const formWords = defineWords({
  zh: {
    noTests: '还没有做过标准检测', noDecisions: '还没有判定', noPapers: '还没有开具证书', span: (from: string, to: string | null) => (to === null ? `${from} 起` : `${from} – ${to}`),
    fit: '装入电池包', change: '更换电池包', fitLead: '换包、装借用包或换电都在这里登记；换下的包进入“已拆下”，去向另行登记。', which: '装哪个电池包', noneFree: '没有可装的电池包：先在“电池档案与去向”登记。', as: '作为', why: '原因', fitIt: '装入', exchange: '换下原包并装入', choose: '请选择',
    takeOut: '拆下', takeOutLead: '拆下后没有装新的：送修，或车辆报废前拆下电池。', takeItOut: '从车上拆下', takeItOutOfPack: '从电池包拆下',
    putInPack: '装入电池包', missSaved: '已记录，计入召回率', company: '电池公司名称', reject: '被退回',
    job: '对应的作业', jobLead: '车主一键预约时做这些作业，从今天起生效。', jobNow: (names: string) => `现在：${names}`, jobNone: '现在按价目表中同类故障的作业预约', setJob: '确定', jobSaved: '已更新', yes: '是', no: '否',
  },
  en: {
    noTests: 'No standard test yet', noDecisions: 'No decision yet', noPapers: 'No certificate yet', span: (from, to) => (to === null ? `since ${from}` : `${from} – ${to}`),
    fit: 'Put a pack in', change: 'Exchange the pack', fitLead: 'Exchanges, packs on loan and swaps are entered here; the pack that comes out is “removed”, and where it goes is entered next.', which: 'Which pack', noneFree: 'There is no pack to put in: enter one under “Packs and their way” first.', as: 'As', why: 'Reason', fitIt: 'Put it in', exchange: 'Take the old one out and put this in', choose: 'Please choose',
    takeOut: 'Take it out', takeOutLead: 'Taken out with nothing in its place: for repair, or before the car is scrapped.', takeItOut: 'Take it out of the car', takeItOutOfPack: 'Take it out of the pack',
    putInPack: 'Put it into a pack', missSaved: 'Recorded; it counts in the recall', company: 'Name of the battery company', reject: 'Rejected',
    job: 'The job that answers it', jobLead: 'What an owner books with one tap, from today on.', jobNow: (names) => `Now: ${names}`, jobNone: 'Now the job that the price book has for such trouble is booked', setJob: 'Set', jobSaved: 'Set', yes: 'Yes', no: 'No',
  },
});
