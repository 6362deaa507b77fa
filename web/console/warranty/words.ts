// Words of the guarantees as staff see them: the sum, the source, and who was told.
import { defineWords } from '#kit/words.tsx';

export const words = defineWords({
  zh: {
    start: (day: string) => `从 ${day} 起算`, sum: '怎么算的', visit: (number: string, day: string) => `${number || '（前车主的维修）'} · ${day}`, days: (days: number, hours: string, excluded: string | null) => `${hours} 小时${excluded === null ? '' : `，扣除 ${excluded} 小时`} = ${days} 天`, source: '出处',
    provisional: '有维修尚未确定由谁付款，暂按质量问题计入。', told: '已提醒', evidence: '三包证据包', certificate: '三包凭证', toldTo: (who: string, what: string) => `${who}：${what}`, desks: { outletDesk: '门店服务台', brandDesk: '品牌服务台', managerDesk: '服务经理', regionalDesk: '区域负责人' } as Record<string, string>,
  },
  en: {
    start: (day: string) => `counted from ${day}`, sum: 'How it adds up', visit: (number: string, day: string) => `${number || '(a repair of an earlier owner)'} · ${day}`, days: (days: number, hours: string, excluded: string | null) => `${hours} h${excluded === null ? '' : ` less ${excluded} h`} = ${days === 1 ? '1 day' : `${days} days`}`, source: 'Source',
    provisional: 'It is not said yet who pays for one of the repairs; until then it counts as one for quality.', told: 'Told', evidence: 'Evidence pack', certificate: 'Certificate', toldTo: (who: string, what: string) => `${who}: ${what}`, desks: { outletDesk: 'outlet desk', brandDesk: 'brand desk', managerDesk: 'managers', regionalDesk: 'region' },
  },
});
