// What the owner reads of each step of the rescue, in their language: one sentence, with the one time there is.
import type { Destination, Leg, LegDeed, Point } from './mission.ts';

type About = { helper: string; kind: Leg['kind']; time: string | null; exit: Point | null; destination: Destination | null };

const zh: Partial<Record<LegDeed, (about: About) => string | undefined>> = {
  accept: ({ kind, time, exit }) => kind === 'trafficRescue' ? `高速清障车已派出${time === null ? '，到达时间对方未告知' : `，预计${time}到您身边`}` : exit === null ? `救援车已接单，预计${time ?? '时间待定'}到达` : `救援车已接单，预计${time ?? '时间待定'}到${exit.name}接车；在高速上请听12122安排`,
  arrive: ({ kind, exit }) => (kind === 'contractor' && exit !== null ? `救援车已在${exit.name}等候接车` : '救援人员已到现场'),
  load: ({ destination, time }) => `车辆已装上平板车${destination === null ? '' : `，送往${destination.name}`}${time === null ? '' : `，预计${time}到`}`,
  deliver: ({ kind, destination, exit }) => (kind === 'trafficRescue' ? `清障车已把车送到${exit?.name ?? '出口'}` : `车辆已送到${destination?.name ?? '门店'}`),
  solve: () => '已在现场处理好，请按救援人员的说明用车',
  decline: () => '接单的救援车来不了，我们正在马上另找一辆',
  replace: () => '我们换了一辆救援车，新的时间随后告诉您',
};
const en: typeof zh = {
  accept: ({ kind, time, exit }) => kind === 'trafficRescue' ? `The motorway’s rescue is on its way${time === null ? '; they gave no time' : `, expected at ${time}`}` : exit === null ? `A rescue truck has accepted, expected at ${time ?? 'a time not yet known'}` : `A rescue truck has accepted and is at ${exit.nameEn} at about ${time ?? 'a time not yet known'}; on the motorway follow 12122`,
  arrive: ({ kind, exit }) => (kind === 'contractor' && exit !== null ? `The truck waits for your car at ${exit.nameEn}` : 'Help has arrived'),
  load: ({ destination, time }) => `Your car is on the flatbed${destination === null ? '' : `, going to ${destination.nameEn}`}${time === null ? '' : `, expected at ${time}`}`,
  deliver: ({ kind, destination, exit }) => (kind === 'trafficRescue' ? `The motorway’s rescue has brought the car to ${exit?.nameEn ?? 'the exit'}` : `Your car is at ${destination?.nameEn ?? 'the outlet'}`),
  solve: () => 'Solved on the spot; please follow what the helper told you',
  decline: () => 'The truck that had accepted cannot come; we are finding another at once',
  replace: () => 'Another truck is coming instead; the new time follows',
};

export const ownerWords = (language: 'zh' | 'en', deed: LegDeed, about: About): string | undefined => (language === 'zh' ? zh : en)[deed]?.(about);
/** What was told of a helper was not so. */
export function takenBackWords(language: 'zh' | 'en', told: Leg['state'], time: string | null): string {
  const [zhTold, enTold] = told === 'loaded' ? ['已装车', 'on the flatbed'] : told === 'arrived' ? ['已到达', 'there'] : told === 'underWay' ? ['已出发', 'under way'] : ['已接单', 'coming'];
  return language === 'zh' ? `更正：刚才说救援“${zhTold}”是记错了${time === null ? '，新的进展马上告诉您' : `，仍预计${time}到`}` : `Correction: help is not ${enTold} yet, as we told you by mistake${time === null ? '; we tell you as soon as we know more' : `; it is still expected at ${time}`}`;
}
export const lateWords = (language: 'zh' | 'en', said: string): string => (language === 'zh' ? `救援车比说好的${said}晚，还没有到。我们在催，新的时间一有就告诉您` : `Help is later than the ${said} we told you. We are calling them and tell you the new time as soon as there is one`);
