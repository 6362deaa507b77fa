// Laws: their means, sums and quantiles, from very small to very large.
import { expect, test } from 'vitest';
import { atMost, empirical, exactly, expectedShort, lawMean, lawVariance, logNegativeBinomial, mixture, negativeBinomial, plus, poisson, quantile, quantiles, timesOver } from './law.ts';
import { logFactorial, logGamma, normalQuantile } from './log-gamma.ts';

test.each([[0.001, 0.001], [0.3, 0.9], [7, 7], [40, 400], [700, 900], [5000, 2e6], [2e6, 4e9]])('mean %d and variance %d are kept', (mean, variance) => {
  const law = negativeBinomial(mean, variance);
  expect(law.p.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
  expect(lawMean(law) / mean).toBeCloseTo(1, 2);
  expect(lawVariance(law) / variance).toBeCloseTo(1, 1);
  expect(law.p.length).toBeLessThan(12_000);
});

test('probabilities by formula', () => {
  expect(poisson(2).p[3]).toBeCloseTo((Math.exp(-2) * 8) / 6, 9);
  const law = negativeBinomial(2, 6);
  for (const k of [0, 1, 5, 12]) expect(Math.log(law.p[k]!)).toBeCloseTo(logNegativeBinomial(k, 2, 1), 6);
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
  expect(logGamma(30)).toBeCloseTo(logFactorial(29), 10);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963985, 8);
});

test('sums, mixtures and what is short', () => {
  expect(lawMean(plus(poisson(2), poisson(3)))).toBeCloseTo(5, 7);
  expect(plus(poisson(2), poisson(3)).p[4]).toBeCloseTo(poisson(5).p[4]!, 8);
  expect(timesOver(poisson(0.7), 5).p[2]).toBeCloseTo(poisson(3.5).p[2]!, 8);
  expect(lawMean(mixture([exactly(0), exactly(10)], [3, 1]))).toBeCloseTo(2.5, 9);
  const seen = empirical([0, 0, 1, 3]);
  expect([quantile(seen, 0.5), quantile(seen, 0.75), quantile(seen, 0.76)]).toEqual([0, 1, 3]);
  expect(quantiles(seen, [0.1, 0.5, 0.75, 0.9])).toEqual([0, 0, 1, 3]);
  expect(expectedShort(seen, 1)).toBeCloseTo(0.5, 12);
  expect(atMost(seen, 1)).toBeCloseTo(0.75, 12);
});
