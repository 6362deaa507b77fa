// Reads what a maker already has (Markdown, Word, PDF, Excel) into drafts of articles, part by part.
// D1 a part that cannot be read or must not be told to owners says why, and the others still come; D2 nothing of a file is
// run, linked or fetched: text only; D3 a file that unpacks to more than 40 MB is refused; D4 what a part is called, where
// it stands and what it says is kept in its order; D5 what was left out of a file is said.
import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { XMLParser } from 'fast-xml-parser';
import readExcel from 'read-excel-file/node';
import { extractText, getDocumentProxy } from 'unpdf';
import { ArticleProblem, readArticle } from './article.ts';
import { categoryNames } from './category-names.ts';
import { categoryCodes } from './category-words.ts';
import { forbiddenAdvice } from './forbidden.ts';

export type Part = { number: number; /** '' where it could not be read. */ id: string; title: string; category: string; markdown: string; problem: { code: 'notReadable' | 'noWords' | 'noTitle' | 'forbidden' | 'tooLong'; words: string; wordsZh: string } | null };
/** What of a file did not come along. (D5) */
export type Left = { code: 'moreParts' | 'columns' | 'otherSheets' | 'categories'; words: string };
export type Defaults = { by: string; on: string; categoryOf(text: string): string };
type Piece = { title: string; lines: string[]; fields?: Record<string, string> };

const mostUnpacked = 40_000_000;
/** As many as are saved at once. */
const mostPieces = 500;
export class DocumentProblem extends Error {
  readonly zh: string;
  constructor(problem: string, zh: string) {
    super(problem);
    this.zh = zh;
  }
}

const asBytesOf = (name: string): string => name.toLowerCase().split('.').at(-1) ?? '';

/** Chinese Windows still writes GBK. */
function textIn(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** The parts of a file, whatever it is. Throws DocumentProblem where nothing at all can be read. */
export async function readDocument(name: string, bytes: Uint8Array, given: Defaults): Promise<{ parts: Part[]; left: Left[] }> {
  const kind = asBytesOf(name);
  const left: Left[] = [];
  const pieces = kind === 'docx' ? fromWord(bytes) : kind === 'pdf' ? await fromPdf(bytes) : kind === 'xlsx' ? await fromExcel(bytes, left) : ['md', 'markdown', 'txt'].includes(kind) ? fromMarkdown(textIn(bytes)) : undefined;
  if (pieces === undefined) throw new DocumentProblem('only .md, .docx, .pdf and .xlsx are read', '只能读 .md、.docx、.pdf 和 .xlsx');
  if (pieces.length === 0) throw new DocumentProblem('the file holds no words', '文件里没有文字');
  const strange = [...new Set(pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [oneLine(piece.fields?.['category'] ?? '')])))].filter((name) => name !== '' && !codeOf.has(name) && !categoryCodes.includes(name));
  if (strange.length > 0) left.push({ code: 'categories', words: strange.slice(0, 12).join('、') });
  if (pieces.length > mostPieces) left.push({ code: 'moreParts', words: String(pieces.length - mostPieces) });
  const parts = pieces.slice(0, mostPieces).map((piece, index) => partOf(typeof piece === 'string' ? piece : draftOf(piece, given), index + 1, typeof piece === 'string' ? '' : piece.title));
  return { parts: parts.map((part, index) => (part.id !== '' && parts.findIndex((other) => other.id === part.id) < index ? { ...part, problem: { code: 'notReadable', words: `the id "${part.id}" stands in the file twice`, wordsZh: `文件里有两篇的 id 都是“${part.id}”` } } : part)), left };
}

/** (D1) */
function partOf(markdown: string, number: number, title: string): Part {
  const bad = (code: NonNullable<Part['problem']>['code'], words: string, wordsZh = words): Part => ({ number, id: '', title: title || `${number}`, category: '', markdown, problem: { code, words, wordsZh } });
  if (markdown === '') return bad(title === '' ? 'noTitle' : 'noWords', '');
  if (markdown.length > 40_000) return bad('tooLong', String(markdown.length));
  try {
    const article = readArticle(markdown);
    const advice = article.audience === 'owner' ? forbiddenAdvice(article.body, article.urgency === 'S0' || article.urgency === 'S1') : undefined;
    if (!categoryCodes.includes(article.category)) return bad('notReadable', `"${article.category}" is none of the known categories`, `没有“${article.category}”这个类别`);
    return { number, id: article.id, title: article.title, category: article.category, markdown, problem: advice === undefined ? null : { code: 'forbidden', words: advice, wordsZh: advice } };
  } catch (error) {
    if (error instanceof ArticleProblem) return bad('notReadable', `line ${error.line}: ${error.message}`, `第 ${error.line} 行：${error.zh}`);
    throw error;
  }
}

