// The only place that spells the technician's URLs.
export const links = { jobs: () => '/', job: (id: string) => `/jobs/${id}`, stop: (id: string) => `/stops/${id}`, unsent: () => '/unsent' };
