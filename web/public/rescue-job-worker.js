// The contractor's page opens without a network too: the page and what it loads are kept when it is first opened, and kept anew when
// the house has a newer one. What is asked of the house itself is never kept here.
const cacheName = 'careloop-rescue-job';
const pageAt = '/rescue-job';
const assetsIn = (html) => [...html.matchAll(/(?:src|href)="(\/(?:assets\/|icon)[^"]+)"/g)].map((found) => found[1]);

async function keepPage(response) {
  const html = await response.clone().text();
  const cache = await caches.open(cacheName);
  if ((await (await cache.match(pageAt))?.text()) === html) return;
  for (const old of await cache.keys()) await cache.delete(old);
  await cache.addAll(assetsIn(html));
  await cache.put(pageAt, response);
}

async function page(request) {
  try {
    const response = await fetch(request);
    if (response.ok) await keepPage(response.clone()).catch(() => undefined); // a full phone opens the page as long as there is a network
    return response;
  } catch (error) {
    const kept = await caches.match(pageAt);
    if (kept === undefined) throw error;
    return kept;
  }
}

async function asset(request) {
  const kept = await caches.match(request);
  if (kept !== undefined) return kept;
  const response = await fetch(request);
  if (response.ok) await caches.open(cacheName).then((cache) => cache.put(request, response.clone())).catch(() => undefined);
  return response;
}

self.addEventListener('install', (event) => event.waitUntil(fetch(pageAt).then(keepPage).catch(() => undefined).then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (origin !== self.location.origin || event.request.method !== 'GET') return;
  if (event.request.mode === 'navigate') event.respondWith(page(event.request));
  else if (pathname.startsWith('/assets/')) event.respondWith(asset(event.request));
});
