// A law around one number: negative binomial, its variance the squared deviations of the history from the forecast,
// recent months weighing more. This is the usual way to make a point forecast speak about stock, and the peer to beat.
import { type History, recorded } from './history.ts';
import { type Law, empirical, negativeBinomial } from './law.ts';

/** Variance of one month around a forecast; the weight of a month falls to `keep` per month of age. */
export function varianceAround(history: History, forecast: number, keep = 0.95): number {
  const list = recorded(history);
  let [sum, weights, weight] = [0, 0, 1];
  for (let t = list.length - 1; t >= 0; t--) {
    sum += weight * (list[t]! - forecast) ** 2;
    weights += weight;
    weight *= keep;
  }
  return weights === 0 ? 0 : sum / weights;
}

/** Law of the sum of `months` months around a forecast per month. */
export const lawAround = (history: History, forecast: number, months = 1, keep = 0.95): Law =>
  negativeBinomial(forecast * months, varianceAround(history, forecast, keep) * months);

/** The months as they were: each as likely as the other. */
export const inSample = (history: History): Law => empirical(recorded(history));
