// The start page: what this is, and the doors into it; the page where anybody verifies a paper, the one job of a rescue contractor, and the demo's WeChat phone.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '#kit/kit.css';
import { Toasts } from '#kit/dialog.tsx';
import { Speaking } from '#kit/words.tsx';
import './start.css';
import { StartPage } from './StartPage.tsx';
import { RescueJob } from './rescue-job/RescueJob.tsx';
import { Verify } from './verify/Verify.tsx';
import { WechatPhone } from './wechat-phone/WechatPhone.tsx';

if (import.meta.env.PROD && location.pathname.startsWith('/rescue-job') && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/rescue-job-worker.js', { scope: '/rescue-job' }).catch(() => undefined);
const queries = new QueryClient();
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Speaking>{location.pathname.startsWith('/verify') ? <Verify /> : location.pathname.startsWith('/rescue-job') ? <RescueJob /> : location.pathname.startsWith('/wechat-phone') ? <WechatPhone /> : <StartPage />}<Toasts /></Speaking>
    </QueryClientProvider>
  </StrictMode>,
);
