// Words of the emergency that is put into the running day.
import { defineWords } from '#kit/words.tsx';

export const emergencyWords = defineWords({
  zh: {
    title: '紧急插单', caller: '来电人、车牌或 VIN', callerHint: '输入两个字以上即查找。', noCaller: '没有找到这辆车', car: '哪辆车', trouble: '出了什么事', kind: '停在哪里', where: '地点说明（路名、方向、公里桩、楼层）', place: '位置（经度, 纬度）', placeHint: '在下面的地图上点一下，或粘贴 WGS-84 坐标。', placeWrong: '请写成“121.47, 31.23”',
    noPlace: '没有位置时，若车主允许，会用车辆自己的位置；否则先问清再派车。', send: '开单并派救援', close: '返回', sent: (number: string) => `救援 ${number} 已开始，最近的车正在安排`,
  },
  en: {
    title: 'Emergency', caller: 'Caller, plate or VIN', callerHint: 'Two characters are enough to search.', noCaller: 'No such car', car: 'Which car', trouble: 'What is wrong', kind: 'What kind of place', where: 'The place in words (road, direction, kilometre post, level)', place: 'Position (longitude, latitude)', placeHint: 'Point at it on the map below, or paste WGS-84 coordinates.', placeWrong: 'Write it like “121.47, 31.23”',
    noPlace: 'Without a position the car’s own counts where its owner allows it; else it is asked for before anybody is sent.', send: 'Open a case and send help', close: 'Back', sent: (number) => `Rescue ${number} has begun; the nearest vehicle is being planned`,
  },
});
