// What the assistant says on its own account: the protective step for each danger in at most two short sentences, and the
// few sentences that are no answer from an article. Chinese and English. Texts may be edited, what triggers them may not.
export type Language = 'zh' | 'en';
type Phrase = { zh: string; en: string };

/** By the code of the danger; the first thing somebody reads. */
export const protective: Record<string, Phrase> = {
  fire: { zh: '请所有人马上下车，退到 15 米以外的上风处。立即拨打 119，说明是电动汽车。', en: 'Everybody out now; get at least 15 m away, upwind. Call 119 and say it is an electric car.' },
  shock: { zh: '不要再碰车和充电枪，也不要徒手拉触电的人。立即拨打 120，能断开上级电源时先断电。', en: 'Do not touch the car or the plug again, nor a person in contact with it. Call 120; switch off the mains if you can.' },
  trapped: { zh: '立即拨打 119 和 120，说明有人被困。能从里面打开就用车门机械拉手；有生命危险时敲碎离人最远的侧窗。', en: 'Call 119 and 120 now and say that somebody is trapped. Use the mechanical door release; if life is in danger break the side window farthest from the person.' },
  hurt: { zh: '先确保自己安全，立即拨打 120 和 122。不要移动伤者，除非有起火等危险。', en: 'Make sure you are safe, then call 120 and 122. Do not move anybody hurt unless there is fire or another danger.' },
  crash: { zh: '请离开车辆到护栏外，拨打 120 和 122。看到冒烟或漏液就再退到 15 米以外。', en: 'Leave the car and go behind the barrier; call 120 and 122. If it smokes or leaks, move 15 m away.' },
  flood: { zh: '请立即离开车辆到高处，不要再启动、充电或触碰车身。有人被困时拨打 119。', en: 'Leave the car for higher ground now; do not start, charge or touch it. Call 119 if anybody is caught.' },
  brakes: { zh: '连续用力踩制动踏板，同时持续拉住电子驻车开关减速，打开双闪靠边停下。停下后不要再开，等拖车。', en: 'Press the brake hard and keep pulling the parking brake switch to slow down, hazard lights on, pull over. Do not drive on; wait for the tow truck.' },
  steering: { zh: '双手握稳方向，松开加速踏板慢慢减速，打开双闪靠边停下。停下后不要再开，等拖车。', en: 'Hold the wheel firmly, slow down gently with hazard lights on, and pull over. Do not drive on; wait for the tow truck.' },
  runaway: { zh: '用力踩住制动踏板，挂 N 挡，打开双闪靠边停下。停下后断电离车，不要再开。', en: 'Press the brake hard, shift to N, hazard lights on, pull over. Switch off, leave the car and do not drive it again.' },
  road: { zh: '打开双闪，所有人从安全一侧下车，退到护栏外。在高速上同时拨打 12122，人不要留在车里或车后。', en: 'Hazard lights on; everybody out on the safe side and behind the barrier. On a motorway call 12122 too; nobody stays in or behind the car.' },
  stop: { zh: '请在安全的地方停下，熄火离车，不要再开也不要充电。等拖车，不要触碰橙色线束。', en: 'Stop in a safe place, switch off and leave the car; do not drive or charge it. Wait for the tow truck and touch no orange cable.' },
  wheel: { zh: '握稳方向慢慢减速，打开双闪靠边停下。停下后不要再开，等拖车。', en: 'Hold the wheel, slow down gently with hazard lights on, and pull over. Do not drive on; wait for the tow truck.' },
  plug: { zh: '先在桩上或 App 里停止充电，不要用手去碰发烫的枪头。人离开充电口，冒烟就退到 15 米外拨打 119。', en: 'Stop charging at the pole or in the app; do not touch the hot plug. Step away; if it smokes, go 15 m away and call 119.' },
  lockedIn: { zh: '先用手机 App 或卡片钥匙解锁；打不开就立即拨打 119。里面的人不舒服时不要等，敲碎离人最远的侧窗。', en: 'Try the app or the card key; if it stays shut call 119 now. If the person is unwell do not wait: break the side window farthest from them.' },
};

