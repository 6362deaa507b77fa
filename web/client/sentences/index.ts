// Every refusal of the house as a sentence. A code without one does not compile.
import { alertsSentences } from './alerts.ts';
import { batteriesSentences } from './batteries.ts';
import { dutySentences } from './duty.ts';
import { appointmentsSentences } from './appointments.ts';
import { pricesSentences } from './prices.ts';
import { commandsSentences } from './commands.ts';
import { loanersSentences } from './loaners.ts';
import { rescueSentences } from './rescue.ts';
import { looksSentences } from './looks.ts';
import { forwardingSentences } from './forwarding.ts';
import { gatewaySentences } from './gateway.ts';
import { workordersSentences } from './workorders.ts';
import { goodwillSentences } from './goodwill.ts';
import { voicesSentences } from './voices.ts';
import { claimsSentences } from './claims.ts';
import { insuranceSentences } from './insurance.ts';
import { invoicesSentences } from './invoices.ts';
import { benefitsSentences } from './benefits.ts';
import { fapiaoSentences } from './fapiao.ts';
import { cashierSentences } from './cashier.ts';
import { ledgerSentences } from './ledger.ts';
import { brandsSentences } from './brands.ts';
import { casesSentences } from './cases.ts';
import { conversationsSentences } from './conversations.ts';
import { dispatchSentences } from './dispatch.ts';
import { hotlineSentences } from './hotline.ts';
import { documentsSentences } from './documents.ts';
import { feedbackSentences } from './feedback.ts';
import { improvementSentences } from './improvement.ts';
import { demoSentences } from './demo.ts';
import { insightSentences } from './insight.ts';
import { networkSentences } from './network.ts';
import { partsSentences } from './parts.ts';
import { peopleSentences } from './people.ts';
import { badInputSentences, platformSentences } from './platform.ts';
import type { Sentence } from './sentence.ts';
import { telemetrySentences } from './telemetry.ts';
import { warrantySentences } from './warranty.ts';
import { vehiclesSentences } from './vehicles.ts';

const sentences: Record<string, Sentence> = {
  ...goodwillSentences, ...voicesSentences, ...claimsSentences, ...insuranceSentences, ...brandsSentences, ...peopleSentences, ...networkSentences, ...warrantySentences, ...vehiclesSentences, ...telemetrySentences, ...alertsSentences, ...batteriesSentences, ...dutySentences, ...casesSentences, ...conversationsSentences, ...hotlineSentences, ...improvementSentences, ...feedbackSentences, ...insightSentences, ...appointmentsSentences, ...partsSentences, ...pricesSentences, ...gatewaySentences, ...forwardingSentences, ...loanersSentences, ...rescueSentences, ...looksSentences, ...commandsSentences, ...demoSentences, ...workordersSentences, ...invoicesSentences, ...dispatchSentences, ...documentsSentences, ...ledgerSentences, ...cashierSentences, ...fapiaoSentences, ...benefitsSentences, ...platformSentences,
};

/** Why an input was refused: left empty, too long, no number. */
function whyBad(details: Record<string, unknown>): Sentence | undefined {
  const reason = details['reason'];
  const empty = (reason === 'minLength' && details['limit'] === 1) || (reason === 'pattern' && details['pattern'] === '\\S');
  return badInputSentences[empty ? 'required' : (reason === 'type' && ['number', 'integer'].includes(String(details['type']))) ? 'number' : String(reason)];
}

/** The sentence of a refusal in a language, with its details filled in. */
export function sentenceOf(code: string, details: Record<string, unknown>, language: 'zh' | 'en'): string {
  const sentence = (code === 'badInput' ? whyBad(details) : undefined)?.[language] ?? sentences[code]?.[language] ?? platformSentences.internal[language];
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => (details[name] === undefined ? '' : String(details[name])));
}
