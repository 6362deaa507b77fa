// What refusals about batteries say.
import type { refusals } from '../../../server/batteries/api.ts';
import type { Sentence } from './sentence.ts';

export const batteriesSentences = {
  batteryNotFound: { zh: '这台车还没有电池健康数据：还没有收到足够的上报，或正在用新算法重算。', en: 'There is nothing about this car’s battery yet: too few reports so far, or it is being recalculated.' },
  findingNotFound: { zh: '没有找到这条电池发现，或它不属于您的品牌。', en: 'There is no such finding, or it is of another brand.' },
  batteryBusy: { zh: '正在读取这台车的新数据，请几秒后再试。', en: 'New data of this car are being read; try again in some seconds.' },
  historyShort: { zh: '历史里只有 {frames} 帧，少于已经听过的 {heard} 帧：重算会忘掉已知的情况，没有执行。', en: 'The history has only {frames} frames, fewer than the {heard} heard already: recalculating would forget what is known, so it was not done.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
