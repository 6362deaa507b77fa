// What a threshold does: for every value of it, how much of what should be found is found, and how much of what is found is right.
import type { Grade } from './article.ts';

export type Point = { threshold: number; recall: number; precision: number };
export type Curves = { ear: Point[]; answer: Point[]; categories: { category: string; of: number; recall: number; precision: number }[] };
/** One case as played: what was expected, and how sure of it the assistant was. */
export type Weighed = {
  expected: Grade | undefined; /** How likely the ear held it for danger. */ ear: number;
  answerable: boolean | undefined; sure: number; rightArticle: boolean;
  categories: readonly string[]; category: string;
};

const thresholds = Array.from({ length: 19 }, (_, index) => (index + 1) / 20);
const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
const point = (threshold: number, found: number, wanted: number, right: number, taken: number): Point => ({ threshold, recall: share(found, wanted), precision: share(right, taken) });

export function curvesOf(all: readonly Weighed[]): Curves {
  const serious = (one: Weighed): boolean => one.expected === 'S0' || one.expected === 'S1';
  const graded = all.filter((one) => one.expected !== undefined);
  const asked = all.filter((one) => one.answerable !== undefined);
  const names = [...new Set(all.flatMap((one) => one.categories))].sort();
  return {
    ear: thresholds.map((threshold) => {
      const raised = graded.filter((one) => one.ear >= threshold);
      return point(threshold, raised.filter(serious).length, graded.filter(serious).length, raised.filter(serious).length, raised.length);
    }),
    answer: thresholds.map((threshold) => {
      const answered = asked.filter((one) => one.sure >= threshold);
      const right = answered.filter((one) => one.answerable === true && one.rightArticle).length;
      return point(threshold, right, asked.filter((one) => one.answerable === true).length, right, answered.length);
    }),
    categories: names.map((category) => {
      const wanted = all.filter((one) => one.categories.includes(category));
      const said = all.filter((one) => one.categories.length > 0 && one.category === category);
      const both = wanted.filter((one) => one.category === category).length;
      return { category, of: wanted.length, recall: share(both, wanted.length), precision: share(said.filter((one) => one.categories.includes(category)).length, said.length) };
    }),
  };
}
