// What refusals about brands say.
import type { refusals } from '../../../server/brands/api.ts';
import type { Sentence } from './sentence.ts';

export const brandsSentences = {
  brandNotFound: { zh: '没有找到这个品牌。请从列表中选择。', en: 'There is no such brand. Please choose one from the list.' },
  modelNotFound: { zh: '没有找到这个车型。请从列表中选择。', en: 'There is no such model. Please choose one from the list.' },
  brandCodeTaken: { zh: '品牌代码 {id} 已被使用，请换一个。', en: 'The brand code {id} is taken. Please choose another.' },
  modelCodeTaken: { zh: '车型代码 {id} 已被使用，请换一个。', en: 'The model code {id} is taken. Please choose another.' },
  allianceNotSetUp: { zh: '还没有为联盟命名。请先完成这一步，再添加品牌。', en: 'The alliance has no name yet. Give it one first, then add brands.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
