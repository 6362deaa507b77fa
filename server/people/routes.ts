// Which verb does which operation on people.
import { serve } from '#platform/routes';
import { addOwner, changeOwner } from './add-owner.ts';
import { addStaff, changeGrants, disableStaff, enableStaff, listStaff, resetPassword } from './add-staff.ts';
import { api } from './api.ts';
import { listMyConsents, setMyConsent } from './consents.ts';
import { addDriver, removeDriver } from './drivers.ts';
import { exportAudit } from './export-audit.ts';
import { listAudit } from './list-audit.ts';
import { listOwners, showOwner } from './list-owners.ts';
import { changeMyProfile, showMyProfile } from './my-profile.ts';
import { listMyAccessLog, revealOwnerPhone } from './reveal-owner-phone.ts';
import { endMySession, listMySessions, signOut } from './sessions.ts';
import { askPhoneCode, signInOwner } from './sign-in-owner.ts';
import { changeMyPassword, setUpFirstAdministrator, signInStaff } from './sign-in-staff.ts';

export const routes = serve(api, {
  setUpFirstAdministrator, signInStaff, askPhoneCode, signInOwner, signOut, listMySessions, endMySession, changeMyPassword,
  listStaff, addStaff, changeGrants, disableStaff, enableStaff, resetPassword,
  listOwners, showOwner, addOwner, changeOwner, revealOwnerPhone, addDriver, removeDriver,
  showMyProfile, changeMyProfile, listMyConsents, setMyConsent, listMyAccessLog,
  exportAudit, listAudit,
});
