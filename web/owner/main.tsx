// The owner's app: phone first, installable.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import '#kit/kit.css';
import { Toasts } from '#kit/dialog.tsx';
import '#kit/theme.tsx';
import { Speaking } from '#kit/words.tsx';
import './owner.css';
import { router } from './routes.tsx';

const queries = new QueryClient();
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Speaking><RouterProvider router={router} /><Toasts /></Speaking>
    </QueryClientProvider>
  </StrictMode>,
);
if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/owner-worker.js', { scope: '/owner' }).catch(() => undefined);
