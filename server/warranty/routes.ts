// Which verb does which operation of the guarantees.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { registerCertificate, showCertificate, showReturnSum } from './certificate.ts';
import { issueEvidencePack, showEvidencePack, verifyEvidence } from './evidence.ts';
import { answerAppeal, answerStatement, appealExclusion, deductTime, excludeRepair, gradeFault, judgeProblem, nameReplaced, showRepairOnRecord, statementFile, withdrawStatement } from './judge-repair.ts';
import { listMappedParts, mapPart } from './part-map.ts';
import { listMobilityDuties, meetMobilityDuty, takeMobilityDuty } from './mobility.ts';
import { showGuarantees } from './show-guarantees.ts';

export const routes = serve(api, {
  showGuarantees, showRepairOnRecord, gradeFault, nameReplaced, judgeProblem, deductTime, excludeRepair, answerStatement, statementFile, withdrawStatement, appealExclusion, answerAppeal,
  showCertificate, registerCertificate, showReturnSum, listMobilityDuties, takeMobilityDuty, meetMobilityDuty, showEvidencePack, issueEvidencePack, verifyEvidence, listMappedParts, mapPart,
});
