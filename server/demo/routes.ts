// Operations of the demo on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { demoCars, demoMessages, demoPay, demoPeople, demoSignIn, demoState, plantFault } from './play.ts';
import { demoWechat, demoWechatPhone, sendDemoWechat, sendDemoWechatPicture, showDemoWechatPicture } from './wechat.ts';

export const routes = serve(api, { demoState, demoPeople, demoSignIn, demoMessages, demoCars, plantFault, demoPay, demoWechat, demoWechatPhone, sendDemoWechat, sendDemoWechatPicture, showDemoWechatPicture });
