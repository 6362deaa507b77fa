// The only place that spells the owner's URLs.
export const links = {
  home: () => '/', case: (id: string) => `/cases/${id}`, report: () => '/report', rescue: () => '/rescue', talk: (vehicleId?: string) => (vehicleId === undefined ? '/talk' : `/talk/${vehicleId}`), book: (vehicleId: string, caseId?: string) => `/book/${vehicleId}${caseId === undefined ? '' : `?case=${caseId}`}`,
  battery: (vehicleId: string) => `/battery/${vehicleId}`, batteryPaper: (id: string) => `/battery-certificate/${id}`, come: (vehicleId: string, caseId?: string) => `/come/${vehicleId}${caseId === undefined ? '' : `?case=${caseId}`}`,
  history: () => '/history', notices: () => '/notices', me: () => '/me', looks: () => '/looks', prices: () => '/prices', benefits: () => '/benefits', buy: () => '/benefits/buy', accidents: () => '/accidents', invoice: (id: string) => `/invoices/${id}`, evidence: (vehicleId: string) => `/evidence/${vehicleId}`, document: (id: string) => `/documents/${id}`, certificate: (vehicleId: string) => `/certificate/${vehicleId}`, survey: (id: string) => `/surveys/${id}`,
};
