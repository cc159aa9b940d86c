// Keeps the whole page for the time without a network. The build writes the list; a changed file is a new version, and
// the next load shows it.
// Two pages of one origin keep out of each other's way.
const OURS = `iamwhy ${self.registration.scope} `;
const VERSION = `${OURS}HASH`;
const FILES = ['FILES'];

self.addEventListener('install', (event) => {
  const keep = async () => {
    const cache = await caches.open(VERSION);
    // Files whose name does not change with what is in them must not come out of the browser's own cache.
    await cache.addAll(FILES.map(({ url, named }) => new Request(url, { cache: named ? 'default' : 'reload' })));
    await self.skipWaiting();
  };
  event.waitUntil(keep());
});

self.addEventListener('activate', (event) => {
  const forget = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith(OURS) && name !== VERSION);
    // A page that is still open is of the version before, and asks for chunks of that.
    await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
    // The page that registered us asks for its chunks here, too.
    await self.clients.claim();
  };
  event.waitUntil(forget());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== location.origin) return;
  const answer = async () => {
    const kept =
      request.mode === 'navigate'
        ? await (await caches.open(VERSION)).match('./')
        : await caches.match(request, { ignoreVary: true });
    return kept ?? fetch(request);
  };
  event.respondWith(answer());
});
