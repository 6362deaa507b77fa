// Every operation the faces may call: one line per module.
import { api as alerts } from '#api/alerts';
import { api as appointments } from '#api/appointments';
import { api as prices } from '#api/prices';
import { api as brands } from '#api/brands';
import { api as cases } from '#api/cases';
import { api as duty } from '#api/duty';
import { api as feedback } from '#api/feedback';
import { api as improvement } from '#api/improvement';
import { api as demo } from '#api/demo';
import { api as commands } from '#api/commands';
import { api as looks } from '#api/looks';
import { api as forwarding } from '#api/forwarding';
import { api as gateway } from '#api/gateway';
import { api as insight } from '#api/insight';
import { api as network } from '#api/network';
import { api as notices } from '#api/notices';
import { api as people } from '#api/people';
import { api as platform } from '#api/platform';
import { api as telemetry } from '#api/telemetry';
import { api as warranty } from '#api/warranty';
import { api as workorders } from '#api/workorders';
import { api as invoices } from '#api/invoices';
import { api as vehicles } from '#api/vehicles';

export const operations = { ...platform, ...brands, ...people, ...network, ...vehicles, ...gateway, ...forwarding, ...looks, ...commands, ...telemetry, ...alerts, ...cases, ...duty, ...notices, ...improvement, ...feedback, ...appointments, ...prices, ...workorders, ...warranty, ...invoices, ...insight, ...demo };
export type Operations = typeof operations;
export type OperationName = keyof Operations;
