// Who is who: owners as one brand knows them, members of staff with their grants, and how a phone number is written.
// P1 a phone number is kept in one form; P2 lists show it with its middle hidden.
import type { Grant } from '#platform/actor';
import { fact } from '#platform/facts';

export type OwnerKind = 'person' | 'family' | 'company';
export type Language = 'zh' | 'en';
export type Owner = {
  id: string; name: string; phone: string; kind: OwnerKind; language: Language; brandIds: string[]; addedAt: Date; version: number;
};
export type Driver = { id: string; ownerId: string; brandId: string; name: string; phone: string; maySignIn: boolean };
export type StaffMember = {
  id: string; userName: string; name: string; language: Language; grants: Grant[]; disabledAt: Date | null;
  hasPassword: boolean; passwordIsTemporary: boolean; version: number;
};

/** Somebody asked for a sign-in code; whether the phone is known is found out later, out of the asker's sight. */
export const codeAsked = fact<{ askId: string }>('people.codeAsked');

/** Full-width digits and signs become the plain ones. */
const plain = (text: string): string => text.normalize('NFKC');

/** A mainland mobile number as 11 digits, or undefined when it is not one. (P1) */
export function normalPhone(text: string): string | undefined {
  const digits = plain(text).replaceAll(/[\s()-]/g, '').replace(/^(?:\+|00)?86(?=1\d{10}$)/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? digits : undefined;
}

/** 13812341234 → 138****1234; anything else keeps two characters. (P2) */
export const maskPhone = (phone: string): string =>
  phone.length === 11 ? `${phone.slice(0, 3)}****${phone.slice(7)}` : `${phone.slice(0, 2)}****`;

/** Staff number or user name, as it is compared. */
export const normalUserName = (text: string): string => plain(text).trim().toLowerCase();
