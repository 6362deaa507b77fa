// A handful of articles and examples for tests of the assistant.
import { readArticle, type Article } from './article.ts';
import type { Labelled } from './triage.ts';
import { buildMind, type Mind } from './turn.ts';

const head = (id: string, title: string, category: string, more: Record<string, string> = {}): string =>
  ['---', ...Object.entries({ id, title, category, models: '*', software: '*', market: 'cn', audience: 'owner', urgency: '-', validFrom: '2025-01-01', validTo: '-', reviewedBy: '审核人', reviewedOn: '2026-10-01', aliases: '', sources: '测试', ...more }).map(([key, value]) => `${key}: ${value}`), '---'].join('\n');

export const testMarkdown: string[] = [
  `${head('t-chg-1', '充不进电怎么办', 'charging.ac_dc_fail', { urgency: 'S2', aliases: '充电失败、插枪没反应、充电中断、跳枪' })}\n## 先试这几步\n1. 换一个充电桩再试一次。\n2. 检查充电口内有没有异物和水。\n3. 等待 30 分钟后重试。\n\n> 警告：充电口发烫或有焦味时停止充电，不要用手触碰枪头。\n\n## 还是不行\n请预约诊断，说明桩的编号和故障提示。`,
  `${head('t-chg-old', '充不进电（旧版）', 'charging.ac_dc_fail', { validTo: '2025-12-31', aliases: '充电失败' })}\n## 旧办法\n重启车机 3 次。`,
  `${head('t-h9', '曦和 H9 充电口盖打不开', 'charging.port_cable', { models: 'xihe-h9', software: '>=4.0', aliases: '口盖打不开' })}\n## 解锁\n在中控屏点“打开充电口盖”。`,
  `${head('t-fire', '车辆起火冒烟', 'thermal.fire', { urgency: 'S0', aliases: '着火、冒烟、起火' })}\n## 现在马上做\n1. 全员离车，退到 15 米以外的上风处。\n2. 拨打 119。\n\n> 警告：不要自己灭火，不要打开前备箱。`,
  `${head('t-tyre', '胎压多少合适', 'tyre.pressure', { aliases: '胎压标准、轮胎打多少气' })}\n## 标准\n冷车胎压 2.5 bar，满载 2.8 bar。`,
  `${head('t-staff', '内部：绝缘检测步骤', 'hv.insulation', { audience: 'staff', aliases: '绝缘检测' })}\n## 步骤\n持证人员按手册测量。`,
  `${head('t-warranty', '三电质保几年', 'warranty.battery', { aliases: '电池质保多久、电池保修几年' })}\n## 期限\n动力电池质保 8 年或 16 万公里，以先到者为准。`,
  `${head('t-pad', '刹车片多少钱', 'price.repair', { aliases: '刹车片价格、换刹车片多少钱' })}\n## 价格\n前刹车片一副 680 元，含工时。`,
];
export const testArticles = (): Article[] => testMarkdown.map((text) => readArticle(text));

const label = (intent: string, category: string, urgency: string, ...texts: string[]): Labelled[] => texts.map((text) => ({ text, intent, category, urgency }));
export const testExamples: Labelled[] = [
  ...label('symptom', 'charging.ac_dc_fail', 'S2', '插枪不充电', '充电老是断', '快充桩充不进去', '充到一半停了'), ...label('kb_question', 'tyre.pressure', 'S4', '轮胎气压打多少', '胎压标准值是多少', '冬天胎压要调吗'),
  ...label('policy', 'warranty.battery', 'S4', '电池能保几年', '三电保修期限', '电池质保怎么算'), ...label('price', 'price.repair', 'S4', '换刹车片要花多少', '刹车片贵吗'), ...label('chitchat', 'other.general', 'S4', '你好', '谢谢', '辛苦啦'),
  ...label('out_of_scope', 'other.general', 'S4', '今天天气怎么样', '推荐一只股票', '帮我写首诗'), ...label('booking', 'service.booking', 'S4', '帮我约周六保养', '想改一下预约时间', '取消明天的预约'), ...label('human', 'other.general', 'S4', '转人工', '找客服', '我要跟人说话'),
];
export const testMind = (): Mind => buildMind(testArticles(), testExamples, [['充不进电', ['冲不进电', '充不上']]]);
export const testReader = { market: 'cn', model: 'xihe-h7', software: '4.1', audience: 'owner' as const, on: '2026-11-26' };
