// Tax invoices (数电票): asked for after settlement in the buyer's own title, numbered and kept by the tax platform, sent to the owner as
// a file, and undone only by a confirmed red one that follows every refund.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { redAfterRefund } from './ask.ts';
export { fapiaoAsked } from './paper.ts';
export { sendFapiao, sendWaitingFapiao } from './send.ts';
