// What somebody said, without what tells who it was: numbers to call, identity numbers, plates, VINs and addresses of mail.
const plate = /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\s?[A-HJ-Z]\s?[·•-]?\s?([A-HJ-NP-Z0-9]{5,6})(?![A-Z0-9])/gi;
const vin = /(?<![A-Z0-9])[A-HJ-NPR-Z0-9]{17}(?![A-Z0-9])/gi;
const identity = /(?<!\d)\d{6}(?:19|20)\d{9}[\dX](?!\d)/gi;
const mobile = /(?<!\d)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)/g;
const landline = /(?<!\d)0\d{2,3}[\s-]\d{7,8}(?!\d)/g;
const mail = /[\w.+-]+@[\w-]+\.[\w.-]+/g;

export function quoteMasked(words: string): string {
  return words
    .replaceAll(mail, '…@…').replaceAll(identity, (all) => `${all.slice(0, 2)}${'*'.repeat(14)}${all.slice(-2)}`)
    .replaceAll(vin, (all) => (/\d/.test(all) && /[A-Z]/i.test(all) ? `${'*'.repeat(11)}${all.slice(-6)}` : all))
    .replaceAll(mobile, (all) => { const digits = all.replaceAll(/\D/g, ''); return `${digits.slice(0, 3)}****${digits.slice(-4)}`; })
    .replaceAll(landline, (all) => `${all.slice(0, 4)}****${all.slice(-2)}`)
    .replaceAll(plate, (all) => `${all.slice(0, 1)}****${all.slice(-2)}`);
}
