// Words of visits at the owner's place.
import { defineWords } from '#kit/words.tsx';

export const words = defineWords({
  zh: {
    come: '上门服务', comeLead: '上门维修，或上门取车', kind: { homeVisit: '上门维修', pickUp: '上门取车', return: '送车上门', rescue: '道路救援' }, state: { waiting: '正在安排', planned: '已安排', departed: '已出发', arrived: '已到达', working: '作业中', carrying: '车在途中', finished: '已完成', failed: '未完成', cancelled: '已取消' },
    at: (time: string) => `预计 ${time} 到`, window: '约定时段', who: (name: string, plate: string) => `${name}师傅${plate === '' ? '' : ` · ${plate}`}`, code: '交接验证码', codeLead: '交接车辆时告诉对方，请勿提前告知他人', another: '换个时间', takeTime: '改到这个时间', movedTo: '已改时间', prepare: '现场准备', prepareLead: '请提前告诉我们，技师少跑一趟', gate: '门禁、车位号', height: '限高（厘米）', notes: '其他说明', save: '保存', saved: '已保存', cancel: '不需要来了', cancelWhy: '车主取消', sure: '确定取消这次上门吗？', keep: '保留',
    asks: { reachable: '电话保持畅通', space: '车旁有一米以上空间', shelter: '有遮雨的地方', petsAway: '宠物已安置', noUpdateToday: '当天不做车机升级', keyReady: '钥匙或授权已备好' },
    price: (sum: string) => `按价目含备件 ${sum}；质保范围内由厂家承担。预约即同意按此施工，另加的项目会另行征得您同意。`, title: '约上门', what: '需要什么', jobs: '上门可做的项目', where: '详细地址', position: '位置', fromCar: '按车辆现在的位置', noPosition: '还不知道车辆位置，请致电服务热线预约上门。', notOutside: (names: string) => `「${names}」不能上门做，请预约到店或选择上门取车。`, noVan: '这个地点暂时没有可上门的车辆，请预约到店。', when: '什么时候', ask: '确认预约', asked: '已预约，时间会在前一晚告诉您', back: '返回', handed: (km: number, soc: number) => `已交接：${km} 公里，电量 ${soc}%`,
    refused: { noVan: '当天没有车辆', papers: '持证技师不在', part: '备件不够', full: '已排满', tooLate: '今天太晚了', closed: '不营业' },
  },
  en: {
    come: 'We come to you', comeLead: 'Repair at home, or your car fetched', kind: { homeVisit: 'Repair at home', pickUp: 'Car fetched', return: 'Car brought back', rescue: 'Rescue' }, state: { waiting: 'Being placed', planned: 'Planned', departed: 'On the way', arrived: 'There', working: 'At work', carrying: 'Car on the way', finished: 'Done', failed: 'Not done', cancelled: 'Cancelled' },
    at: (time: string) => `Expected ${time}`, window: 'Window', who: (name: string, plate: string) => `${name}${plate === '' ? '' : ` · ${plate}`}`, code: 'Hand-over code', codeLead: 'Say it when the car changes hands, and to nobody before', another: 'Another time', takeTime: 'Take this time', movedTo: 'The time is changed', prepare: 'Getting ready', prepareLead: 'Tell us before, and nobody comes for nothing', gate: 'Gate, space number', height: 'Height limit (cm)', notes: 'Anything else', save: 'Save', saved: 'Saved', cancel: 'No need to come', cancelWhy: 'cancelled by the owner', sure: 'Cancel this visit?', keep: 'Keep it',
    asks: { reachable: 'I can be reached by phone', space: 'A metre of space around the car', shelter: 'Shelter from rain', petsAway: 'Pets are away', noUpdateToday: 'No software update that day', keyReady: 'Key or access is ready' },
    price: (sum: string) => `${sum} by the list, parts included; in the guarantee the maker pays. By asking you agree to this work; anything more is asked for first.`, title: 'Ask us to come', what: 'What for', jobs: 'What can be done outside', where: 'Address', position: 'Place', fromCar: 'Where the car is now', noPosition: 'We do not know yet where the car is. Please call the hotline.', notOutside: (names: string) => `“${names}” cannot be done outside. Book the workshop, or have the car fetched.`, noVan: 'No vehicle reaches this place yet. Please book the workshop.', when: 'When', ask: 'Ask for it', asked: 'Asked for; you hear the time the evening before', back: 'Back', handed: (km: number, soc: number) => `Handed over at ${km} km, ${soc} % charge`,
    refused: { noVan: 'no vehicle on this day', papers: 'no certified technician', part: 'part not there', full: 'full', tooLate: 'too late today', closed: 'closed' },
  },
});
