// Progress over plain pages: links and forms with data-swap="id id" fetch the same full page and change
// only those parts. Whatever fails falls back to what the browser would have done.
const policy = window.trustedTypes?.createPolicy('sakwa', { createHTML: html => html });
const parse = html => new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, 'text/html');
const byId = id => document.getElementById(id);
const key = node => node.nodeType === 1 ? node.id || node.dataset.key : '';

// --- morph: make `old` look like `want`, keeping nodes, focus, open details and what is being typed
function morph(old, want) {
  if (old.isEqualNode(want) || old.dataset?.keep !== undefined) return;
  if (old.nodeName !== want.nodeName) return old.replaceWith(document.adoptNode(want));
  if (old.nodeType !== 1) { old.data = want.data; return; }
  const typing = old === document.activeElement && old.matches('input, textarea, select');
  for (const { name } of [...old.attributes])
    if (!want.hasAttribute(name) && !(name === 'open' && old.localName === 'details')) old.removeAttribute(name);
  for (const { name, value } of want.attributes)
    if (old.getAttribute(name) !== value && !(typing && name === 'value')) old.setAttribute(name, value);
  if (typing) return;
  children(old, want);
  if ('checked' in old) old.checked = want.checked;
  if (old.matches('input:not([type=file]), textarea, select') && old.value !== want.value) old.value = want.value;
}

function children(old, want) {
  const kept = new Map([...old.children].filter(key).map(node => [key(node), node]));
  let at = old.firstChild;
  for (const next of [...want.childNodes]) {
    const have = key(next) ? kept.get(key(next)) : at && !key(at) ? at : null;
    if (!have) { old.insertBefore(document.adoptNode(next), at); continue; }
    if (have !== at) old.moveBefore ? old.moveBefore(have, at) : old.insertBefore(have, at);
    at = have.nextSibling;
    morph(have, next);
  }
  while (at) { const gone = at; at = at.nextSibling; gone.remove(); }
}

// --- swap: the named parts of a fetched page; false when one of them is not there
function swap(ids, page) {
  const pairs = ids.split(' ').map(id => [byId(id), page.getElementById(id)]);
  if (pairs.some(pair => !pair[0] || !pair[1])) return false;
  const focused = [];
  for (let node = document.activeElement; node && node !== document.body; node = node.parentElement) if (node.id) focused.push(node.id);
  for (const [old, want] of pairs) morph(old, want);
  if (page.title) document.title = page.title;
  refocus(focused);
  document.dispatchEvent(new CustomEvent('swapped', { detail: ids }));
  return true;
}

// What had the focus, or the first thing to press in the nearest part of it that is still there.
function refocus(ids) {
  for (const id of ids) {
    if (document.activeElement !== document.body) return;
    byId(id)?.focus({ preventScroll: true });
    if (document.activeElement === document.body) byId(id)?.querySelector('button, a, input')?.focus({ preventScroll: true });
  }
}

const fetchPage = async (url, options) => {
  const answer = await fetch(url, { credentials: 'same-origin', ...options });
  if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
  return { answer, page: parse(await answer.text()) };
};

let here = location.pathname + location.search;
function show(url, replace) {
  const { pathname, search, hash } = new URL(url);
  if (pathname + search === here) return;
  history[replace ? 'replaceState' : 'pushState']({}, '', pathname + search + hash);
  here = pathname + search;
}
addEventListener('popstate', () => { if (location.pathname + location.search !== here) location.reload(); });

// --- links and GET forms: the newest wins
let reading;
async function read(url, ids, replace) {
  reading?.abort();
  reading = new AbortController();
  try {
    const { answer, page } = await fetchPage(url, { signal: reading.signal });
    if (swap(ids, page)) show(answer.url, replace); else location.assign(answer.url);
  } catch (error) { if (error.name !== 'AbortError') location.assign(url); }
}

// --- POST forms: one after another, so that quick presses all count
let writing = Promise.resolve();
function write(form, button, ids) {
  const url = button?.formAction || form.action;
  // Every press counts once, however often it is sent; two presses on one page are two.
  const once = form.elements.namedItem('once');
  if (once) once.value = Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16).padStart(2, '0')).join('');
  const body = new FormData(form, button);
  const multipart = form.enctype === 'multipart/form-data';
  form.setAttribute('aria-busy', 'true');
  writing = writing.then(async () => {
    try {
      const { answer, page } = await fetchPage(url, { method: 'POST', body: multipart ? body : new URLSearchParams(body) });
      if (swap(ids, page)) { if (answer.redirected) show(answer.url, true); if (answer.status === 422) byId('errors')?.focus(); }
      else if (answer.redirected) location.assign(answer.url);
      else plainly(form, button);
    } catch { plainly(form, button); }
    form.removeAttribute('aria-busy');
  });
}
const plainly = (form, button) => { form.dataset.plain = ''; form.requestSubmit(button?.form === form ? button : undefined); };

addEventListener('click', event => {
  if (event.target.closest('[data-print]')) return print();
  const link = event.target.closest('a[data-swap]');
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const href = link.href.baseVal ?? link.getAttribute('href');
  read(new URL(href, location.href).href, link.dataset.swap, 'replace' in link.dataset);
});

addEventListener('submit', event => {
  const { target: form, submitter } = event;
  const ids = submitter?.dataset.swap ?? form.dataset.swap;
  if (!ids || event.defaultPrevented || 'plain' in form.dataset) return;
  event.preventDefault();
  if (form.method === 'post') return write(form, submitter, ids);
  const url = new URL(submitter?.formAction || form.action);
  url.search = new URLSearchParams(new FormData(form, submitter));
  read(url.href, ids);
});

// --- typing: drafts saved 0.8 s after the last key, counters said when typing stops
const timers = new WeakMap();
const later = (node, wait, act) => { clearTimeout(timers.get(node)); timers.set(node, setTimeout(act, wait)); };
addEventListener('input', ({ target }) => {
  const count = target.dataset.max && byId(`${target.id}-count`);
  if (count) later(target, 500, () => { count.textContent = count.dataset.count.replace('{}', target.dataset.max - [...target.value].length); });
  const form = target.form;
  if (form?.dataset.autosave) later(form, 800, () => save(form));
});
async function save(form) {
  const { autosave, status, offline } = form.dataset;
  try {
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    swap(status, (await fetchPage(autosave, { method: 'POST', body: new URLSearchParams(body) })).page);
  } catch { if (offline && byId(status)) byId(status).textContent = offline; }
}

// --- a sentence for screen readers; modules that show live numbers use it sparingly
function announce(sentence) {
  const place = byId('announce');
  if (place) later(place, 300, () => { place.textContent = sentence; });
}
// For live.js: an import would be a second copy, for assets have hashed names.
globalThis.sakwa = { announce, parse, swap };
byId('errors')?.focus();

// --- a receipt's QR carries its code after #, where no server sees it
const code = byId('code');
if (code && !code.value && location.hash.length > 1) code.value = decodeURIComponent(location.hash.slice(1));
