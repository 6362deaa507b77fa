// Which verb does which operation on the network.
import { serve } from '#platform/routes';
import { addOutlet, changeOutlet, dropDayException, setDayException } from './add-outlet.ts';
import { api } from './api.ts';
import { addBay, changeBay, listBays } from './bays.ts';
import { applyImport, checkImport, listImports, undoImport } from './imports.ts';
import { answerSwap, askSwap, planShifts, showRoster, withdrawSwap } from './roster.ts';
import { outletsFor } from './store.ts';
import { addCertificate, listCertificates, recordPractice, reviewCertificate, showCertificateProof, withdrawCertificate } from './certificates.ts';
import { addAbsence, dropAbsence, listTechnicians } from './technicians.ts';
import { addTool, changeTool, listTools } from './tools.ts';
import { showOutlet } from './working-hours.ts';

export const routes = serve(api, {
  listOutlets: async (tx, input) => ({ outlets: await outletsFor(tx, input) }),
  showOutlet, addOutlet, changeOutlet, setDayException, dropDayException,
  listBays, addBay, changeBay,
  listTechnicians, addAbsence, dropAbsence,
  listCertificates, addCertificate, reviewCertificate, withdrawCertificate, recordPractice, showCertificateProof,
  listTools, addTool, changeTool, showRoster, planShifts, askSwap, answerSwap, withdrawSwap,
  checkImport, applyImport, undoImport, listImports,
});
