// Which verb does which operation of the hotline.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { declineContact, endContact, handOnContact, linkContact, missContact, promiseCallBack, revealContactPhone, setPhoneState, showMyDesk, takeContact, wrapUpContact } from './desk.ts';
import { hearTelephony, myWait, ringDemoCall, saveLine, showEventAddress, showHotline, switchSurge } from './wall.ts';

export const routes = serve(api, {
  showMyDesk, setPhoneState, takeContact, declineContact, endContact, wrapUpContact, handOnContact, promiseCallBack, missContact, linkContact, revealContactPhone,
  showHotline, saveLine, switchSurge, showEventAddress, myWait, hearTelephony, ringDemoCall,
});
