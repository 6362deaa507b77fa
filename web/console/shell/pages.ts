// Which pages a role may use: the one table for the menu, for the first page after signing in, and for the words that
// somebody hears who opens an address that is not for them. The server decides; this only spares dead ends.
import type { IconName } from '#kit/icon.tsx';
import { links } from '../links.ts';

const managers = ['serviceManager', 'regionalManager', 'administrator'];
const desk = ['agent', 'adviser', 'technician', 'dispatcher', 'partsPlanner', 'warrantyOfficer', 'auditor', ...managers];
const openers = ['agent', 'adviser', 'serviceManager', 'regionalManager'];
const readsOwners = ['agent', 'adviser', 'dispatcher', 'warrantyOfficer', 'auditor', ...managers];
export const searchers: readonly string[] = desk;

export type PageName = 'inbox' | 'openCase' | 'rescues' | 'board' | 'shop' | 'month' | 'checkIn' | 'rePlan' | 'myJobs' | 'technical' | 'faultCodes' | 'workOrders' | 'parts' | 'store' | 'loaners' | 'invoices' | 'claims' | 'campaigns' | 'goodwill' | 'insurance' | 'till' | 'ledger' | 'plans' | 'prices' | 'alerts' | 'rules' | 'surveys' | 'improvement' | 'register' | 'outlets' | 'place' | 'certificates' | 'people' | 'audit' | 'link' | 'batteries' | 'dispatch' | 'desk' | 'wall' | 'knowledge' | 'care' | 'voices';
export type PageItem = { name: PageName; to: string; icon: IconName; group: 'service' | 'insight' | 'house'; roles?: readonly string[] };

