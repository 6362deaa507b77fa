// Reads what a maker already has (Markdown, Word, PDF, Excel) into drafts of articles, part by part.
// D1 a part that cannot be read or must not be told to owners says why, and the others still come; D2 nothing of a file is
// run, linked or fetched: text only; D3 a file that unpacks to more than 40 MB is refused; D4 what a part is called, where
// it stands and what it says is kept in its order.
import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { XMLParser } from 'fast-xml-parser';
import { readSheet } from 'read-excel-file/node';
import { extractText, getDocumentProxy } from 'unpdf';
import { ArticleProblem, readArticle } from './article.ts';
import { forbiddenAdvice } from './forbidden.ts';

export type Part = { number: number; title: string; category: string; markdown: string; problem: { code: 'notReadable' | 'noWords' | 'noTitle' | 'forbidden' | 'tooLong'; words: string; wordsZh: string } | null };
export type Defaults = { by: string; on: string; categoryOf(text: string): string };
type Piece = { title: string; lines: string[]; fields?: Record<string, string> };

const mostUnpacked = 40_000_000;
const mostPieces = 200;
export class DocumentProblem extends Error {
  readonly zh: string;
  constructor(problem: string, zh: string) {
    super(problem);
    this.zh = zh;
  }
}

const asBytesOf = (name: string): string => name.toLowerCase().split('.').at(-1) ?? '';

/** The parts of a file, whatever it is. Throws DocumentProblem where nothing at all can be read. */
export async function readDocument(name: string, bytes: Uint8Array, given: Defaults): Promise<Part[]> {
  const kind = asBytesOf(name);
  const pieces = kind === 'docx' ? fromWord(bytes) : kind === 'pdf' ? await fromPdf(bytes) : kind === 'xlsx' ? await fromExcel(bytes) : ['md', 'markdown', 'txt'].includes(kind) ? fromMarkdown(new TextDecoder('utf-8').decode(bytes)) : undefined;
  if (pieces === undefined) throw new DocumentProblem('only .md, .docx, .pdf and .xlsx are read', '只能读 .md、.docx、.pdf 和 .xlsx');
  if (pieces.length === 0) throw new DocumentProblem('the file holds no words', '文件里没有文字');
  return pieces.slice(0, mostPieces).map((piece, index) => partOf(typeof piece === 'string' ? piece : draftOf(piece, given), index + 1, typeof piece === 'string' ? '' : piece.title));
}

/** (D1) */
function partOf(markdown: string, number: number, title: string): Part {
  const bad = (code: NonNullable<Part['problem']>['code'], words: string, wordsZh = words): Part => ({ number, title: title || `${number}`, category: '', markdown, problem: { code, words, wordsZh } });
  if (markdown === '') return bad(title === '' ? 'noTitle' : 'noWords', '');
  if (markdown.length > 40_000) return bad('tooLong', String(markdown.length));
  try {
    const article = readArticle(markdown);
    const advice = article.audience === 'owner' ? forbiddenAdvice(article.body, article.urgency === 'S0' || article.urgency === 'S1') : undefined;
    return { number, title: article.title, category: article.category, markdown, problem: advice === undefined ? null : { code: 'forbidden', words: advice, wordsZh: advice } };
  } catch (error) {
    if (error instanceof ArticleProblem) return bad('notReadable', `line ${error.line}: ${error.message}`, `第 ${error.line} 行：${error.zh}`);
    throw error;
  }
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
function draftOf(piece: Piece, { by, on, categoryOf }: Defaults): string {
  const title = oneLine(piece.title).slice(0, 120);
  const body = piece.lines.map((line) => line.trimEnd()).join('\n').trim();
  if (title === '' || body === '') return '';
  const field = (name: string, fallback: string): string => oneLine(piece.fields?.[name] ?? '') || fallback;
  const id = field('id', `imp-${createHash('sha256').update(`${title}\n${body}`).digest('hex').slice(0, 10)}`);
  const head = { id, title, category: field('category', categoryOf(`${title} ${body.slice(0, 200)}`)), models: field('models', '*'), software: field('software', '*'), market: field('market', 'cn'), audience: field('audience', 'owner'), urgency: field('urgency', '-'), validFrom: field('validFrom', on), validTo: field('validTo', '-'), reviewedBy: field('reviewedBy', by), reviewedOn: field('reviewedOn', on), aliases: field('aliases', title), sources: field('sources', '-') };
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
  validFrom: /^(?:validFrom|生效日?期?|生效)$/i, validTo: /^(?:validTo|失效日?期?|失效|有效期至)$/i, audience: /^(?:audience|读者)$/i, sources: /^(?:sources?|来源|依据)$/i, reviewedBy: /^(?:reviewedBy|审核人)$/i, reviewedOn: /^(?:reviewedOn|审核日期)$/i, id: /^(?:id|编号)$/i,
};
/** One row is one article; the first row names the columns. */
async function fromExcel(bytes: Uint8Array): Promise<Piece[]> {
  let rows: unknown[][];
  try {
    rows = (await readSheet(Buffer.from(bytes))) as unknown as unknown[][];
  } catch {
    throw new DocumentProblem('the file is no readable .xlsx', '不是可读的 .xlsx 文件');
  }
  const heads = (rows[0] ?? []).map((cell) => Object.keys(columns).find((name) => (columns[name] as RegExp).test(String(cell ?? '').trim())));
  if (!heads.includes('title') || !heads.includes('body')) throw new DocumentProblem('the first row must name the columns 标题 (title) and 正文 (body)', '第一行要有“标题”和“正文”两列');
  const say = (cell: unknown): string => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell === null || cell === undefined ? '' : String(cell));
  return rows.slice(1).filter((row) => row.some((cell) => say(cell).trim() !== '')).map((row) => {
    const fields = Object.fromEntries(heads.flatMap((name, index) => (name === undefined ? [] : [[name, say(row[index])]])));
    return { title: fields['title'] ?? '', lines: (fields['body'] ?? '').split('\n'), fields };
  });
}
