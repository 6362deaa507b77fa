// What the refusals of claims say.
import type { refusals } from '../../../server/claims/api.ts';
import type { Sentence } from './sentence.ts';

export const claimsSentences = {
  claimNotFound: { zh: '找不到这份索赔单。', en: 'This claim cannot be found.' },
  claimNotNow: { zh: '索赔单当前的状态不能这样做。', en: 'The claim is in a state that does not allow this.' },
  claimHasErrors: { zh: '预审还有 {count} 处错误，改正后才能提交。', en: 'Errors that the pre-check found: {count}. Put them right before it is sent.' },
  nothingToClaim: { zh: '这份委托单没有尚未索赔的厂家承担项目，或还没有完工。', en: 'This work order is not finished, or nothing of it that the maker pays is left to claim.' },
  workOrderNotFound: { zh: '找不到这份维修委托单。', en: 'This work order cannot be found.' },
  lineNotFound: { zh: '项目与索赔单不一致：每个项目都要答复一次。', en: 'The lines differ from those of the claim: each line is answered once.' },
  acceptedTooMuch: { zh: '{code} 的认可金额不能高于索赔金额。', en: 'No more than was claimed can be accepted for {code}.' },
  refusalReasonNeeded: { zh: '{code} 未全额认可，请选择原因；选“其他”时写明文字。', en: '{code} is not accepted in full: please choose the reason, and say it in words when it is another one.' },
  appealTooLate: { zh: '申诉期限已于 {dueOn} 届满。', en: 'The time to appeal ended on {dueOn}.' },
  appealedAlready: { zh: '已经申诉过一次，不能再次申诉。', en: 'It was appealed once already.' },
  partNotFound: { zh: '找不到这个旧件。', en: 'This old part cannot be found.' },
  partNotNow: { zh: '旧件当前的状态不能这样做。', en: 'The part is in a state that does not allow this.' },
  waybillNeeded: { zh: '请填写运单号。', en: 'Please give the number of the waybill.' },
  scrapProofNeeded: { zh: '就地报废须附照片作为凭证。', en: 'Scrapping needs a photo as proof.' },
  fileNotYours: { zh: '只能附上自己上传的照片。', en: 'Only pictures you uploaded can be attached.' },
  partnerNotFound: { zh: '找不到这个合作方。', en: 'This partner cannot be found.' },
  partnerTaken: { zh: '这个品牌已经登记了厂家。', en: 'The maker of this brand is on record already.' },
  recoveryTooMuch: { zh: '{code} 向供应商追偿的金额合计不能高于厂家认可的金额。', en: 'All recoveries of {code} together cannot be more than was accepted.' },
  brandNotFound: { zh: '找不到这个品牌。', en: 'This brand cannot be found.' },
  termsInPast: { zh: '新条款只能从今天或以后开始生效。', en: 'New terms begin today or later.' },
  notFound: { zh: '找不到这个文件。', en: 'This file cannot be found.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