/** The menu, in its order. Without `roles` a page is for all staff. */
export const pages: readonly PageItem[] = [
  { group: 'service', name: 'inbox', to: links.inbox(), icon: 'list', roles: desk },
  { group: 'service', name: 'desk', to: links.desk(), icon: 'chat', roles: openers },
  { group: 'insight', name: 'wall', to: links.wall(), icon: 'phone', roles: [...openers, 'administrator', 'auditor'] },
  { group: 'insight', name: 'knowledge', to: links.knowledge(), icon: 'file', roles: [...openers, 'technician', 'administrator', 'auditor'] },
  { group: 'service', name: 'openCase', to: links.openCase(), icon: 'phone', roles: openers },
  { group: 'service', name: 'rescues', to: links.rescues(), icon: 'alert', roles: ['agent', 'adviser', 'technician', 'dispatcher', 'auditor', ...managers] },
  { group: 'service', name: 'board', to: links.board(), icon: 'calendar', roles: ['agent', 'adviser', 'technician', 'dispatcher', 'partsPlanner', ...managers] },
  { group: 'service', name: 'dispatch', to: links.dispatch(), icon: 'pin', roles: ['agent', 'adviser', 'technician', 'dispatcher', ...managers] },
  { group: 'service', name: 'shop', to: links.shop(), icon: 'wrench', roles: ['adviser', ...managers] },
  { group: 'insight', name: 'care', to: links.care(), icon: 'star', roles: ['allianceOfficer', 'auditor', ...managers] },
  { group: 'insight', name: 'voices', to: links.voices(), icon: 'chat', roles: ['agent', 'adviser', 'allianceOfficer', 'auditor', ...managers] },
  { group: 'insight', name: 'month', to: links.month(), icon: 'chart', roles: ['auditor', ...managers] },
  { group: 'service', name: 'checkIn', to: links.checkIn(), icon: 'car', roles: ['adviser', 'serviceManager'] },
  { group: 'service', name: 'rePlan', to: links.rePlan(), icon: 'clock', roles: ['adviser', 'dispatcher', ...managers] },
  { group: 'service', name: 'myJobs', to: links.myJobs(), icon: 'wrench', roles: ['technician'] },
  { group: 'service', name: 'technical', to: links.technical(), icon: 'chat', roles: ['technician', 'adviser', 'warrantyOfficer', 'auditor', ...managers] },
  { group: 'service', name: 'workOrders', to: links.workOrders(), icon: 'file', roles: ['agent', 'adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'auditor', ...managers] },
  { group: 'service', name: 'parts', to: links.parts(), icon: 'chart', roles: ['partsPlanner', 'auditor', ...managers] },
  { group: 'service', name: 'store', to: links.store(), icon: 'store', roles: ['storeKeeper', 'partsPlanner', ...managers] },
  { group: 'service', name: 'loaners', to: links.loaners(), icon: 'car', roles: ['agent', 'adviser', 'warrantyOfficer', 'auditor', ...managers] },
  { group: 'service', name: 'invoices', to: links.invoices(), icon: 'wallet', roles: ['agent', 'adviser', 'cashier', 'warrantyOfficer', 'auditor', ...managers] },
  { group: 'service', name: 'claims', to: links.claims(), icon: 'shield', roles: ['adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'auditor', ...managers] },
  { group: 'service', name: 'campaigns', to: links.campaigns(), icon: 'alert', roles: ['agent', 'adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'auditor', ...managers] },
  { group: 'service', name: 'goodwill', to: links.goodwill(), icon: 'star', roles: ['adviser', 'warrantyOfficer', 'auditor', ...managers] },
  { group: 'service', name: 'insurance', to: links.accidents(), icon: 'shield', roles: ['adviser', 'technician', 'cashier', 'warrantyOfficer', 'auditor', ...managers] },
  { group: 'service', name: 'till', to: links.till(), icon: 'check', roles: ['cashier', 'auditor', ...managers] },
  { group: 'service', name: 'ledger', to: links.ledger(), icon: 'list', roles: ['cashier', 'warrantyOfficer', 'auditor', ...managers] },
  { group: 'service', name: 'plans', to: links.plans(), icon: 'star', roles: ['adviser', 'cashier', 'auditor', ...managers] },
  { group: 'service', name: 'prices', to: links.prices(), icon: 'chart' },
  { group: 'insight', name: 'alerts', to: links.alerts(), icon: 'alert', roles: ['agent', 'adviser', 'technician', 'dispatcher', 'warrantyOfficer', 'allianceOfficer', ...managers] },
  { group: 'insight', name: 'batteries', to: links.batteries(), icon: 'battery', roles: ['agent', 'adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'allianceOfficer', 'auditor', ...managers] },
  { group: 'insight', name: 'rules', to: links.rules(), icon: 'signal', roles: ['agent', 'adviser', 'technician', 'dispatcher', 'warrantyOfficer', 'allianceOfficer', 'auditor', ...managers] },
  { group: 'insight', name: 'faultCodes', to: links.faultCodes(), icon: 'list', roles: ['agent', 'adviser', 'technician', 'warrantyOfficer', 'auditor', ...managers] },
  { group: 'insight', name: 'surveys', to: links.surveys(), icon: 'star', roles: ['adviser', 'agent', 'allianceOfficer', 'auditor', ...managers] },
  { group: 'insight', name: 'improvement', to: links.improvement(), icon: 'spark', roles: ['adviser', 'agent', 'technician', 'partsPlanner', 'warrantyOfficer', 'allianceOfficer', 'auditor', ...managers] },
  { group: 'house', name: 'register', to: links.register(), icon: 'car', roles: ['agent', 'adviser', 'serviceManager', 'administrator'] },
  { group: 'house', name: 'outlets', to: links.outlets(), icon: 'store' },
  { group: 'house', name: 'place', to: links.place(), icon: 'calendar', roles: ['adviser', 'technician', 'dispatcher', 'partsPlanner', 'storeKeeper', ...managers] },
  { group: 'house', name: 'certificates', to: links.certificates(), icon: 'shield', roles: ['auditor', ...managers] },
  { group: 'house', name: 'people', to: links.people(), icon: 'people', roles: ['auditor', ...managers] },
  { group: 'house', name: 'audit', to: links.audit(), icon: 'shield', roles: ['auditor', 'administrator', 'serviceManager'] },
  { group: 'house', name: 'link', to: links.link(), icon: 'bolt', roles: ['administrator', 'serviceManager'] },
];

/** Pages that are reached from others and stand in no menu. */
const within: readonly { path: string; roles: readonly string[] }[] = [
  { path: '/prices/draft', roles: ['administrator', 'regionalManager'] }, { path: '/vehicles', roles: desk }, { path: '/owners', roles: readsOwners },
];

const holds = (roles: readonly string[] | undefined, held: readonly string[]): boolean => roles === undefined || roles.some((role) => held.includes(role));
export const mayOpen = (item: PageItem, held: readonly string[]): boolean => holds(item.roles, held);

/** Whether an address is for somebody with these roles; unknown addresses are left to the router. */
export function mayVisit(pathname: string, held: readonly string[]): boolean {
  const under = (path: string): boolean => pathname === path || pathname.startsWith(`${path}/`);
  const own = [...pages.map((item) => ({ path: item.to, roles: item.roles })), ...within].filter((one) => under(one.path)).sort((a, b) => b.path.length - a.path.length)[0];
  return own === undefined || holds(own.roles, held);
}

/** Where the day begins: a technician's jobs, the service manager's shop, the cashier's till, the parts people's desk, everybody else's first page of the menu. */
export function homeOf(held: readonly string[]): string {
  if (held.length > 0 && held.every((role) => role === 'technician')) return links.myJobs();
  if (held.length > 0 && held.every((role) => role === 'serviceManager')) return links.shop();
  if (held.length > 0 && held.every((role) => role === 'cashier')) return links.till();
  if (held.length > 0 && held.every((role) => role === 'partsPlanner')) return links.parts();
  if (held.length > 0 && held.every((role) => role === 'storeKeeper')) return links.store();
  return pages.find((item) => mayOpen(item, held) && item.name !== 'prices')?.to ?? links.prices();
}
