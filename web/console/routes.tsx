// Pages of the console by URL; each is loaded when it is first opened.
import { createBrowserRouter, Navigate } from 'react-router';
import { Shell } from './shell/Shell.tsx';

const page = (load: () => Promise<Record<string, unknown>>, name: string) => async () => ({ Component: (await load())[name] as () => React.ReactNode });

export const router = createBrowserRouter([
  // paper stands alone, without the frame around it
  { path: 'documents/:documentId', lazy: page(() => import('./documents/DocumentPage.tsx'), 'DocumentPage') },
  {
    path: '/', Component: Shell, children: [
      { index: true, element: null },
      { path: 'cases', lazy: page(() => import('./cases/Inbox.tsx'), 'Inbox') },
      { path: 'cases/open', lazy: page(() => import('./cases/OpenCase.tsx'), 'OpenCase') },
      { path: 'cases/:caseId', lazy: page(() => import('./cases/CasePage.tsx'), 'CasePage') },
      { path: 'vehicles/:vehicleId', lazy: page(() => import('./vehicles/VehiclePage.tsx'), 'VehiclePage') },
      { path: 'vehicles/:vehicleId/diagnosis', lazy: page(() => import('./diagnosis/Diagnosis.tsx'), 'Diagnosis') },
      { path: 'board', lazy: page(() => import('./appointments/Board.tsx'), 'Board') },
      { path: 'shop', lazy: page(() => import('./workorders/ShopBoard.tsx'), 'ShopBoard') },
      { path: 'check-in', lazy: page(() => import('./workorders/CheckIn.tsx'), 'CheckIn') },
      { path: 'work-orders', lazy: page(() => import('./workorders/WorkOrders.tsx'), 'WorkOrders') },
      { path: 'work-orders/:workOrderId', lazy: page(() => import('./workorders/WorkOrderPage.tsx'), 'WorkOrderPage') },
      { path: 'my-jobs', lazy: page(() => import('./workorders/MyJobs.tsx'), 'MyJobs') },
      { path: 'invoices', lazy: page(() => import('./invoices/Invoices.tsx'), 'Invoices') },
      { path: 'invoices/:invoiceId', lazy: page(() => import('./invoices/Invoices.tsx'), 'InvoicePage') },
      { path: 'claims', lazy: page(() => import('./claims/Claims.tsx'), 'Claims') },
      { path: 'claims/rules', lazy: page(() => import('./claims/Rules.tsx'), 'ClaimRules') },
      { path: 'claims/:claimId', lazy: page(() => import('./claims/ClaimPage.tsx'), 'ClaimPage') },
      { path: 'goodwill', lazy: page(() => import('./goodwill/Goodwill.tsx'), 'GoodwillList') },
      { path: 'vehicles/:vehicleId/evidence', lazy: page(() => import('./warranty/EvidencePack.tsx'), 'EvidencePack') },
      { path: 'vehicles/:vehicleId/certificate', lazy: page(() => import('./warranty/Certificate.tsx'), 'CertificatePage') },
      { path: 'till', lazy: page(() => import('./till/Till.tsx'), 'Till') },
      { path: 'prices', lazy: page(() => import('./prices/Prices.tsx'), 'Prices') },
      { path: 'alerts', lazy: page(() => import('./alerts/Alerts.tsx'), 'Alerts') },
      { path: 'alerts/storms/:stormId', lazy: page(() => import('./alerts/StormPage.tsx'), 'StormPage') },
      { path: 'alerts/:alertId', lazy: page(() => import('./alerts/AlertPage.tsx'), 'AlertPage') },
      { path: 'weather', lazy: page(() => import('./alerts/Weather.tsx'), 'Weather') },
      { path: 'in-workshop', lazy: page(() => import('./alerts/Workshop.tsx'), 'Workshop') },
      { path: 'duty', lazy: page(() => import('./alerts/Duty.tsx'), 'Duty') },
      { path: 'alert-rules', lazy: page(() => import('./alerts/Rules.tsx'), 'Rules') },
      { path: 'surveys', lazy: page(() => import('./feedback/Surveys.tsx'), 'Surveys') },
      { path: 'improvement', lazy: page(() => import('./improvement/Improvement.tsx'), 'Improvement') },
      { path: 'audit', lazy: page(() => import('./people/Audit.tsx'), 'Audit') },
      { path: 'people', lazy: page(() => import('./people/People.tsx'), 'People') },
      { path: 'notices', lazy: page(() => import('./notices/Notices.tsx'), 'Notices') },
      { path: 'prices/draft/:brandId', lazy: page(() => import('./prices/PriceDraft.tsx'), 'PriceDraft') },
      { path: 'outlets', lazy: page(() => import('./network/Outlets.tsx'), 'Outlets') },
      { path: 'place', lazy: page(() => import('./network/Place.tsx'), 'Place') },
      { path: 're-plan', lazy: page(() => import('./appointments/RePlan.tsx'), 'RePlan') },
      { path: 'loaners', lazy: page(() => import('./loaners/Loaners.tsx'), 'Loaners') },
      { path: 'certificates', lazy: page(() => import('./network/Certificates.tsx'), 'Certificates') },
      { path: 'register', lazy: page(() => import('./vehicles/Register.tsx'), 'Register') },
      { path: 'vehicle-link', lazy: page(() => import('./gateway/VehicleLink.tsx'), 'VehicleLink') },
      { path: 'owners/:ownerId', lazy: page(() => import('./people/OwnerPage.tsx'), 'OwnerPage') },
      { path: '*', element: <Navigate to="/" replace /> },
    ],
  },
], { basename: '/console' });
