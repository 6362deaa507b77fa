// How well labelled examples can be learned: every fourth one is held out in turn and guessed from the others.
import type { Article } from './article.ts';
import { learn, type Labelled } from './triage.ts';
import { guess } from './linear-model.ts';
import { topicsOf } from './turn.ts';

export function crossValidate(examples: readonly Labelled[], articles: readonly Article[]): string {
  const topics = topicsOf(articles);
  const right = { intent: 0, category: 0, urgency: 0 };
  for (let fold = 0; fold < 4; fold++) {
    const learned = learn(examples.filter((_, index) => index % 4 !== fold), topics);
    examples.forEach((one, index) => {
      if (index % 4 !== fold) return;
      for (const key of ['intent', 'category', 'urgency'] as const) if (guess(learned[key], one.text)[0]?.label === one[key]) right[key]++;
    });
  }
  const labels = (key: keyof Labelled): number => new Set(examples.map((one) => one[key])).size;
  return [`${examples.length} examples, each guessed from three quarters of the others`, '', '| what | right | labels |', '| --- | --- | --- |',
    ...(['intent', 'category', 'urgency'] as const).map((key) => `| ${key} | ${(right[key] / Math.max(1, examples.length)).toFixed(3)} | ${labels(key)} |`)].join('\n');
}
