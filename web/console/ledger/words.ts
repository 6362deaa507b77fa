// Words of the ledger: accounts and kinds of entries as a cashier or an auditor reads them.
import type { accounts } from '#api/ledger';
import { defineWords } from '#kit/words.tsx';

type Of<T extends readonly string[]> = Record<T[number], string>;
const zh = {
  title: '账目', lead: '复式记账：每一笔借贷相等，全部合计为零；写入后不再改动，错误以冲销更正。', place: '网点', everywhere: '我的全部网点', account: '科目', anyAccount: '全部科目', from: '自', until: '至', balances: '各科目余额', debit: '借方', credit: '贷方', balance: '余额', allTogether: '全部合计', entries: '分录', none: '没有符合条件的分录', noneLead: '换一个网点、科目或日期。', what: '事项', who: '记账', day: '账日', lines: '借贷', show: '查看',
  accounts: {
    receivable: '应收车主与单位', warrantyReceivable: '应收厂家', insuranceReceivable: '应收保险公司', cash: '已收款项', deposits: '预收定金押金', packages: '预收套餐', goodwillMaker: '善意·厂家承担', goodwillOutlet: '善意·网点承担', internalCost: '网点承担', discounts: '优惠', revenue: '维修收入', forfeits: '扣除的定金', tax: '增值税', rounding: '抹零', channelFees: '平台手续费', differences: '待查差额', recoveries: '追偿与赔偿', passedOn: '代收代付',
  } satisfies Of<typeof accounts>,
  kind: {
    owed: '开结算单', paid: '结算单收款', refunded: '退款', split: '单位代付', discounted: '用券', depositTaken: '收定金', depositReturned: '退定金', depositForfeited: '扣定金', packageSold: '售出套餐', packageReturned: '退套餐', packageGivenBack: '退回套餐次数', takenToBank: '缴存银行', cashDifference: '清点差额', channelFee: '平台手续费', reversal: '冲销', claimPaid: '厂家索赔款', claimTakenBack: '索赔冲回', claimGivenUp: '放弃索赔', claimMadeAgain: '重新索赔', supplierPaid: '供应商追偿款', supplierTookBack: '追偿冲回', insurerPaid: '保险赔款',
    loanDeposit: '代步车押金', loanDepositBack: '退代步车押金', loanCharge: '代步车费用', loanSettled: '代步车结清', loanPaid: '代步车收款',
  } as Record<string, string>,
};
const en: typeof zh = {
  title: 'Ledger', lead: 'Double entry: each entry sums to zero, and so does everything. Nothing is changed afterwards; a mistake is reversed.', place: 'Place', everywhere: 'All my places', account: 'Account', anyAccount: 'Any account', from: 'From', until: 'Until', balances: 'What stands on each account', debit: 'Debit', credit: 'Credit', balance: 'Balance', allTogether: 'All together', entries: 'Entries', none: 'No entry like this', noneLead: 'Choose another place, account or day.', what: 'What', who: 'By', day: 'Day', lines: 'Postings', show: 'Show',
  accounts: {
    receivable: 'Owners and companies owe', warrantyReceivable: 'Makers owe', insuranceReceivable: 'Insurers owe', cash: 'Money received', deposits: 'Deposits held', packages: 'Packages owed', goodwillMaker: 'Goodwill, maker', goodwillOutlet: 'Goodwill, outlet', internalCost: 'Borne by the outlet', discounts: 'Discounts', revenue: 'Revenue', forfeits: 'Deposits kept', tax: 'VAT', rounding: 'Rounding', channelFees: 'Platform fees', differences: 'Differences', recoveries: 'Made good by others', passedOn: 'Owed on to others',
  },
  kind: {
    owed: 'Invoice issued', paid: 'Paid on an invoice', refunded: 'Given back', split: 'Split among payers', discounted: 'Coupon', depositTaken: 'Deposit taken', depositReturned: 'Deposit returned', depositForfeited: 'Deposit kept', packageSold: 'Package sold', packageReturned: 'Package taken back', packageGivenBack: 'Package times given back', takenToBank: 'Taken to the bank', cashDifference: 'Counted otherwise', channelFee: 'Fee of the platform', reversal: 'Reversal', claimPaid: 'Claim paid by the maker', claimTakenBack: 'Claim taken back', claimGivenUp: 'Claim given up', claimMadeAgain: 'Claimed again', supplierPaid: 'Paid by a supplier', supplierTookBack: 'Supplier took it back', insurerPaid: 'Paid by an insurer',
    loanDeposit: 'Loaner deposit', loanDepositBack: 'Loaner deposit back', loanCharge: 'Loaner charge', loanSettled: 'Loaner settled', loanPaid: 'Paid for a loaner',
  },
};
export const words = defineWords({ zh, en });
