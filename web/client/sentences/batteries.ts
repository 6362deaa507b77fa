// What refusals about batteries say.
import type { refusals } from '../../../server/batteries/api.ts';
import type { Sentence } from './sentence.ts';

export const batteriesSentences = {
  batteryNotFound: { zh: '这台车还没有电池健康数据：还没有收到足够的上报，或正在用新算法重算。', en: 'There is nothing about this car’s battery yet: too few reports so far, or it is being recalculated.' },
  batteryLimitsNotFound: { zh: '这个车型还没有从自己的车学到的判定限，或没有这个版本。', en: 'This model has no limits learnt from its own cars yet, or no such version.' },
  findingNotFound: { zh: '没有找到这条电池发现，或它不属于您的品牌。', en: 'There is no such finding, or it is of another brand.' },
  batteryBusy: { zh: '正在读取这台车的新数据，请几秒后再试。', en: 'New data of this car are being read; try again in some seconds.' },
  historyShort: { zh: '历史里只有 {frames} 帧，少于已经听过的 {heard} 帧：重算会忘掉已知的情况，没有执行。', en: 'The history has only {frames} frames, fewer than the {heard} heard already: recalculating would forget what is known, so it was not done.' },
  unitNotFound: { zh: '没有找到这个电池包或模组，或它不属于您的品牌。', en: 'There is no such pack or module, or it is of another brand.' },
  unitCodeNotValid: { zh: '这不是国标电池编码：应为 24 位字母和数字，第 4 位是 P、M 或 C。请扫码核对。', en: 'This is no battery code of GB/T 34014: 24 letters and digits, P, M or C at place 4. Please scan it again.' },
  unitCodeTaken: { zh: '编码 {code} 已经登记过。', en: 'The code {code} is registered already.' },
  unitNotNow: { zh: '它现在的状态不能这样做，请刷新后看可选的下一步。', en: 'This cannot be done in its present state; reload to see what may come next.' },
  carHasPack: { zh: '车上已有电池 {code}。请写明换下的电池去向。', en: 'The car carries the pack {code}. Say where the removed one goes.' },
  quarantineNotFound: { zh: '没有找到这次电池隔离。', en: 'There is no such quarantine.' },
  quarantineNotOver: { zh: '还不能解除隔离：观察期未满、温度记录有空缺，或温度还没有平稳。', en: 'The quarantine cannot end yet: the watch is not over, the log has gaps, or the temperature is not calm.' },
  alreadyQuarantined: { zh: '这块电池已经在隔离中。', en: 'This battery is in quarantine already.' },
  receiptNotValid: { zh: '这一条已经被监管平台接受。', en: 'This line was accepted by the regulator already.' },
  traceNotFound: { zh: '没有找到这条溯源记录。', en: 'There is no such line for the regulator.' },
  batteryTestNotFound: { zh: '没有找到这次电池检测。', en: 'There is no such battery test.' },
  testNotNow: { zh: '这次检测已经结束，或这台车正在做另一次检测。', en: 'This test is over, or another of this car is under way.' },
  testStepNotNow: { zh: '请按顺序进行，现在的步骤是另一项。', en: 'Please keep the order: another step is due now.' },
  decisionNotFound: { zh: '没有找到这份判定。', en: 'There is no such decision.' },
  decisionNotNow: { zh: '现在不能这样做：已经申诉过、已经答复，或须由另一位人员复核。', en: 'Not now: it was appealed or answered already, or another person must look again.' },
  paperNotFound: { zh: '没有找到这份电池证书，请核对编号与校验码。', en: 'There is no such battery certificate; please check number and code.' },
  paperNotNow: { zh: '证书 {number} 已经撤销。', en: 'The certificate {number} was taken back already.' },
  noHealthYet: { zh: '还没有足够的数据给出健康度：请再正常用车充电几次，或做一次标准检测。', en: 'There is not enough data for a figure of health: drive and charge some more, or have the standard test done.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
