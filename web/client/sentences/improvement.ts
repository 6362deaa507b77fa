// What refusals about findings and actions say.
import type { refusals } from '../../../server/improvement/api.ts';
import type { Sentence } from './sentence.ts';

export const improvementSentences = {
  actionNotFound: { zh: '没有找到这项改进措施，或它不在您的品牌和网点内。', en: 'There is no such action, or it is not at your brands and places.' },
  actionNotNow: { zh: '这项措施目前的状态不能这样改。请刷新后再看。', en: 'The action cannot be changed this way in its present state. Please refresh and look again.' },
  dueInThePast: { zh: '完成日期不能早于今天。', en: 'The due day cannot be before today.' },
  cannotOwn: { zh: '{name} 不在这个品牌或网点工作，请选择其他负责人。', en: '{name} does not work for this brand or outlet. Please choose somebody else.' },
  issueNotFound: { zh: '没有找到这个苗头，或它不在您的品牌和网点内。', en: 'There is no such issue, or it is not at your brands and places.' },
  issueNotNow: { zh: '目前的状态不能这样改。请刷新后再看。', en: 'It cannot be changed this way in its present state. Please refresh and look again.' },
  fixIncomplete: { zh: '请写明做什么、由谁负责、何时完成。', en: 'Please say what is done, by whom and until when.' },
  whyMissing: { zh: '取消措施需要写明原因。', en: 'Dropping an action needs a reason.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
