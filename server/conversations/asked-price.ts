// What work costs that somebody asks about on the line: found in the price book by the words of the question, as articles are,
// and priced by the function that prices estimates. G1 the book in force today, for the model of the car; G2 at the rate of the
// outlet that has the car's open case, else of the one it was at last, else from the cheapest rate to the dearest; G3 nothing in danger;
// G4 what owners call a part finds the work, whatever the book calls it: the names that serve articles serve the book too.
import type { Tx } from '#platform/tx';
import { openCasesOf } from '#cases';
import { outletsById } from '#network';
import { findBook, operationsFor, priceLines, type Book, type LabourOperation } from '#prices';
import type { Vehicle } from '#vehicles';
import { visitsOfCars } from '#workorders';
import { buildIndex, namedIn, search, type SearchIndex } from './search-index.ts';

const asking = /(?:大概|大约|一共|总共)?(?:要|需要|得)?花?多少钱?|做?一[次个条块套]|什么价(?:格|钱)?|价格|价钱|报价|估价|费用|收费|贵不贵|几块钱?|(?:how much|price|cost)s?(?: of| is| does| to| for)?/giu;
const most = 4;

const indexes = new WeakMap<readonly LabourOperation[], { names: string; index: SearchIndex }>();
/** Operations as something that words find: their names, what is done, what they are part of, and the house's word for each name in them. (G4) */
function indexOf(book: Book, synonyms: SearchIndex['synonyms']): SearchIndex {
  const names = JSON.stringify(synonyms);
  const known = indexes.get(book.operations);
  if (known?.names === names) return known.index;
  const made = buildIndex(book.operations.map((one) => ({
    id: one.code, title: one.name, aliases: [one.nameEn, ...namedIn(synonyms, `${one.name} ${one.nameEn}`)], category: 'price.repair', models: [], software: '*', market: '*', audience: 'owner' as const, urgency: null, validFrom: '', validTo: null, reviewedBy: '', reviewedOn: '', reviewBy: '', sources: '',
    body: [one.system, one.what, one.whatEn, ...namedIn(synonyms, one.what)].join('\n'),
  })), synonyms);
  indexes.set(book.operations, { names, index: made });
  return made;
}

/** Operations that the question speaks of, the likeliest first; none when it names no work. */
export function operationsAsked(book: Book, synonyms: SearchIndex['synonyms'], text: string, modelId: string | undefined): LabourOperation[] {
  const work = text.replaceAll(asking, ' ').trim();
  if (work === '') return [];
  const fitting = new Map(operationsFor(book, { modelId }).map((one) => [one.code, one]));
  const hits = search(indexOf(book, synonyms), work, { market: '*', model: null, software: null, audience: 'staff', on: '9999-12-31' }, { most: 12 }).filter((hit) => fitting.has(hit.chunk.article.id));
  const top = hits[0];
  if (top === undefined || (top.coverage < 0.3 && top.likeness < 0.35)) return [];
  return hits.filter((hit) => hit.coverage >= 0.75 * top.coverage).slice(0, most).map((hit) => fitting.get(hit.chunk.article.id) as LabourOperation);
}

/** (G2) */
async function outletOf(tx: Tx, car: Vehicle) {
  const outletId = (await openCasesOf(tx, car.vin)).find((one) => one.outletId !== null)?.outletId ?? (await visitsOfCars(tx, [car.vin])).at(-1)?.outletId;
  return outletId === undefined || outletId === null ? undefined : (await outletsById(tx, [outletId])).get(outletId);
}

const tiers = [1, 2, 3, 4] as const;
/** (G1, G2) */
export async function pricesAsked(tx: Tx, asked: { brandId: string; text: string; synonyms: SearchIndex['synonyms']; car: Vehicle | undefined }) {
  const book = await findBook(tx, asked.brandId);
  const operations = operationsAsked(book.content, asked.synonyms, asked.text, asked.car?.modelId);
  if (operations.length === 0) return null;
  const outlet = asked.car === undefined ? undefined : await outletOf(tx, asked.car);
  const works = operations.map(({ code, name, nameEn }) => {
    const priced = (outlet === undefined ? tiers : [outlet.tier]).map((tier) => priceLines(book.content, { tier, modelId: asked.car?.modelId, operations: [code] })).sort((a, b) => a.totalFen - b.totalFen);
    const [least, dearest] = [priced[0], priced.at(-1)] as [(typeof priced)[number], (typeof priced)[number]];
    return { code, name, nameEn, labourFen: least.labourFen, partsFen: least.partsFen, fromFen: least.totalFen, toFen: dearest.totalFen };
  });
  return { works, validFrom: book.validFrom, outlet: outlet === undefined ? null : { id: outlet.id, name: outlet.name, nameEn: outlet.nameEn }, model: asked.car === undefined ? null : { name: asked.car.modelName, nameEn: asked.car.modelNameEn } };
}
