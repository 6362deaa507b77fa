// What a platform of the demo knows of its orders, kept in a file: it still knows them when the demo opens again, as the real one would.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export type OrderBook<Order> = {
  orders: Map<string, Order>;
  /** The house has another address than when the orders in the file were placed: they are told there. */
  houseIsAt(notifyUrl: string): void;
  /** Something changed: it is written a moment later, or when the book is closed. */
  changed(): void;
  close(): void;
};

const written = (_: string, value: unknown): unknown => (value instanceof Map ? { map: [...value] } : value);
const asItWas = (key: string, value: unknown): unknown => {
  if ((key === 'at' || key === 'paidAt') && typeof value === 'string') return new Date(value);
  return value !== null && typeof value === 'object' && Object.hasOwn(value, 'map') ? new Map((value as { map: [string, unknown][] }).map) : value;
};

/** Opens the book in `file`; without one it is forgotten at the end. Throws where the file cannot be read. */
export function openOrderBook<Order extends { notifyUrl: string }>(file: string | undefined): OrderBook<Order> {
  const orders = file !== undefined && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8'), asItWas) as Map<string, Order>) : new Map<string, Order>();
  const read = [...orders.values()];
  let due: NodeJS.Timeout | undefined;
  const write = (): void => {
    clearTimeout(due);
    due = undefined;
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(orders, written));
    renameSync(`${file}.new`, file);
  };
  return {
    orders,
    houseIsAt: (notifyUrl) => read.forEach((order) => Object.assign(order, { notifyUrl })),
    changed: () => void (due ??= setTimeout(write, 200)),
    close: () => (due === undefined ? undefined : write()),
  };
}
