// News of a page that others change too: a stream of the parts that changed, tried again when it ends, and
// asked for now and then where no stream gets through. The page works without it.
const { announce, parse, swap } = globalThis.sakwa;

const byId = id => document.getElementById(id);
const address = document.body.dataset.live;
const short = 30_000;
let since = new URL(address, location.href).searchParams.get('since');
let source, watchdog, retry, failures = 0, saidAt = 0;

const url = () => { const to = new URL(address, location.href); to.searchParams.set('since', since); return to; };
const line = on => { const place = byId('line'); if (place) { place.textContent = place.dataset[on ? 'on' : 'off']; place.dataset.state = on ? 'on' : 'off'; } };

function show({ version, ids, html }) {
  since = version;
  const typed = [...document.querySelectorAll('main :is(input:not([type=hidden], [type=radio], [type=checkbox]), textarea)')]
    .filter(field => field.id && field.value !== field.defaultValue).map(field => [field.id, field.value]);
  const before = byId('said')?.textContent;
  const page = parse(html);
  if (!swap(ids, page)) return location.reload();
  for (const [id, value] of typed) { const field = byId(id); if (field) field.value = value; }
  const said = byId('said')?.textContent;
  if (said && said !== before && performance.now() - saidAt > 5000) { saidAt = performance.now(); announce(said); }
}

function open() {
  close();
  source = new EventSource(url());
  const alive = () => { failures = 0; line(true); clearTimeout(watchdog); watchdog = setTimeout(again, 35_000); };
  source.onopen = alive;
  source.addEventListener('beat', alive);
  source.addEventListener('state', event => { alive(); show(JSON.parse(event.data)); });
  source.onerror = again;
}
function close() { source?.close(); source = undefined; clearTimeout(watchdog); clearTimeout(retry); }
function again() {
  close();
  failures += 1;
  line(false);
  const wait = Math.min(500 * 2 ** (failures - 1), short) * (0.5 + Math.random());
  retry = setTimeout(failures > 3 ? ask : open, wait);
}
async function ask() {
  try {
    const answer = await fetch(url(), { headers: { accept: 'application/json' } });
    if (answer.status === 200) show(await answer.json());
    if (answer.ok) { line(true); failures = 3; }
  } catch { line(false); }
  retry = setTimeout(failures > 8 ? open : ask, 2500);
  failures += 1;
}

// --- A phone that sleeps drops its stream without a word.
let asleep;
addEventListener('visibilitychange', () => {
  clearTimeout(asleep);
  if (document.hidden) asleep = setTimeout(close, 60_000);
  else if (!source) { failures = 0; open(); }
});
addEventListener('online', open);
addEventListener('pageshow', event => { if (event.persisted) open(); });
addEventListener('pagehide', close);

// --- The clock runs on between two states.
let ends, shown;
function tick() {
  const clock = byId('clock');
  if (clock?.dataset.left !== shown) { shown = clock?.dataset.left; ends = performance.now() + Number(shown ?? 0); }
  if (!clock) return;
  const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
  clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
}
document.addEventListener('swapped', () => { shown = undefined; });
setInterval(tick, 500);
open();
