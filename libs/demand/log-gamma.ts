// Logarithm of the gamma function, its first two derivatives, and the normal quantile: what the laws and fits stand on.

const lanczos = [0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7];
const table = new Float64Array(1024);
for (let n = 2; n < table.length; n++) table[n] = table[n - 1]! + Math.log(n);

/** ln(n!) of a whole number of at least 0. */
export const logFactorial = (n: number): number => (n < table.length ? table[n]! : logGamma(n + 1));

/** ln Γ(x) of x > 0, to about 14 digits (Lanczos; Stirling from 20 on). */
export function logGamma(x: number): number {
  if (x >= 20) {
    const inverse = 1 / x;
    const square = inverse * inverse;
    return (x - 0.5) * Math.log(x) - x + 0.9189385332046727 + inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))));
  }
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const z = x - 1;
  let sum = lanczos[0]!;
  for (let i = 1; i < 9; i++) sum += lanczos[i]! / (z + i);
  const t = z + 7.5;
  return 0.9189385332046727 + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Quantile of the standard normal law (Acklam's rational approximation, error below 1.2e-9). */
export function normalQuantile(level: number): number {
  const tail = (q: number): number =>
    (((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q + 4.374664141464968) * q + 2.938163982698783) /
    ((((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1);
  if (level <= 0) return Number.NEGATIVE_INFINITY;
  if (level >= 1) return Number.POSITIVE_INFINITY;
  if (level < 0.02425) return tail(Math.sqrt(-2 * Math.log(level)));
  if (level > 1 - 0.02425) return -tail(Math.sqrt(-2 * Math.log(1 - level)));
  const q = level - 0.5;
  const r = q * q;
  return ((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r - 30.66479806614716) * r + 2.506628277459239) * q) /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r - 13.28068155288572) * r + 1);
}
