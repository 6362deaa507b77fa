// Words of reporting and following a case.
import { defineWords } from '#kit/words.tsx';

export const words = defineWords({
  zh: {
    report: '报告问题', what: '发生了什么？', whatHint: '用您自己的话，例如“充不进电，换了三个桩都不行”。如有烟、火或危险，请先下车并拨打 119。', where: '车在哪里？', whereWords: '位置说明（可不填）', photos: '照片（可不填）', addPhoto: '添加照片', removePhoto: '移除', photoFailed: '上传失败', send: '提交', car: '车辆', kept: '草稿已自动保存', opened: (number: string) => `已收到，单号 ${number}`, joined: '已并入正在处理的服务',
    now: '现在请这样做', progress: '进展', messages: '给服务人员发消息', messageHint: '对方会立即看到', solved: '已解决', notSolved: '还没解决', tellUs: '请告诉我们哪里没解决', confirmAsk: '问题解决了吗？', confirmLead: '由您来决定这次服务是否结束。', visit: '预约', book: '预约到店', move: '改时间', cancel: '取消预约', cancelWhy: '取消原因', map: '地址', thanks: '谢谢确认，这次服务已结束。', reopened: '已重新打开，我们会继续处理。', urgency: '等级', closed: '已结束', holder: '负责人', next: '最晚更新', history: '服务记录', none: '还没有服务记录', noneLead: '报告问题或预约后会出现在这里。',
    appointment: { booked: '已预约', arrived: '已到店', inWork: '维修中', done: '已完成', cancelled: '已取消', noShow: '未到店' },
    entry: { opened: '已收到您的问题', contact: '补充了信息', stageMoved: '进展更新', ownerMessage: '您', deskMessage: '服务人员', taken: '已有专人负责', helpPlanned: '下一步安排', confirmationAsked: '请您确认是否解决', confirmationReminder: '提醒您确认', closed: '服务结束', reopened: '重新打开', urgencyChanged: '等级调整', alertEscalated: '车辆预警升级', alertCleared: '车辆预警解除', comeback: '同一问题再次出现' } as Record<string, string>,
  },
  en: {
    report: 'Report a problem', what: 'What happened?', whatHint: 'In your own words, for example “it will not charge, I tried three chargers”. If there is smoke, fire or danger, leave the car first and call 119.', where: 'Where is the car?', whereWords: 'Describe the place (optional)', photos: 'Photos (optional)', addPhoto: 'Add a photo', removePhoto: 'Remove', photoFailed: 'Upload failed', send: 'Send', car: 'Car', kept: 'Your draft is kept', opened: (number: string) => `Received, number ${number}`, joined: 'Added to the service under way',
    now: 'Do this now', progress: 'Progress', messages: 'Message the service team', messageHint: 'They see it at once', solved: 'It is solved', notSolved: 'Not yet', tellUs: 'Tell us what is not solved', confirmAsk: 'Is it solved?', confirmLead: 'You decide whether this service ends.', visit: 'Visit', book: 'Book a visit', move: 'Move', cancel: 'Cancel the visit', cancelWhy: 'Reason', map: 'Address', thanks: 'Thank you. This service has ended.', reopened: 'Opened again; we go on working on it.', urgency: 'Urgency', closed: 'Closed', holder: 'On it', next: 'News by', history: 'Service history', none: 'No service yet', noneLead: 'Reports and visits will appear here.',
    appointment: { booked: 'Booked', arrived: 'Arrived', inWork: 'In service', done: 'Done', cancelled: 'Cancelled', noShow: 'Missed' },
    entry: { opened: 'We received your report', contact: 'More was added', stageMoved: 'Progress', ownerMessage: 'You', deskMessage: 'Service team', taken: 'Somebody is on it', helpPlanned: 'Next step', confirmationAsked: 'Please confirm it is solved', confirmationReminder: 'A reminder to confirm', closed: 'Service ended', reopened: 'Opened again', urgencyChanged: 'Urgency changed', alertEscalated: 'The car’s alert got worse', alertCleared: 'The car’s alert cleared', comeback: 'The same trouble again' } as Record<string, string>,
  },
});
