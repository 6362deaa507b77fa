// Telling owners, members of staff and desks. T1 a key is told once.
import { beijingDay } from '#platform/calendar';
import type { Tx } from '#platform/tx';
import { findBrand } from '#brands';
import type { Case, Desk } from '#cases';
import { findOwner } from '#people';
import { mayGoAt, messageWritten, type OwnerNoticeCode, type StaffNoticeCode } from './notice.ts';
import { smsText, type SmsTemplate } from './sms-templates.ts';
import { insertMessage, insertNotice, rulesOn } from './store.ts';

type About = { brandId: string; caseId: string | null; data: Record<string, unknown>; key: string; urgent?: boolean };
/** `{plate}`, `{hotline}` and `{number}` are filled in by themselves; others are named here, per language where they differ. */
export type Sms = { template: SmsTemplate; params?: Record<string, string | { zh: string; en: string }> };

const nobody = { ownerId: null, staffId: null, desk: null, outletId: null } as const;

export async function tellOwner(tx: Tx, about: About & { ownerId: string; code: OwnerNoticeCode; sms?: Sms; plate?: string }): Promise<void> {
  const { key, brandId, caseId, data, ownerId, code } = about;
  const urgent = about.urgent ?? false;
  const told = await insertNotice(tx, { ...nobody, key: `owner ${key}`, brandId, ownerId, caseId, code, data, urgent });
  if (told === undefined) return;
  tx.announce({ topic: 'notices', id: told.id, ownerId });
  if (about.sms !== undefined) await writeMessage(tx, { ...about, sms: about.sms, noticeId: told.id, urgent });
}

async function writeMessage(tx: Tx, about: { noticeId: string; brandId: string; ownerId: string; caseId: string | null; data: Record<string, unknown>; sms: Sms; urgent: boolean; plate?: string }): Promise<void> {
  const { language, phone } = await findOwner(tx, about.ownerId);
  const brand = await findBrand(tx, about.brandId);
  const known = { plate: about.plate ?? String(about.data['plateNo'] ?? about.data['modelName'] ?? ''), number: String(about.data['number'] ?? ''), hotline: brand.hotline };
  const named = Object.fromEntries(Object.entries(about.sms.params ?? {}).map(([name, value]) => [name, typeof value === 'string' ? value : value[language]]));
  const params: Record<string, string> = { ...known, ...named };
  const nextTryAt = mayGoAt(about.urgent, tx.now, (await rulesOn(tx, beijingDay(tx.now))).quiet);
  const text = smsText(about.sms.template, params, language, language === 'zh' ? brand.name : brand.nameEn);
  const messageId = await insertMessage(tx, { ...about, phone, template: about.sms.template, params, text, nextTryAt });
  if (nextTryAt <= tx.now) tx.tell(messageWritten({ messageId }));
}

export async function tellDesk(tx: Tx, about: About & { desk: Desk; outletId: string | null; code: StaffNoticeCode }): Promise<void> {
  const { key, brandId, caseId, data, desk, outletId, code } = about;
  const told = await insertNotice(tx, { ...nobody, key: `desk ${key}`, brandId, desk, outletId, caseId, code, data, urgent: about.urgent ?? false });
  if (told !== undefined) tx.announce({ topic: 'notices', id: told.id, brandId, outletId });
}

export async function tellStaff(tx: Tx, about: About & { staffId: string; code: StaffNoticeCode }): Promise<void> {
  const { key, brandId, caseId, data, staffId, code } = about;
  const told = await insertNotice(tx, { ...nobody, key: `staff ${key}`, brandId, staffId, caseId, code, data, urgent: about.urgent ?? false });
  if (told !== undefined) tx.announce({ topic: 'notices', id: told.id, brandId });
}

/** What a notice about a case carries, so that its reader need not look further. */
export const dataOf = (one: Case): Record<string, unknown> => ({
  number: one.number, plateNo: one.plateNo, modelName: one.modelName, modelNameEn: one.modelNameEn, trouble: one.trouble, urgency: one.urgency,
});

/** Whoever has the case now: the person, or the desk. */
export async function tellHolder(tx: Tx, one: Case, code: StaffNoticeCode, key: string, more: { data?: Record<string, unknown>; urgent?: boolean } = {}): Promise<void> {
  const about = { brandId: one.brandId, caseId: one.id, data: { ...dataOf(one), ...more.data }, key, code, urgent: more.urgent ?? one.urgency <= 2 };
  const { staffId, desk, outletId } = one.holder;
  if (staffId !== null) await tellStaff(tx, { ...about, staffId });
  else if (desk !== null) await tellDesk(tx, { ...about, desk, outletId });
}

/** The owner of a case. */
export const tellOwnerOf = (tx: Tx, one: Case, code: OwnerNoticeCode, key: string, more: { data?: Record<string, unknown>; urgent?: boolean; sms?: Sms } = {}): Promise<void> =>
  tellOwner(tx, {
    brandId: one.brandId, caseId: one.id, ownerId: one.ownerId, code, key, data: { ...dataOf(one), ...more.data },
    plate: one.plateNo ?? one.modelName, ...(more.urgent === undefined ? {} : { urgent: more.urgent }), ...(more.sms === undefined ? {} : { sms: more.sms }),
  });
