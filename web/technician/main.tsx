// The technician's app: a phone in a basement, installable, with or without a network.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, Navigate } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import '#kit/kit.css';
import { Toasts } from '#kit/dialog.tsx';
import '#kit/theme.tsx';
import { Speaking } from '#kit/words.tsx';
import { Frame } from './Frame.tsx';
import { Job } from './Job.tsx';
import { Jobs } from './Jobs.tsx';
import { links } from './links.ts';
import { Stop } from './Stop.tsx';
import { Unsent } from './Unsent.tsx';
import './technician.css';

const router = createBrowserRouter([{
  path: '/', Component: Frame, children: [
    { index: true, Component: Jobs }, { path: 'jobs/:workOrderId', Component: Job }, { path: 'stops/:jobId', Component: Stop }, { path: 'unsent', Component: Unsent }, { path: '*', element: <Navigate to={links.jobs()} replace /> },
  ],
}], { basename: '/technician' });
createRoot(document.getElementById('root') as HTMLElement).render(<StrictMode><Speaking><RouterProvider router={router} /><Toasts /></Speaking></StrictMode>);
if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/technician-worker.js', { scope: '/technician' }).catch(() => undefined);