const codeOf = new Map(Object.entries(categoryNames).map(([code, name]) => [name, code]));
/** A day as sheets and hands write it: 2026/1/5, 2026年1月5日. */
const asDay = (text: string): string => {
  const [, year, month, day] = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
};
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
function draftOf(piece: Piece, { by, on, categoryOf }: Defaults): string {
  const title = oneLine(piece.title).slice(0, 120);
  const body = piece.lines.map((line) => line.trimEnd()).join('\n').trim();
  if (title === '' || body === '') return '';
  const field = (name: string, fallback: string): string => oneLine(piece.fields?.[name] ?? '') || fallback;
  const id = field('id', `imp-${createHash('sha256').update(`${title}\n${body}`).digest('hex').slice(0, 10)}`);
  const head = { id, title, category: codeOf.get(field('category', '')) ?? (categoryCodes.includes(field('category', '')) ? field('category', '') : categoryOf(`${title} ${body.slice(0, 200)}`)), models: field('models', '*'), software: field('software', '*'), market: field('market', 'cn'), audience: field('audience', 'owner'), urgency: field('urgency', '-'), validFrom: asDay(field('validFrom', on)), validTo: asDay(field('validTo', '-')), reviewedBy: field('reviewedBy', by), reviewedOn: asDay(field('reviewedOn', on)), ...(field('reviewBy', '') === '' ? {} : { reviewBy: asDay(field('reviewBy', '')) }), aliases: (piece.fields?.['aliases'] ?? '').split(/[、|;；,，\n]/).map(oneLine).filter((one) => one !== '').join('、') || title, sources: field('sources', '-') };
  return `---\n${Object.entries(head).map(([key, value]) => `${key}: ${value}`).join('\n')}\n---\n\n${/^#{1,4} /m.test(body) ? body : `## ${title}\n${body}`}\n`;
}

