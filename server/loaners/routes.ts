// Operations of loaner cars on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { handOverLoaner, judgeLoan, reserveLoan, returnLoaner, signLoan } from './lend.ts';
import { cancelLoan, chargeLoan, extendLoan, receiveForLoan, settleLoan } from './settle.ts';
import { listLoaners, listLoans, loanFile, myLoans } from './show-loans.ts';
import { addLoaner, changeLoaner } from './stock.ts';

export const routes = serve(api, {
  listLoaners, addLoaner, changeLoaner, judgeLoan, reserveLoan, signLoan, handOverLoaner, returnLoaner, extendLoan, chargeLoan, settleLoan, receiveForLoan, cancelLoan, listLoans, myLoans, loanFile,
});
