// What a contractor reads when somebody needs help: which car, by when to answer, and the link to the one job. No name, no
// phone of the owner. Chinese first, then the same in short English.
export function askText(brandName: string, about: { plate: string; link: string; minutes: string; number: string; hotline: string }): string {
  return `【${brandName}】救援请求${about.number}：${about.plate}。请${about.minutes}分钟内点开接单，超时将转下一家：${about.link} 热线${about.hotline}。Rescue request: accept within ${about.minutes} min by the link.`;
}
