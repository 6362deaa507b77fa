// A scripted endpoint on loopback that speaks /v1/chat/completions to the byte and behaves as badly as it is told to.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Manner = { answer: string } | { stream: string; cutAfter?: number } | { status: number; headers?: Record<string, string> } | { silentMs: number } | { flood: number } | { raw: string } | { hangUp: true };
export type HostileModel = { url: string; asked: { system: string; user: string }[]; behave(manner: Manner): void; close(): Promise<void> };

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
  const asked: HostileModel['asked'] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part)).on('end', () => {
      const { messages } = JSON.parse(body) as { messages: { role: string; content: string }[] };
      asked.push({ system: messages[0]?.content ?? '', user: messages[1]?.content ?? '' });
      void act(manner, response);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked,
    behave: (next) => void (manner = next),
    close: () => new Promise((done) => (server.closeAllConnections(), server.close(() => done()))),
  };
}
