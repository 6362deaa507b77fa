// An article of the knowledge base: what it says, for which cars, from when until when, and who reviewed it. Written as
// Markdown with a head of `key: value` lines; sections begin with `## `, warning boxes with `> 警告：` or `> Warning:`.
// K1 an article counts only for the market, the cars, the software, the people and the days it names; K2 what cannot be read
// is said with its line, and nothing of that article is taken.
import { LineProblem } from './line-problem.ts';

export type Grade = 'S0' | 'S1' | 'S2' | 'S3' | 'S4';
export type Section = { heading: string; lines: string[]; warnings: string[] };
export type Article = {
  id: string; title: string; category: string; models: string[]; software: string; market: string; audience: 'owner' | 'staff'; urgency: Grade | null;
  validFrom: string; validTo: string | null; reviewedBy: string; reviewedOn: string; /** By when somebody looks at it again. */ reviewBy: string; aliases: string[]; sources: string; body: string;
};
/** For whom something is looked up. `null` is not known: then only what holds for all of them counts. */
export type Reader = { market: string; model: string | null; software: string | null; audience: 'owner' | 'staff'; on: string };

const grades: readonly string[] = ['S0', 'S1', 'S2', 'S3', 'S4'];
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
/** Where an article names no day by which it is looked at again, a year after it was. */
const yearAfter = (onDay: string): string => new Date(Date.UTC(Number(onDay.slice(0, 4)) + 1, Number(onDay.slice(5, 7)) - 1, Number(onDay.slice(8)))).toISOString().slice(0, 10);

export class ArticleProblem extends LineProblem {}

/** Reads one article of Markdown; throws ArticleProblem. (K2) */
export function readArticle(markdown: string, fallbackId = ''): Article {
  const lines = markdown.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n').split('\n');
  if (lines[0]?.trim() !== '---') throw new ArticleProblem(1, 'an article begins with a head between two lines of ---', '文章以两行 --- 之间的信息开头');
  const end = lines.findIndex((line, index) => index > 0 && line.trim() === '---');
  if (end < 0) throw new ArticleProblem(lines.length, 'the head has no end', '开头的信息没有用 --- 结束');
  const head = new Map<string, string>();
  lines.slice(1, end).forEach((line, index) => {
    if (line.trim() === '') return;
    const colon = line.indexOf(':');
    if (colon < 1) throw new ArticleProblem(index + 2, `"${line.slice(0, 40)}" is no "key: value"`, `“${line.slice(0, 40)}”不是“名称: 内容”`);
    head.set(line.slice(0, colon).trim(), line.slice(colon + 1).trim().replace(/^"(.*)"$/, '$1'));
  });
  const text = (key: string, fallback = ''): string => (head.get(key) === '-' ? '' : (head.get(key) ?? fallback));
  const needed = (key: string): string => text(key) || (() => { throw new ArticleProblem(end + 1, `"${key}" is missing`, `缺少“${key}”`); })();
  const date = (key: string): string => (isDay(needed(key)) ? needed(key) : (() => { throw new ArticleProblem(end + 1, `"${key}" is no day like 2026-01-31`, `“${key}”要写成 2026-01-31 这样的日期`); })());
  const list = (key: string, by: RegExp): string[] => text(key).split(by).map((one) => one.trim()).filter((one) => one !== '' && one !== '*');
  const urgency = text('urgency');
  if (urgency !== '' && !grades.includes(urgency)) throw new ArticleProblem(end + 1, `"urgency" is none of ${grades.join(', ')}`, `“urgency”只能是 ${grades.join('、')}`);
  const body = lines.slice(end + 1).join('\n').trim();
  if (sectionsOf(body).length === 0) throw new ArticleProblem(end + 1, 'the article says nothing', '正文还没有写');
  const id = text('id', fallbackId);
  if (!/^[A-Za-z0-9_.:-]{1,64}$/.test(id)) throw new ArticleProblem(2, `"id" is no name of letters, digits and dashes: "${id}"`, `“id”只能用字母、数字和连字符：“${id}”`);
  const [title, category] = [needed('title'), needed('category')];
  const [validFrom, validTo, reviewedOn] = [date('validFrom'), text('validTo') === '' ? null : date('validTo'), date('reviewedOn')];
  if (validTo !== null && validTo < validFrom) throw new ArticleProblem(end + 1, '"validTo" is before "validFrom"', '“validTo”早于“validFrom”');
  return {
    id, title, category, models: list('models', /[,，、]/), software: text('software', '*') || '*', market: text('market', 'cn') || 'cn',
    audience: text('audience') === 'staff' ? 'staff' : 'owner', urgency: urgency === '' ? null : (urgency as Grade), validFrom, validTo,
    reviewedBy: needed('reviewedBy'), reviewedOn, reviewBy: text('reviewBy') === '' ? yearAfter(reviewedOn) : date('reviewBy'), aliases: list('aliases', /[、|]/), sources: text('sources'), body,
  };
}

