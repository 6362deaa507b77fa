// Which verb does which operation of the hotline.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { closeCallBack, declineContact, endContact, handOnContact, linkContact, missContact, promiseCallBack, revealContactPhone, setPhoneState, showMyDesk, takeContact, takeOverContact, wrapUpContact } from './desk.ts';
import { hearTelephony, myWait, renewEventAddress, ringDemoCall, saveLine, showEventAddress, showHotline, switchSurge } from './wall.ts';

export const routes = serve(api, {
  showMyDesk, setPhoneState, takeContact, declineContact, endContact, wrapUpContact, handOnContact, promiseCallBack, missContact, takeOverContact, closeCallBack, linkContact, revealContactPhone,
  showHotline, saveLine, switchSurge, showEventAddress, renewEventAddress, myWait, hearTelephony, ringDemoCall,
});