/** Whole articles with their heads stay as they are; without a head, every `# ` begins one. */
function fromMarkdown(text: string): (Piece | string)[] {
  const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  if (plain.trimStart().startsWith('---\n')) return plain.trimStart().split(/\n(?=---\n[A-Za-z]+: )/).filter((one) => one.trim() !== '').map((one) => `${one.trim()}\n`);
  return byHeadings(plain.split('\n').map((line) => ({ text: line.replace(/^# /, ''), level: /^# /.test(line) ? 1 : 0 })));
}

/** Headings of the first level begin a piece; what stands before them belongs to the first. */
function byHeadings(lines: readonly { text: string; level: number }[]): Piece[] {
  const pieces: Piece[] = [];
  for (const { text, level } of lines) {
    const current = pieces.at(-1);
    if (level === 1 || current === undefined) {
      if (text.trim() !== '') pieces.push({ title: text.trim(), lines: [] });
    } else current.lines.push(level === 2 ? `## ${text}` : level > 2 ? `### ${text}` : text);
  }
  return pieces;
}

type Node = Record<string, unknown>;
const wordXml = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '@', trimValues: false, parseTagValue: false, processEntities: true });
const nameOf = (node: Node): string => Object.keys(node).find((key) => key !== ':@') ?? '';
const inside = (node: Node): Node[] => (Array.isArray(node[nameOf(node)]) ? (node[nameOf(node)] as Node[]) : []);
const attribute = (node: Node | undefined, name: string): string => String((node?.[':@'] as Record<string, unknown> | undefined)?.[`@${name}`] ?? '');
const find = (nodes: readonly Node[], name: string): Node | undefined => nodes.find((node) => nameOf(node) === name);
const textOf = (nodes: readonly Node[]): string => nodes.map((node) => {
  const name = nameOf(node);
  if (name === '#text') return '';
  if (name === 'w:t') return inside(node).map((one) => String(one['#text'] ?? '')).join('');
  if (name === 'w:tab') return ' ';
  if (name === 'w:br') return '\n';
  return name === 'w:del' || name === 'w:instrText' ? '' : textOf(inside(node));
}).join('');

function unpacked(bytes: Uint8Array, wanted: (name: string) => boolean): Record<string, Uint8Array> {
  let size = 0;
  try {
    return unzipSync(bytes, { filter: (file) => {
      if (!wanted(file.name)) return false;
      size += file.originalSize;
      if (size > mostUnpacked) throw new DocumentProblem('the file unpacks to more than is read', '文件解压后太大'); // (D3)
      return true;
    } });
  } catch (error) {
    throw error instanceof DocumentProblem ? error : new DocumentProblem('the file is no .docx', '不是可读的 .docx 文件');
  }
}
const parsed = (bytes: Uint8Array): Node[] => {
  const text = strFromU8(bytes);
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new DocumentProblem('the file declares entities', '文件里有不允许的实体声明');
  return wordXml.parse(text) as Node[];
};

/** Which style is a heading of which level, by its name or its outline. */
function headingsOf(styles: Uint8Array | undefined): Map<string, number> {
  const levels = new Map<string, number>();
  if (styles === undefined) return levels;
  for (const style of inside(find(parsed(styles), 'w:styles') ?? {})) {
    if (nameOf(style) !== 'w:style') continue;
    const named = /^(?:heading|标题) ?(\d)$/i.exec(attribute(find(inside(style), 'w:name'), 'w:val'))?.[1];
    if (named !== undefined) levels.set(attribute(style, 'w:styleId'), Number(named));
    if (/^title$|^标题$/i.test(attribute(find(inside(style), 'w:name'), 'w:val'))) levels.set(attribute(style, 'w:styleId'), 1);
  }
  return levels;
}

/** Paragraphs, lists and tables of a Word document. */
function fromWord(bytes: Uint8Array): Piece[] {
  const files = unpacked(bytes, (name) => name === 'word/document.xml' || name === 'word/styles.xml');
  const document = files['word/document.xml'];
  if (document === undefined) throw new DocumentProblem('the file is no .docx', '不是可读的 .docx 文件');
  const levels = headingsOf(files['word/styles.xml']);
  const body = inside(find(inside(find(parsed(document), 'w:document') ?? {}), 'w:body') ?? {});
  const lines = body.flatMap((node) => {
    if (nameOf(node) === 'w:tbl') return inside(node).filter((row) => nameOf(row) === 'w:tr').map((row) => ({ level: 0, text: inside(row).filter((cell) => nameOf(cell) === 'w:tc').map((cell) => oneLine(textOf(inside(cell)))).join(' | ') }));
    if (nameOf(node) !== 'w:p') return [];
    const properties = inside(find(inside(node), 'w:pPr') ?? {});
    const level = levels.get(attribute(find(properties, 'w:pStyle'), 'w:val')) ?? (/^Heading(\d)$/i.exec(attribute(find(properties, 'w:pStyle'), 'w:val'))?.[1] === undefined ? 0 : Number(/\d/.exec(attribute(find(properties, 'w:pStyle'), 'w:val'))?.[0]));
    const listed = find(properties, 'w:numPr') !== undefined && level === 0;
    const text = textOf(inside(node)).trim();
    return text === '' ? [] : [{ level, text: listed ? `- ${text}` : text }];
  });
  return byHeadings(lines);
}

const chapter = /^(?:第[一二三四五六七八九十百\d]+[章节篇]|[一二三四五六七八九十]+、|\d+(?:\.\d+){0,2}[、.]?\s+)\s*\S/;
async function fromPdf(bytes: Uint8Array): Promise<Piece[]> {
  let pages: string[];
  try {
    const document = await getDocumentProxy(new Uint8Array(bytes), { isEvalSupported: false, disableFontFace: true });
    pages = (await extractText(document, { mergePages: false })).text;
  } catch (error) {
    throw /password/i.test(String(error)) ? new DocumentProblem('the file asks for a password', '文件有密码') : new DocumentProblem('the file is no readable .pdf', '不是可读的 .pdf 文件');
  }
  const lines = pages.flatMap((page) => page.split('\n')).map((line) => line.trim()).filter((line) => line !== '');
  if (lines.length === 0) throw new DocumentProblem('the file holds pictures of pages, no words', '文件是扫描图片，没有文字');
  const chapters = lines.some((line) => chapter.test(line) && line.length < 60);
  return byHeadings(lines.map((text, index) => ({ text, level: index === 0 || (chapters && chapter.test(text) && text.length < 60 && !/[。；，]$/.test(text)) ? 1 : 0 })));
}

const columns: Record<string, RegExp> = {
  title: /^(?:title|标题|问题|question)$/i, body: /^(?:body|正文|内容|答案|answer|text)$/i, category: /^(?:category|分类|类别)$/i, models: /^(?:models?|车型)$/i, software: /^(?:software|软件|软件版本)$/i, aliases: /^(?:aliases|问法|别名|相似问)$/i, urgency: /^(?:urgency|紧急度)$/i,
  validFrom: /^(?:validFrom|生效日?期?|生效)$/i, validTo: /^(?:validTo|失效日?期?|失效|有效期至)$/i, audience: /^(?:audience|读者)$/i, sources: /^(?:sources?|来源|依据)$/i, reviewedBy: /^(?:reviewedBy|审核人)$/i, reviewedOn: /^(?:reviewedOn|审核日期)$/i, reviewBy: /^(?:reviewBy|复审日期?|复审)$/i, id: /^(?:id|编号)$/i,
};
const cellText = (cell: unknown): string => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell === null || cell === undefined ? '' : String(cell));
const columnOf = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
type Merged = { top: number; bottom: number; left: number; right: number };
/** The merged cells of the first sheet: only their first cell holds what stands in all of them. */
function mergedIn(bytes: Uint8Array): Merged[] {
  const files = unpacked(bytes, (name) => /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml|sharedStrings\.xml)$/.test(name));
  const text = (name: string): string => (files[name] === undefined ? '' : strFromU8(files[name]));
  const id = /<sheet\b[^>]*\br:id="([^"]+)"/.exec(text('xl/workbook.xml'))?.[1] ?? '';
  const target = [...text('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\b[^>]*>/g)].map(([tag]) => tag).find((tag) => tag.includes(`Id="${id}"`));
  const path = /Target="\/?(?:xl\/)?([^"]+)"/.exec(target ?? '')?.[1] ?? 'worksheets/sheet1.xml';
  return [...text(`xl/${path}`).matchAll(/<mergeCell\b[^>]*ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g)].map(([, left = 'A', top = '1', right = 'A', bottom = '1']) => ({ top: Number(top) - 1, bottom: Number(bottom) - 1, left: columnOf(left), right: columnOf(right) }));
}

