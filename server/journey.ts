// TABLE 2: the product on one page. When this becomes known, that follows.
import { when, type Reaction } from './platform/facts.ts';
import { codeAsked, sendPhoneCode } from './people/people.ts';

export const journey: readonly Reaction[] = [
  when(codeAsked, 'send-code', sendPhoneCode),
];
