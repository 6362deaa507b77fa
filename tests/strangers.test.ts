// Every operation of the house is tried by those who may not: nobody, an owner, every role that its contract leaves out.
import { expect, test } from 'vitest';
import { house } from '#platform/testing';
import { roles } from '#platform/actor';
import { Refusal } from '#platform/refusals';

const home = await house();
const inPath = (path: string): Record<string, string> => Object.fromEntries([...path.matchAll(/:([A-Za-z]+)/g)].map((match) => [match[1] as string, 'x']));
const codeOf = (attempt: Promise<unknown>): Promise<string> => attempt.then(() => 'done', (error: unknown) => (error instanceof Refusal ? error.code : String(error)));

for (const [name, { operation }] of home.operations) {
  const open = operation.who.includes('anyone') || operation.who.includes('demo');
  test(`${name} lets in only ${operation.who.join(', ')}`, async () => {
    expect(operation.who.length).toBeGreaterThan(0);
    const input = { ...inPath(operation.path), ...(operation.raw === true ? { bytes: Buffer.from('x') } : {}) };
    if (operation.who.every((who) => who === 'demo')) return expect(await codeOf(home.nobody.call(name, input))).toBe('notSignedIn');
    if (open) return expect(await codeOf(home.nobody.call(name, input))).not.toMatch(/^(notSignedIn|internal)$/);
    expect(await codeOf(home.nobody.call(name, input))).toBe('notSignedIn');
    if (!operation.who.includes('owner')) expect(await codeOf(home.owner({ id: 'someone', brandIds: ['xihe'] }).call(name, input))).toBe('notAllowed');
    for (const role of roles) {
      if (!operation.who.includes(role)) expect(`${role}: ${await codeOf(home.staff({ role, brandId: null }).call(name, input))}`).toBe(`${role}: notAllowed`);
    }
  });
}
