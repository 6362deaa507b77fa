// The only place that spells the console's URLs.
export const links = {
  inbox: () => '/cases', case: (id: string) => `/cases/${id}`, openCase: () => '/cases/open', vehicle: (id: string) => `/vehicles/${id}`, diagnosis: (id: string) => `/vehicles/${id}/diagnosis`, board: () => '/board',
  checkIn: (of?: { appointment: string } | { case: string }) => (of === undefined ? '/check-in' : `/check-in?${new URLSearchParams(of)}`),
  workOrders: () => '/work-orders', workOrder: (id: string) => `/work-orders/${id}`, document: (id: string) => `/documents/${id}`, myJobs: () => '/my-jobs', invoices: () => '/invoices', invoice: (id: string) => `/invoices/${id}`,
  prices: () => '/prices', priceDraft: (brandId: string) => `/prices/draft/${brandId}`, notices: () => '/notices', alerts: () => '/alerts', alert: (id: string) => `/alerts/${id}`, storm: (id: string) => `/alerts/storms/${id}`, rules: () => '/alert-rules', weather: () => '/weather', workshop: () => '/in-workshop', duty: () => '/duty', surveys: () => '/surveys', improvement: () => '/improvement', audit: () => '/audit',
  people: (find?: string) => (find === undefined ? '/people' : `/people?${new URLSearchParams({ find })}`), outlets: (id?: string) => (id === undefined ? '/outlets' : `/outlets?${new URLSearchParams({ open: id })}`), place: () => '/place', rePlan: (outletId?: string) => (outletId === undefined ? '/re-plan' : `/re-plan?${new URLSearchParams({ outlet: outletId })}`), certificates: () => '/certificates', register: () => '/register', owner: (id: string) => `/owners/${id}`, link: () => '/vehicle-link',
};