/** An article as Markdown again. */
export const markdownOf = (article: Article): string => ['---', `id: ${article.id}`, `title: ${article.title}`, `category: ${article.category}`, `models: ${article.models.join(',') || '*'}`, `software: ${article.software}`, `market: ${article.market}`, `audience: ${article.audience}`,
  `urgency: ${article.urgency ?? '-'}`, `validFrom: ${article.validFrom}`, `validTo: ${article.validTo ?? '-'}`, `reviewedBy: ${article.reviewedBy}`, `reviewedOn: ${article.reviewedOn}`, ...(article.reviewBy === yearAfter(article.reviewedOn) ? [] : [`reviewBy: ${article.reviewBy}`]), `aliases: ${article.aliases.join('、')}`, `sources: ${article.sources}`, '---', '', article.body, ''].join('\n');

/** The text as its reviewer publishes it: with their name and the day. A day of looking again that is over, or that was set for the
 *  text before (`keepsDay` false), gives way to a year from now. */
export function reviewed(markdown: string, by: string, on: string, keepsDay = true): string {
  const lines = markdown.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n').split('\n');
  const end = lines.findIndex((line, index) => index > 0 && line.trim() === '---');
  const { reviewBy } = readArticle(markdown, 'x');
  const named = keepsDay && reviewBy > on;
  const kept = lines.slice(1, end).filter((line) => !(named ? /^\s*(?:reviewedBy|reviewedOn)\s*:/ : /^\s*(?:reviewedBy|reviewedOn|reviewBy)\s*:/).test(line));
  return ['---', ...kept, `reviewedBy: ${by}`, `reviewedOn: ${on}`, '---', ...lines.slice(end + 1)].join('\n');
}

/** The sections of a body; what stands before the first heading is one too. Fenced lines are text like any other. */
export function sectionsOf(body: string): Section[] {
  const sections: Section[] = [{ heading: '', lines: [], warnings: [] }];
  for (const line of body.split('\n').map((one) => one.trim())) {
    const current = sections.at(-1) as Section;
    if (/^#{1,4} /.test(line)) sections.push({ heading: line.replace(/^#+ /, ''), lines: [], warnings: [] });
    else if (/^> ?(?:警告|注意|危险|warning|danger)[：:]/i.test(line)) current.warnings.push(line.replace(/^> ?/, ''));
    else if (line.startsWith('> ') && current.warnings.length > 0 && current.lines.length === 0) current.warnings.push(line.slice(2));
    else if (line !== '') current.lines.push(line.replace(/^> ?/, ''));
  }
  return sections.filter((section) => section.lines.length + section.warnings.length > 0);
}

const versionParts = (version: string): number[] => version.replace(/^v/i, '').split('.').map((part) => Number.parseInt(part, 10) || 0);
function compareVersions(a: string, b: string): number {
  const [left, right] = [versionParts(a), versionParts(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) if ((left[i] ?? 0) !== (right[i] ?? 0)) return (left[i] ?? 0) - (right[i] ?? 0);
  return 0;
}

/** Whether a version lies in a range like ">=3.0 <4.0"; every condition must hold. */
export function inRange(range: string, version: string | null): boolean {
  if (range === '*' || range === '') return true;
  if (version === null) return false;
  return range.split(/[\s,]+/).filter((one) => one !== '').every((condition) => {
    const [, sign = '=', than = ''] = /^(>=|<=|>|<|=|\^|~)?(.+)$/.exec(condition) ?? [];
    const order = compareVersions(version, than);
    return sign === '>=' ? order >= 0 : sign === '<=' ? order <= 0 : sign === '>' ? order > 0 : sign === '<' ? order < 0 : order === 0;
  });
}

const sameModel = (named: string, model: string): boolean => {
  const [a, b] = [named.toLowerCase().replaceAll(/[^a-z0-9\p{Script=Han}]/gu, ''), model.toLowerCase().replaceAll(/[^a-z0-9\p{Script=Han}]/gu, '')];
  return a === b || (b.length >= 2 && a.endsWith(b)) || (a.length >= 2 && b.endsWith(a));
};

/** Whether the article may be used for this reader at all. (K1) */
export function holdsFor(article: Article, reader: Reader): boolean {
  if (article.market !== '*' && article.market !== reader.market) return false;
  if (article.audience === 'staff' && reader.audience !== 'staff') return false;
  if (article.validFrom > reader.on || (article.validTo !== null && article.validTo < reader.on)) return false;
  if (article.models.length > 0 && !(reader.model !== null && article.models.some((named) => sameModel(named, reader.model as string)))) return false;
  return inRange(article.software, reader.software);
}

/** Why an article needs somebody's look: its time is over, or nobody looked at it for longer than was said. */
export const overdue = (article: Pick<Article, 'validTo' | 'reviewBy'>, on: string): ('ended' | 'reviewDue')[] => [...(article.validTo !== null && article.validTo < on ? ['ended' as const] : []), ...(article.reviewBy < on ? ['reviewDue' as const] : [])];