/** One row is one article; the first row that names a title and a text names the columns. Rows under one merged title are one article. */
async function fromExcel(bytes: Uint8Array, left: Left[]): Promise<Piece[]> {
  let [rows, merged, sheets]: [unknown[][], Merged[], string[]] = [[], [], []];
  try {
    merged = mergedIn(bytes); // (D3)
    const all = (await readExcel(Buffer.from(bytes))) as unknown as { sheet: string; data: unknown[][] }[];
    rows = all[0]?.data ?? [];
    sheets = all.slice(1).map((one) => one.sheet);
  } catch (error) {
    throw error instanceof DocumentProblem && error.message.includes('unpacks') ? error : new DocumentProblem('the file is no readable .xlsx', '不是可读的 .xlsx 文件');
  }
  if (sheets.length > 0) left.push({ code: 'otherSheets', words: sheets.join('、') });
  const named = (row: unknown[]): (string | undefined)[] => row.map((cell) => Object.keys(columns).find((name) => (columns[name] as RegExp).test(cellText(cell).trim())));
  const headAt = rows.slice(0, 10).findIndex((row) => named(row).includes('title') && named(row).includes('body'));
  if (headAt < 0) {
    const seen = (rows[0] ?? []).map((cell) => cellText(cell).trim()).filter((cell) => cell !== '').slice(0, 8).join('、');
    throw new DocumentProblem(`a row must name the columns 标题 (title) and 正文 (body); the first row says ${seen === '' ? 'nothing' : `“${seen}”`}`, `要有一行写明“标题”和“正文”两列；第一行是${seen === '' ? '空的' : `“${seen}”`}`);
  }
  const heads = named(rows[headAt] as unknown[]);
  const ignored = (rows[headAt] as unknown[]).map((cell) => cellText(cell).trim()).filter((cell, index) => cell !== '' && heads[index] === undefined);
  if (ignored.length > 0) left.push({ code: 'columns', words: ignored.join('、') });
  const spread = (at: number, column: number): Merged | undefined => merged.find((one) => at > one.top && at <= one.bottom && column >= one.left && column <= one.right);
  const pieces: Piece[] = [];
  rows.forEach((row, at) => {
    if (at <= headAt || row.every((cell) => cellText(cell).trim() === '')) return;
    const valueAt = (column: number): string => {
      const within = spread(at, column);
      return cellText(within === undefined ? row[column] : rows[within.top]?.[within.left]);
    };
    const fields = Object.fromEntries(heads.flatMap((name, column) => (name === undefined ? [] : [[name, valueAt(column)]])));
    const goesOn = spread(at, heads.indexOf('title'));
    const before = pieces.at(-1);
    const body = spread(at, heads.indexOf('body')) === undefined ? (fields['body'] ?? '') : '';
    if (goesOn !== undefined && goesOn.top > headAt && before !== undefined) before.lines.push(...(body === '' ? [] : body.split('\n')));
    else pieces.push({ title: fields['title'] ?? '', lines: (fields['body'] ?? '').split('\n'), fields });
  });
  return pieces;
}
