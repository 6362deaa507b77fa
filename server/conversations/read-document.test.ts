// Files that a maker already has become drafts part by part; what is wrong with one part is said beside it.
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { DocumentProblem, readDocument } from './read-document.ts';
import { readArticle } from './article.ts';

const given = { by: '周颖', on: '2026-11-26', categoryOf: () => 'charging.use' };
const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const paragraph = (words: string, style = '', listed = false): string => `<w:p>${style === '' && !listed ? '' : `<w:pPr>${style === '' ? '' : `<w:pStyle w:val="${style}"/>`}${listed ? '<w:numPr><w:ilvl w:val="0"/></w:numPr>' : ''}</w:pPr>`}<w:r><w:t xml:space="preserve">${words}</w:t></w:r></w:p>`;
/** A Word file as Chinese Word writes it: styles are called by numbers, their names say what they are. */
const word = (body: string): Uint8Array => zipSync({
  'word/styles.xml': strToU8('<w:styles xmlns:w="x"><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style></w:styles>'),
  'word/document.xml': strToU8(`<?xml version="1.0"?><w:document xmlns:w="x"><w:body>${body}</w:body></w:document>`),
});
/** A sheet as a zip of XML with words in place. */
const sheet = (rows: string[][], merged: string[] = []): Uint8Array => zipSync({
  '[Content_Types].xml': strToU8('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'),
  'xl/workbook.xml': strToU8('<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'),
  'xl/_rels/workbook.xml.rels': strToU8('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'),
  'xl/worksheets/sheet1.xml': strToU8(`<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.map((row, r) => `<row r="${r + 1}">${row.map((cell, c) => `<c r="${String.fromCharCode(65 + c)}${r + 1}" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`).join('')}</sheetData>${merged.length === 0 ? '' : `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`}</worksheet>`),
});
/** The smallest PDF with a page of words. */
function pdf(lines: readonly string[]): Uint8Array {
  const stream = `BT /F1 12 Tf 40 700 Td ${lines.map((line) => `(${line}) Tj 0 -20 Td`).join(' ')} ET`;
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>', `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'];
  let body = '%PDF-1.4\n';
  const at = objects.map((object, index) => {
    const from = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return from;
  });
  const from = body.length;
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${at.map((one) => `${String(one).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${from}\n%%EOF`;
  return text(body);
}

test('a Word file: headings begin articles and sections, lists and tables stay, a part that must not be told says so', async () => {
  const { parts } = await readDocument('手册.docx', word([paragraph('充电口盖打不开', '1'), paragraph('先试这几步', '2'), paragraph('按一下口盖右侧', '', true), '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>温度</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>-10</w:t></w:r></w:p></w:tc></w:tr></w:tbl>', paragraph('高压检修', '1'), paragraph('自己断开高压线即可。'), paragraph('空的', '1')].join('')), given);
  expect(parts.map((part) => [part.title, part.problem?.code ?? null])).toEqual([['充电口盖打不开', null], ['高压检修', 'forbidden'], ['空的', 'noWords']]);
  const article = readArticle(parts[0]?.markdown ?? '');
  expect(article.body).toContain('## 先试这几步\n- 按一下口盖右侧\n温度 | -10');
  expect(article).toMatchObject({ category: 'charging.use', reviewedBy: '周颖', validFrom: '2026-11-26' });
});
test('a sheet: a row is an article, its columns in either language, a row without a title says so', async () => {
  const { parts } = await readDocument('a.xlsx', sheet([['标题', '正文', '分类', '别名'], ['胎压多少', '冷车 2.5 bar。', 'tyre.pressure', '胎压、打多少气'], ['', '没有标题。', '', ''], ['坏日期', '正文', '', '']]), given);
  expect(parts.map((part) => part.problem?.code ?? null)).toEqual([null, 'noTitle', null]);
  expect(readArticle(parts[0]?.markdown ?? '')).toMatchObject({ title: '胎压多少', category: 'tyre.pressure', aliases: ['胎压', '打多少气'] });
  await expect(readDocument('a.xlsx', sheet([['甲', '乙']]), given)).rejects.toThrow(DocumentProblem);
});
test('a sheet as people make it: a line above the columns, merged cells, empty rows, columns nobody knows, names of categories, days with strokes', async () => {
  const { parts, left } = await readDocument('a.xlsx', sheet([['知识库 2026 导入表', '', '', '', ''], ['标题', '正文', '分类', '失效日期', '门店备注'], ['口盖打不开', '按口盖右侧。', '充电口与枪线', '2027/1/5', '甲'], ['', '还打不开就来店。', '', '', ''], ['', '', '', '', ''], ['枪拔不下来', '先在车机里解锁。', '', '', ''], ['坏类别', '正文', '不存在的类别', '', ''], ['坏日子', '正文', '', '2026/2/31', '']],
    ['A1:E1', 'A3:A4', 'C3:C6']), given);
  expect(parts.map((part) => [part.title, part.problem?.words ?? null])).toEqual([['口盖打不开', null], ['枪拔不下来', null], ['坏类别', null], ['坏日子', expect.stringContaining('"validTo" is no day')]]);
  expect(readArticle(parts[0]?.markdown ?? '')).toMatchObject({ category: 'charging.port_cable', validTo: '2027-01-05', body: expect.stringContaining('按口盖右侧。\n还打不开就来店。') });
  expect(readArticle(parts[1]?.markdown ?? '').category).toBe('charging.port_cable'); // merged over the rows
  expect(left).toEqual([{ code: 'columns', words: '门店备注' }, { code: 'categories', words: '不存在的类别' }]);
  expect(readArticle(parts[2]?.markdown ?? '').category).toBe('charging.use'); // judged by its words
});
test('what does not come along is said: parts beyond what is saved at once, and one id twice', async () => {
  const { parts, left } = await readDocument('a.xlsx', sheet([['标题', '正文'], ...Array.from({ length: 520 }, (_, index) => [`第 ${index} 条`, '正文。'])]), given);
  expect([parts.length, left]).toEqual([500, [{ code: 'moreParts', words: '20' }]]);
  const twice = await readDocument('a.xlsx', sheet([['编号', '标题', '正文'], ['k-1', '甲', '一'], ['k-1', '乙', '二']]), given);
  expect(twice.parts.map((part) => part.problem?.code ?? null)).toEqual([null, 'notReadable']);
});
test('Markdown in the encoding of Chinese Windows is read as it was written', async () => {
  const gbk = Uint8Array.from([0x23, 0x20, 0xb3, 0xe4, 0xb5, 0xe7, 0x0a, 0xc2, 0xfd, 0xb3, 0xe4, 0xa1, 0xa3]); // # 充电 / 慢充。
  expect((await readDocument('a.md', gbk, given)).parts[0]).toMatchObject({ title: '充电', problem: null, markdown: expect.stringContaining('慢充。') });
});
test('a PDF: numbered headings begin articles', async () => {
  const { parts } = await readDocument('a.pdf', pdf(['1 Charging', 'Plug in and wait.', '2 Tyres', 'Check them cold.']), given);
  expect(parts.map((part) => [part.title, part.problem])).toEqual([['1 Charging', null], ['2 Tyres', null]]);
  expect(parts[1]?.markdown).toContain('Check them cold.');
});
test('Markdown: whole articles keep their heads, a broken head names its line, text without a head is cut at its headings', async () => {
  const { parts } = await readDocument('a.md', text('---\nid: a-1\ntitle: 甲\ncategory: other.general\nvalidFrom: 2026-01-01\nreviewedBy: x\nreviewedOn: 2026-01-02\n---\n正文。\n---\nid: a-2\ntitle: 乙\n---\n正文。\n'), given);
  expect(parts.map((part) => part.problem?.words ?? null)).toEqual([null, expect.stringContaining('"category" is missing')]);
  expect((await readDocument('b.md', text('# 一\n甲\n# 二\n乙'), given)).parts.map((part) => part.title)).toEqual(['一', '二']);
});
test('what is no such file, holds nothing, declares entities or unpacks without end is refused as a whole', async () => {
  for (const [name, bytes] of [['a.exe', text('x')], ['a.docx', text('x')], ['a.pdf', text('x')], ['a.xlsx', text('x')], ['d.xlsx', zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(41_000_000) })], ['a.md', text(' ')], ['b.docx', zipSync({ 'word/document.xml': strToU8('<!DOCTYPE x [<!ENTITY a "b">]><w:document/>') })], ['c.docx', zipSync({ 'word/document.xml': new Uint8Array(41_000_000) })]] as const) await expect([name, await readDocument(name, bytes, given).catch((error: unknown) => (error instanceof DocumentProblem ? 'refused' : String(error)))]).toEqual([name, 'refused']);
}, 60_000);
