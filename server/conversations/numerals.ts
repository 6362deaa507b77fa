// Chinese numerals as digits, so that 三十分钟 and 30 分钟 are the same number.
const digits = '零一二三四五六七八九';
export function withDigits(text: string): string {
  return text.replaceAll('两', '二').replaceAll(/[零一二三四五六七八九十百千万]+/g, (numeral) => {
    let [sum, unit] = [0, 0];
    let tens = 0;
    for (const sign of numeral) {
      const digit = digits.indexOf(sign);
      if (digit >= 0) unit = digit;
      else if (sign === '万') [sum, tens, unit] = [(sum + tens + unit) * 10_000, 0, 0];
      else [tens, unit] = [tens + Math.max(1, unit) * ({ 十: 10, 百: 100, 千: 1000 }[sign] ?? 1), 0];
    }
    return String(sum + tens + unit);
  });
}
