// Keeps the whole page for the time without a network. The build writes the list; a changed file is a new version, and
// the next load shows it.
// Two pages of one origin keep out of each other's way.
const OURS = `iamwhy ${self.registration.scope} `;
const VERSION = `${OURS}HASH`;
const FILES = ['FILES'];
// The practice room: kept once somebody has opened it.
const PRACTICE = ['PRACTICE'];

// Files whose name does not change with what is in them must not come out of the browser's own cache.
const request = ({ url, named }) => new Request(url, { cache: named ? 'default' : 'reload' });

self.addEventListener('install', (event) => {
  const keep = async () => {
    const cache = await caches.open(VERSION);
    await cache.addAll(FILES.map(request));
    await self.skipWaiting();
  };
  event.waitUntil(keep());
});

self.addEventListener('message', (event) => {
  if (event.data !== 'keep the practice room') return;
  const keep = async () => {
    const cache = await caches.open(VERSION);
    const there = await Promise.all(PRACTICE.map(({ url }) => cache.match(url)));
    await cache.addAll(PRACTICE.filter((_, at) => !there[at]).map(request));
    event.source?.postMessage('the practice room is kept');
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
  const { request: asked } = event;
  if (asked.method !== 'GET' || new URL(asked.url).origin !== location.origin) return;
  const answer = async () => {
    const kept =
      asked.mode === 'navigate'
        ? await (await caches.open(VERSION)).match(new URL(asked.url).pathname.endsWith('/practice.html') ? './practice.html' : './')
        : await caches.match(asked, { ignoreVary: true });
    if (kept) return kept;
    const came = await fetch(asked);
    // What AWS says of a service is kept once it was read.
    if (came.ok && /\/about-[^/]+\.txt$/u.test(new URL(asked.url).pathname)) {
      const copy = came.clone();
      event.waitUntil(caches.open(VERSION).then((cache) => cache.put(asked, copy)));
    }
    return came;
  };
  event.respondWith(answer());
});
