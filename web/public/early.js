// Before the first paint: light or dark as it was chosen here last, and nothing of the first example where another
// scenario is about to open. Storage may be forbidden; then the system decides.
const root = document.documentElement;
const kept = (storage, key) => {
  try {
    return globalThis[storage].getItem(key);
  } catch {
    return null;
  }
};
const dark = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
root.dataset.theme = kept('localStorage', 'iamwhy.theme') ?? dark;
const last = kept('sessionStorage', 'iamwhy.v1.last') ?? kept('localStorage', 'iamwhy.v1.last');
if (last !== null || location.hash.length > 3) root.dataset.opens = 'another';
