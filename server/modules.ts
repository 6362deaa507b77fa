// TABLE 1: the river. Every module, in the order in which a service event travels; a module imports only from those
// above it.
import type { Operation } from './platform/contract.ts';
import type { Routes } from './platform/routes.ts';
import * as platform from './platform/api.ts';
import { routes as platformRoutes } from './platform/platform-routes.ts';
import * as brands from './brands/brands.ts';
import * as people from './people/people.ts';
import * as network from './network/network.ts';
import * as prices from './prices/prices.ts';
import * as vehicles from './vehicles/vehicles.ts';
import * as parts from './parts/parts.ts';
import * as ledger from './ledger/ledger.ts';
import * as benefits from './benefits/benefits.ts';
import * as looks from './looks/looks.ts';
import * as gateway from './gateway/gateway.ts';
import * as forwarding from './forwarding/forwarding.ts';
import * as commands from './commands/commands.ts';
import * as telemetry from './telemetry/telemetry.ts';
import * as batteries from './batteries/batteries.ts';
import * as alerts from './alerts/alerts.ts';
import * as cases from './cases/cases.ts';
import * as duty from './duty/duty.ts';
import * as rescue from './rescue/rescue.ts';
import * as appointments from './appointments/appointments.ts';
import * as workorders from './workorders/workorders.ts';
import * as dispatch from './dispatch/dispatch.ts';
import * as warranty from './warranty/warranty.ts';
import * as goodwill from './goodwill/goodwill.ts';
import * as claims from './claims/claims.ts';
import * as insurance from './insurance/insurance.ts';
import * as loaners from './loaners/loaners.ts';
import * as invoices from './invoices/invoices.ts';
import * as documents from './documents/documents.ts';
import * as fapiao from './fapiao/fapiao.ts';
import * as cashier from './cashier/cashier.ts';
import * as feedback from './feedback/feedback.ts';
import * as conversations from './conversations/conversations.ts';
import * as voices from './voices/voices.ts';
import * as improvement from './improvement/improvement.ts';
import * as hotline from './hotline/hotline.ts';
import * as notices from './notices/notices.ts';
import * as insight from './insight/insight.ts';
import * as demo from './demo/demo.ts';

export type Module = { name: string; api: Record<string, Operation>; routes: Routes };

export const modules: readonly Module[] = [
  { name: 'platform', api: platform.api, routes: platformRoutes },
  { name: 'brands', api: brands.api, routes: brands.routes },
  { name: 'people', api: people.api, routes: people.routes },
  { name: 'network', api: network.api, routes: network.routes },
  { name: 'prices', api: prices.api, routes: prices.routes },
  { name: 'vehicles', api: vehicles.api, routes: vehicles.routes },
  { name: 'parts', api: parts.api, routes: parts.routes },
  { name: 'ledger', api: ledger.api, routes: ledger.routes },
  { name: 'benefits', api: benefits.api, routes: benefits.routes },
  { name: 'looks', api: looks.api, routes: looks.routes },
  { name: 'gateway', api: gateway.api, routes: gateway.routes },
  { name: 'forwarding', api: forwarding.api, routes: forwarding.routes },
  { name: 'commands', api: commands.api, routes: commands.routes },
  { name: 'telemetry', api: telemetry.api, routes: telemetry.routes },
  { name: 'batteries', api: batteries.api, routes: batteries.routes },
  { name: 'alerts', api: alerts.api, routes: alerts.routes },
  { name: 'cases', api: cases.api, routes: cases.routes },
  { name: 'duty', api: duty.api, routes: duty.routes },
  { name: 'rescue', api: rescue.api, routes: rescue.routes },
  { name: 'appointments', api: appointments.api, routes: appointments.routes },
  { name: 'workorders', api: workorders.api, routes: workorders.routes },
  { name: 'dispatch', api: dispatch.api, routes: dispatch.routes },
  { name: 'warranty', api: warranty.api, routes: warranty.routes },
  { name: 'goodwill', api: goodwill.api, routes: goodwill.routes },
  { name: 'claims', api: claims.api, routes: claims.routes },
  { name: 'insurance', api: insurance.api, routes: insurance.routes },
  { name: 'loaners', api: loaners.api, routes: loaners.routes },
  { name: 'invoices', api: invoices.api, routes: invoices.routes },
  { name: 'documents', api: documents.api, routes: documents.routes },
  { name: 'fapiao', api: fapiao.api, routes: fapiao.routes },
  { name: 'cashier', api: cashier.api, routes: cashier.routes },
  { name: 'feedback', api: feedback.api, routes: feedback.routes },
  { name: 'conversations', api: conversations.api, routes: conversations.routes },
  { name: 'voices', api: voices.api, routes: voices.routes },
  { name: 'improvement', api: improvement.api, routes: improvement.routes },
  { name: 'hotline', api: hotline.api, routes: hotline.routes },
  { name: 'notices', api: notices.api, routes: notices.routes },
  { name: 'insight', api: insight.api, routes: insight.routes },
  { name: 'demo', api: demo.api, routes: demo.routes },
];
