// The contract of people: signing in, staff and their grants, owners and their drivers, consent, who looked at whom.
// Wrong passwords and codes are answered, not refused, so that the failed try stays counted.
import { roles } from '../platform/actor.ts';
import { Done, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op, page } from '../platform/contract.ts';

const frontDesk = ['agent', 'adviser', 'serviceManager', 'administrator'] as const;
const readsOwners = ['agent', 'adviser', 'dispatcher', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'administrator', 'auditor'] as const;

export const languages = ['zh', 'en'] as const;
export const ownerKinds = ['person', 'family', 'company'] as const;
export const purposes = ['locationForRescue', 'proactiveCare', 'surveys', 'newsBySms', 'marketing'] as const;

const Phone = Type.String({ minLength: 11, maxLength: 24 });
const UserName = Type.String({ minLength: 2, maxLength: 40, pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' });
const Password = Type.String({ minLength: 1, maxLength: 200 });
const Language = OneOf(languages);
const Reason = Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' });

export const Grant = Type.Object({ role: OneOf(roles), brandId: Nullable(Id), outletId: Nullable(Id) });
const Grants = Type.Array(Grant, { maxItems: 40 });
export const StaffMember = Type.Object({
  id: Id, userName: Type.String(), name: Type.String(), language: Language, grants: Type.Array(Grant), disabledAt: Nullable(Instant),
  hasPassword: Type.Boolean(), version: Version,
});
/** An owner as lists show them: the phone's middle is hidden. */
export const OwnerRow = Type.Object({
  id: Id, name: Type.String(), phone: Type.String(), kind: OneOf(ownerKinds), language: Language, brandIds: Type.Array(Id), addedAt: Instant, version: Version,
});
export const Driver = Type.Object({ id: Id, brandId: Id, name: Type.String(), phone: Type.String(), maySignIn: Type.Boolean() });
export const SignedIn = Type.Object({
  signedIn: Type.Boolean(),
  reason: Nullable(OneOf(['wrongPassword', 'wrongCode', 'tooManyTries'] as const)),
  nextTryAt: Nullable(Instant),
});
export const Session = Type.Object({ id: Id, device: Type.String(), startedAt: Instant, expiresAt: Instant, current: Type.Boolean() });
export const Consent = Type.Object({ purpose: OneOf(purposes), granted: Type.Boolean(), at: Nullable(Instant) });
export const AuditRow = Type.Object({
  id: Type.Integer(), at: Instant, actorKind: Type.String(), actorId: Nullable(Type.String()), actorName: Type.String(), action: Type.String(),
  subject: Type.String(), subjectId: Type.String(), brandId: Nullable(Id), version: Nullable(Type.Integer()),
  before: Type.Unknown(), after: Type.Unknown(), why: Nullable(Type.String()),
});
const Profile = Type.Object({ id: Id, name: Type.String(), phone: Type.String(), kind: OneOf(ownerKinds), language: Language, brandIds: Type.Array(Id), drivers: Type.Array(Driver) });

export const refusals = [
  'ownerNotFound', 'staffNotFound', 'sessionNotFound', 'driverNotFound', 'alreadySetUp', 'userNameTaken', 'passwordTooWeak', 'passwordWrong', 'tooManyTries',
  'grantNotYours', 'personNotYours', 'lastAdministrator', 'phoneNotValid', 'codeAskedTooOften', 'driverAlreadyThere', 'tooMuchToExport',
] as const;

const signingIn = {
  setUpFirstAdministrator: op({
    method: 'POST', path: '/set-up/administrator', who: ['anyone'], guarded: true, summary: 'The first administrator of an empty house; refused ever after',
    input: Type.Object({ userName: UserName, name: Words(40), password: Password, language: Type.Optional(Language) }), output: SignedIn,
    refusals: ['alreadySetUp', 'passwordTooWeak'],
  }),
  signInStaff: op({
    method: 'POST', path: '/sign-in/staff', who: ['anyone'], guarded: true, summary: 'Signs a member of staff in by staff number or user name and password',
    input: Type.Object({ userName: Type.String({ minLength: 1, maxLength: 60 }), password: Password }), output: SignedIn, refusals: [],
  }),
  askPhoneCode: op({
    method: 'POST', path: '/sign-in/code', who: ['anyone'], guarded: true, summary: 'Sends a sign-in code to an owner’s phone; answers alike for unknown phones',
    input: Type.Object({ phone: Phone }), output: Type.Object({ expiresAt: Instant, nextAskAt: Instant }), refusals: ['phoneNotValid', 'codeAskedTooOften'],
  }),
  signInOwner: op({
    method: 'POST', path: '/sign-in/owner', who: ['anyone'], guarded: true, summary: 'Signs an owner in by the code sent to the phone',
    input: Type.Object({ phone: Phone, code: Type.String({ pattern: '^[0-9０-９ ]{6,10}$' }) }), output: SignedIn, refusals: ['phoneNotValid'],
  }),
  signOut: op({ method: 'POST', path: '/sign-out', who: ['anyone'], summary: 'Ends this session', input: Type.Object({}), output: Done, refusals: [] }),
  listMySessions: op({
    method: 'GET', path: '/my/sessions', who: ['owner', ...roles], summary: 'Where I am signed in',
    input: Type.Object({}), output: Type.Object({ sessions: Type.Array(Session) }), refusals: [],
  }),
  endMySession: op({
    method: 'POST', path: '/my/sessions/:id/end', who: ['owner', ...roles], summary: 'Signs me out on another device',
    input: Type.Object({ id: Id }), output: Done, refusals: ['sessionNotFound'],
  }),
  changeMyPassword: op({
    method: 'POST', path: '/my/password', who: [...roles], guarded: true, summary: 'A new password of one’s own; other devices are signed out',
    input: Type.Object({ old: Password, fresh: Password }), output: Done, refusals: ['passwordWrong', 'passwordTooWeak', 'tooManyTries'],
  }),
};

const staff = {
  listStaff: op({
    method: 'GET', path: '/staff', who: ['administrator', 'serviceManager', 'regionalManager', 'auditor'], summary: 'Staff within my brands and places',
    input: Type.Object({ text: Type.Optional(Words(40)), role: Type.Optional(OneOf(roles)), ...page }),
    output: Type.Object({ staff: Type.Array(StaffMember), next: Nullable(Type.String()) }), refusals: [],
  }),
  addStaff: op({
    method: 'POST', path: '/staff', who: ['administrator', 'serviceManager'], summary: 'A new member of staff with their grants',
    input: Type.Object({ userName: UserName, name: Words(40), language: Type.Optional(Language), password: Type.Optional(Password), grants: Grants }),
    output: StaffMember, refusals: ['userNameTaken', 'passwordTooWeak', 'grantNotYours'],
  }),
  changeGrants: op({
    method: 'POST', path: '/staff/:id/grants', who: ['administrator', 'serviceManager'], summary: 'The grants a person shall have, as far as I may give and take them',
    input: Type.Object({ id: Id, grants: Grants, version: Version, why: Type.Optional(Reason) }), output: StaffMember,
    refusals: ['staffNotFound', 'grantNotYours', 'lastAdministrator'],
  }),
  disableStaff: op({
    method: 'POST', path: '/staff/:id/disable', who: ['administrator', 'serviceManager'], summary: 'Closes the door to a person at once',
    input: Type.Object({ id: Id, why: Reason }), output: StaffMember, refusals: ['staffNotFound', 'personNotYours', 'lastAdministrator'],
  }),
  enableStaff: op({
    method: 'POST', path: '/staff/:id/enable', who: ['administrator', 'serviceManager'], summary: 'Lets a person in again',
    input: Type.Object({ id: Id, why: Reason }), output: StaffMember, refusals: ['staffNotFound', 'personNotYours'],
  }),
  resetPassword: op({
    method: 'POST', path: '/staff/:id/password', who: ['administrator', 'serviceManager'], summary: 'Gives a person a temporary password and ends their sessions',
    input: Type.Object({ id: Id, password: Password }), output: Done, refusals: ['staffNotFound', 'personNotYours', 'passwordTooWeak'],
  }),
};

const owners = {
  listOwners: op({
    method: 'GET', path: '/owners', who: [...readsOwners], summary: 'Owners of my brands by phone, its last four digits, or name',
    input: Type.Object({ text: Type.Optional(Words(40)), brandId: Type.Optional(Id), ...page }),
    output: Type.Object({ owners: Type.Array(OwnerRow), next: Nullable(Type.String()) }), refusals: [],
  }),
  showOwner: op({
    method: 'GET', path: '/owners/:id', who: [...readsOwners], summary: 'An owner of one of my brands',
    input: Type.Object({ id: Id }), output: Type.Object({ owner: OwnerRow, drivers: Type.Array(Driver), consents: Type.Array(Consent) }), refusals: ['ownerNotFound'],
  }),
  addOwner: op({
    method: 'POST', path: '/owners', who: [...frontDesk], summary: 'An owner becomes known to a brand; a phone is one account',
    input: Type.Object({ brandId: Id, name: Words(60), phone: Phone, kind: OneOf(ownerKinds), language: Type.Optional(Language) }),
    output: OwnerRow, refusals: ['phoneNotValid'],
  }),
  changeOwner: op({
    method: 'POST', path: '/owners/:id', who: [...frontDesk], summary: 'Corrects what one brand knows of an owner',
    input: Type.Object({ id: Id, brandId: Id, name: Words(60), kind: OneOf(ownerKinds), version: Version }), output: OwnerRow, refusals: ['ownerNotFound'],
  }),
  revealOwnerPhone: op({
    method: 'POST', path: '/owners/:id/phone', who: ['agent', 'adviser', 'dispatcher', 'serviceManager'], summary: 'The full phone number, with a reason the owner can read',
    input: Type.Object({ id: Id, why: Reason }), output: Type.Object({ phone: Type.String() }), refusals: ['ownerNotFound'],
  }),
  addDriver: op({
    method: 'POST', path: '/owners/:ownerId/drivers', who: ['owner', ...frontDesk], summary: 'Somebody else who drives; only the owner lets them sign in',
    input: Type.Object({ ownerId: Id, brandId: Id, name: Words(40), phone: Phone, maySignIn: Type.Boolean() }), output: Driver,
    refusals: ['ownerNotFound', 'phoneNotValid', 'driverAlreadyThere'],
  }),
  removeDriver: op({
    method: 'POST', path: '/owners/:ownerId/drivers/:id/remove', who: ['owner', ...frontDesk], summary: 'A driver no longer drives, and is signed out',
    input: Type.Object({ ownerId: Id, id: Id }), output: Done, refusals: ['ownerNotFound', 'driverNotFound'],
  }),
};

const mine = {
  showMyProfile: op({ method: 'GET', path: '/my/profile', who: ['owner'], summary: 'Who I am here', input: Type.Object({}), output: Profile, refusals: [] }),
  changeMyProfile: op({
    method: 'POST', path: '/my/profile', who: ['owner'], summary: 'My name and language',
    input: Type.Object({ name: Words(60), language: Language }), output: Profile, refusals: [],
  }),
  listMyConsents: op({
    method: 'GET', path: '/my/consents', who: ['owner'], summary: 'What I agreed to; unset means no, but for surveys, which are asked until I say no',
    input: Type.Object({}), output: Type.Object({ consents: Type.Array(Consent) }), refusals: [],
  }),
  setMyConsent: op({
    method: 'POST', path: '/my/consents/:purpose', who: ['owner'], summary: 'Agrees to one purpose, or takes it back',
    input: Type.Object({ purpose: OneOf(purposes), granted: Type.Boolean() }), output: Type.Object({ consents: Type.Array(Consent) }), refusals: [],
  }),
  listMyAccessLog: op({
    method: 'GET', path: '/my/access-log', who: ['owner'], summary: 'Who looked at my data, when and why',
    input: Type.Object({}),
    output: Type.Object({ looks: Type.Array(Type.Object({ at: Instant, staffName: Type.String(), brandId: Id, what: Type.String(), why: Type.String() })) }),
    refusals: [],
  }),
};

const asked = { subject: Type.Optional(Words(40)), subjectId: Type.Optional(Words(64)), actorId: Type.Optional(Words(64)), action: Type.Optional(Words(60)), on: Type.Optional(LocalDate) };
const audit = {
  exportAudit: op({
    method: 'GET', path: '/audit/file', who: ['auditor', 'administrator', 'serviceManager'], summary: 'The audit as a file, oldest first, each line chained to the one before it by its hash; that it was taken out stands in the audit',
    input: Type.Object(asked), output: Type.Object({ fileName: Type.String(), text: Type.String(), sha256: Type.String(), rows: Type.Integer() }), refusals: ['tooMuchToExport'],
  }),
  listAudit: op({
    method: 'GET', path: '/audit', who: ['auditor', 'administrator', 'serviceManager'], summary: 'Who did what to which record and why, newest first',
    input: Type.Object({ ...asked, ...page }),
    output: Type.Object({ rows: Type.Array(AuditRow), next: Nullable(Type.String()) }), refusals: [],
  }),
};

export const api = { ...signingIn, ...staff, ...owners, ...mine, ...audit };