const protectiveOf: Record<string, keyof typeof protective> = {
  fire: 'fire', smoke: 'fire', explosion: 'fire', burningSmell: 'fire', fumes: 'fire', thermalRunaway: 'fire', batteryNoise: 'fire', batteryLeak: 'fire', rottenEggs: 'fire', floodHighVoltage: 'flood', floodAlone: 'flood', electricShock: 'shock',
  trapped: 'trapped', hurt: 'hurt', crash: 'crash', brakes: 'brakes', steering: 'steering', runaway: 'runaway', driveLostOnRoad: 'road', driveBroken: 'road', insulation: 'stop', wheel: 'wheel', tyreBurst: 'wheel', plugHot: 'plug', batteryHot: 'stop', overcharge: 'stop', stopMessage: 'stop', lockedIn: 'lockedIn', heavyImpact: 'stop',
};
/** Where only the category is known. */
const byCategory: [RegExp, keyof typeof protective][] = [[/^hv\.shock/, 'shock'], [/^crash/, 'crash'], [/^doors/, 'lockedIn'], [/^flood/, 'flood'], [/^brake/, 'brakes'], [/^steering/, 'steering'], [/^drive\.unintended/, 'runaway'], [/^drive|^rescue/, 'road'], [/^tyre|^suspension/, 'wheel'], [/^charging/, 'plug']];
export const protectiveFor = (code: string, category: string, grade: 'S0' | 'S1', language: Language): { rule: string; text: string } => {
  const rule = protectiveOf[code] ?? byCategory.find(([pattern]) => pattern.test(category))?.[1] ?? (grade === 'S0' ? 'fire' : 'stop');
  return { rule, text: (protective[rule] as Phrase)[language] };
};

export const phrases = {
  rescueNow: { zh: '点“一键救援”，救援人员会马上联系您；也可以随时转人工。', en: 'Tap “Rescue now” and the rescue team contacts you at once; a person can take over at any time.' },
  toPerson: { zh: '好的，马上为您转人工。您不用重复说过的内容。', en: 'Of course: I am connecting you to a person now. You need not repeat what you told me.' },
  doNotKnow: { zh: '这个问题我没有可靠的资料可以回答，不想猜。可以为您转人工，或换个说法再问我。', en: 'I have no reliable article on this and will not guess. I can connect you to a person, or you can ask in other words.' },
  pictures: { zh: '图片收到了。我看不了图片，已经请人工来看，会尽快回复您；您也可以用文字告诉我看到了什么。', en: 'The pictures have arrived. I cannot see pictures: a person has been asked to look and will answer you soon. You can also tell me in words what you see.' },
  outOfScope: { zh: '这不在我能帮的范围内。用车、充电、故障、维修、质保和预约的问题可以问我，也可以随时转人工。', en: 'That is outside what I can help with. Ask me about using, charging, faults, repairs, warranty and bookings, or ask for a person at any time.' },
  clarify: { zh: '您想问的是哪一个？', en: 'Which one do you mean?' },
  greeting: { zh: '您好，我是服务助手。用车、充电、故障、维修和预约都可以问我；遇到危险请直接点“一键救援”，随时可以转人工。', en: 'Hello, I am the service assistant. Ask about use, charging, faults, repairs and bookings; in danger tap “Rescue now”. A person is available at any time.' },
  booking: { zh: '可以帮您办预约，请核对下面的卡片后确认。', en: 'I can arrange the visit; please check the card below and confirm.' },
  progress: { zh: '为您查到的进度在下面的卡片里。', en: 'The progress of your car is on the card below.' },
  rescue: { zh: '请先到安全的地方等候，点“一键救援”即可派车；也可以随时转人工。', en: 'Please wait in a safe place and tap “Rescue now” to send a truck; a person can take over at any time.' },
  complaint: { zh: '很抱歉给您带来不好的体验。您的话会原样记下并交给专人处理；需要的话马上为您转人工。', en: 'I am sorry about this experience. Your words are recorded as they are and given to a responsible person; I can connect you to a person right away.' },
  feedback: { zh: '谢谢您的反馈，已经原样记下，会转给负责的同事。', en: 'Thank you; your feedback is recorded as it is and passed on to those responsible.' },
  checkSoon: { zh: '这种情况建议 24 小时内安排检查，在此之前减少用车。', en: 'Please have this checked within 24 hours and use the car less until then.' },
  bookCheck: { zh: '需要检查的话，可以用下面的卡片预约。', en: 'If it needs a check, you can book with the card below.' },
  calmLine: { zh: '如果您的车出现冒烟、异味或红色报警，请先离车到安全处再联系我们。', en: 'If your own car smokes, smells or shows a red warning, leave it first and contact us from a safe place.' },
  carSays: { zh: '您的车此刻报告：', en: 'Your car reports right now: ' },
} satisfies Record<string, Phrase>;

export const languageOf = (text: string): Language => (/\p{Script=Han}/u.test(text) || !/[a-z]{2}/i.test(text) ? 'zh' : 'en');
