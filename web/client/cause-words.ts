// What went wrong, and what went well: the codes of surveys and findings in words.
import type { causes, praises } from '#api/feedback';
import { defineWords } from '#kit/words.tsx';

type Causes = Record<(typeof causes)[number], string>;
type Praises = Record<(typeof praises)[number], string>;
const zh: { cause: Causes; praise: Praises } = {
  cause: { waitTooLong: '等待太久', notFixed: '没有修好', priceSurprise: '价格出乎意料', partsMissing: '缺备件', communication: '沟通不到位', attitude: '态度', cleanliness: '整洁', other: '其他' },
  praise: { fast: '速度快', fixedWell: '修得好', clearPrice: '价格清楚', wellInformed: '随时知道进展', friendly: '态度好', clean: '整洁' },
};
const en: { cause: Causes; praise: Praises } = {
  cause: { waitTooLong: 'Waited too long', notFixed: 'Not fixed', priceSurprise: 'Price was a surprise', partsMissing: 'Parts were missing', communication: 'Communication', attitude: 'Attitude', cleanliness: 'Cleanliness', other: 'Other' },
  praise: { fast: 'Fast', fixedWell: 'Fixed well', clearPrice: 'Clear price', wellInformed: 'Kept me informed', friendly: 'Friendly', clean: 'Clean' },
};
export const causeWords = defineWords({ zh, en });
