// A scripted endpoint on loopback that speaks /v1/chat/completions and /v1/embeddings to the byte and behaves as badly as it is
// told to. Its vectors are hashed words, in which what a small table calls the same lies close together.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Manner = { answer: string } | { stream: string; cutAfter?: number } | { status: number; headers?: Record<string, string> } | { silentMs: number } | { flood: number } | { raw: string } | { hangUp: true };
/** How vectors are given: as they should be, or not. */
export type VectorManner = Extract<Manner, { status: number } | { silentMs: number } | { hangUp: true } | { raw: string }> | { size: number } | { fewer: number } | { half: true } | { notANumber: true } | { nothing: true } | { floodBytes: number };
export type HostileModel = { url: string; asked: { system: string; user: string }[]; embedded: { model: string; texts: string[] }[]; behave(manner: Manner): void; embed(manner: VectorManner): void; close(): Promise<void> };

/** What an owner says, without a word of the title, for what a shipped article is called. */
export const paraphrases: readonly (readonly [title: string, said: string])[] = [
  ['后备箱、充电小门关不上', '尾巴那块板子老合不拢'], ['长期停放', '搁院里俩月没碰它行不行'], ['内饰异响、风噪', '坐里头老听见咯吱呼呼'], ['抬头开错、换票', '公司名字印歪了重打一张'], ['套餐、次卡没用完怎么退', '买的疗程剩一截想要回钱'],
  ['仪表黑屏但车能走', '面前那块板啥也瞧不见'], ['点烟器、USB', '手机插上去没补着'], ['扎钉、鼓包', '黑圈圈上戳了个小洞想补'], ['续航比以前少很多', '一顿饱饭跑得短了'], ['代步车规则', '手头没得使想借一台'],
  ['充不进电怎么办', '小家伙喂不饱'], ['胎压多少合适', '圆圈圈该吹多鼓'], ['三电质保几年', '大块头储能件厂里兜底到啥时候'],
];

const hashOf = (text: string): number => {
  let value = 2166136261;
  for (const sign of text) value = Math.imul(value ^ (sign.codePointAt(0) as number), 16777619);
  return value >>> 0;
};
/** One of a family of vectors at random, the same for the same text, one long. */
function hashedVector(text: string, size: number): Float64Array {
  let state = hashOf(text) || 1;
  const sign = (): number => ((state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0) & 0x10000) === 0 ? -1 : 1;
  return Float64Array.from({ length: size }, () => sign() / Math.sqrt(size));
}
export function meaningOf(text: string, size = 256): number[] {
  const sum = new Float64Array(size);
  const add = (vector: Float64Array, much: number): void => vector.forEach((value, at) => void (sum[at] = (sum[at] as number) + value * much));
  for (const [title, said] of paraphrases) if (text.includes(title) || text.includes(said)) add(hashedVector(title, size), 1);
  const pairs = [...new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)))];
  for (const pair of pairs) add(hashedVector(pair, size), 0.6 / Math.sqrt(pairs.length));
  return [...sum];
}

function giveVectors(manner: VectorManner, texts: readonly string[], response: ServerResponse): void {
  if ('status' in manner || 'silentMs' in manner || 'hangUp' in manner || 'raw' in manner) return void act(manner, response);
  response.writeHead(200, { 'content-type': 'application/json' });
  if ('floodBytes' in manner) return void response.end(`{"data":[{"index":0,"embedding":[${'0.1,'.repeat(manner.floodBytes / 4)}0.1]}]}`);
  const change = 'notANumber' in manner ? (vector: number[]) => vector.map((value, at) => (at === 7 ? 'NaN' : value)) : 'nothing' in manner ? (vector: number[]) => vector.map(() => 0) : (vector: number[]) => vector;
  const data = texts.slice('fewer' in manner ? manner.fewer : 0).map((text, index) => ({ object: 'embedding', index, embedding: change(meaningOf(text, 'size' in manner ? manner.size : 256)) }));
  const body = JSON.stringify({ object: 'list', data, model: 'x' });
  if (!('half' in manner)) return void response.end(body);
  response.write(body.slice(0, body.length / 2), () => response.destroy());
}

const whole = (content: string): string => JSON.stringify({ id: 'x', object: 'chat.completion', choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }] });
const piece = (content: string, end = false): string => `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', choices: [{ index: 0, delta: end ? {} : { content }, finish_reason: end ? 'stop' : null }] })}\n\n`;

async function act(manner: Manner, response: ServerResponse): Promise<void> {
  if ('status' in manner) return void response.writeHead(manner.status, manner.headers).end('{"error":{"message":"no"}}');
  if ('silentMs' in manner) {
    const timer = setTimeout(() => response.end(), manner.silentMs);
    return void response.on('close', () => clearTimeout(timer));
  }
  if ('hangUp' in manner) return void response.destroy();
  if ('stream' in manner) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const pieces = manner.stream.match(/[\s\S]{1,16}/g) ?? [];
    for (const one of pieces.slice(0, manner.cutAfter ?? pieces.length)) response.write(piece(one));
    return void response.end(manner.cutAfter === undefined ? `${piece('', true)}data: [DONE]\n\n` : '');
  }
  response.writeHead(200, { 'content-type': 'application/json' });
  if ('flood' in manner) return void response.end(whole('吗'.repeat(manner.flood)));
  response.end('raw' in manner ? manner.raw : whole(manner.answer));
}

export async function hostileModel(): Promise<HostileModel> {
  let manner: Manner = { status: 500 };
  let vectors: VectorManner = { size: 256 };
  const asked: HostileModel['asked'] = [];
  const embedded: HostileModel['embedded'] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part)).on('end', () => {
      if (request.url === '/v1/embeddings') {
        const { model, input } = JSON.parse(body) as { model: string; input: string[] };
        embedded.push({ model, texts: input });
        return giveVectors(vectors, input, response);
      }
      const { messages } = JSON.parse(body) as { messages: { role: string; content: string }[] };
      asked.push({ system: messages[0]?.content ?? '', user: messages[1]?.content ?? '' });
      void act(manner, response);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked, embedded,
    behave: (next) => void (manner = next), embed: (next) => void (vectors = next),
    close: () => new Promise((done) => (server.closeAllConnections(), server.close(() => done()))),
  };
}
