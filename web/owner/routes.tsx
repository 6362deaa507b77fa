// Pages of the owner's app by URL.
import { createBrowserRouter, Navigate } from 'react-router';
import { Frame } from './Frame.tsx';
import { Home } from './Home.tsx';

const page = (load: () => Promise<Record<string, unknown>>, name: string) => async () => ({ Component: (await load())[name] as () => React.ReactNode });

export const router = createBrowserRouter([
  // papers that were printed with this address lead to the one page that verifies
  { path: '/verify/:code?', loader: ({ params }) => (location.replace(`/verify${params['code'] === undefined ? '' : `?e=${params['code']}`}`), null), element: null },
  { path: '/documents/:documentId', lazy: page(() => import('./visit/DocumentPage.tsx'), 'DocumentPage') },
  { path: '/rescue', lazy: page(() => import('./rescue/Rescue.tsx'), 'Rescue') },
  { path: '/prices', lazy: page(() => import('./prices/Prices.tsx'), 'Prices') },
  {
    path: '/', Component: Frame, children: [
      { index: true, Component: Home },
      { path: 'talk/:vehicleId?', lazy: page(() => import('./talk/Talk.tsx'), 'Talk') },
      { path: 'report', lazy: page(() => import('./cases/Report.tsx'), 'Report') },
      { path: 'cases/:caseId', lazy: page(() => import('./cases/CasePage.tsx'), 'CasePage') },
      { path: 'book/:vehicleId', lazy: page(() => import('./appointments/Book.tsx'), 'Book') },
      { path: 'come/:vehicleId', lazy: page(() => import('./dispatch/Come.tsx'), 'Come') },
      { path: 'history', lazy: page(() => import('./cases/History.tsx'), 'History') },
      { path: 'notices', lazy: page(() => import('./notices/Notices.tsx'), 'Notices') },
      { path: 'looks', lazy: page(() => import('./looks/Looks.tsx'), 'Looks') },
      { path: 'evidence/:vehicleId', lazy: page(() => import('./warranty/Papers.tsx'), 'MyEvidence') },
      { path: 'certificate/:vehicleId', lazy: page(() => import('./warranty/Papers.tsx'), 'MyCertificate') },
      { path: 'battery/:vehicleId', lazy: page(() => import('./battery/MyBattery.tsx'), 'MyBattery') },
      { path: 'battery-certificate/:paperId', lazy: page(() => import('./battery/BatteryPaper.tsx'), 'BatteryPaper') },
      { path: 'benefits', lazy: page(() => import('./benefits/Benefits.tsx'), 'Benefits') },
      { path: 'benefits/buy', lazy: page(() => import('./benefits/Buy.tsx'), 'Buy') },
      { path: 'accidents', lazy: page(() => import('./insurance/Accidents.tsx'), 'MyAccidents') },
      { path: 'me', lazy: page(() => import('./people/Me.tsx'), 'Me') },
      { path: 'invoices/:invoiceId', lazy: page(() => import('./visit/InvoicePage.tsx'), 'InvoicePage') },
      { path: 'surveys/:surveyId', lazy: page(() => import('./feedback/Survey.tsx'), 'Survey') },
      { path: 'complaints', lazy: page(() => import('./feedback/Complaints.tsx'), 'Complaints') },
      { path: '*', element: <Navigate to="/" replace /> },
    ],
  },
], { basename: '/owner' });
