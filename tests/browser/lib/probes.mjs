// What axe does not see. Each probe returns a list of sentences; an empty list is a pass.

/** Anything wider than the window, so that the page scrolls sideways (WCAG 1.4.10). */
export const overflow = (page) => page.evaluate(() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.body.querySelectorAll('*')]
    .filter((el) => el.getBoundingClientRect().right > width + 1)
    .filter((el) => !clipped(el));
  const leaves = wide.filter((el) => !wide.some((other) => other !== el && el.contains(other)));
  return [`page is ${document.documentElement.scrollWidth} px wide in ${width}: ${leaves.slice(0, 5).map(name).join(', ')}`];

  function clipped(el) {
    for (let up = el.parentElement; up && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== 'visible') return true;
    }
    return false;
  }
  function name(el) {
    return `<${el.localName}${el.id && `#${el.id}`}${el.className?.baseVal ?? el.className ? `.${[...el.classList].join('.')}` : ''}> ${el.textContent.trim().slice(0, 30)}`;
  }
});

/** Targets under 24 × 24 px, links inside a sentence excepted (WCAG 2.5.8). */
export const smallTargets = (page) => page.evaluate(() => {
  const found = [];
  for (const el of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex="0"]')) {
    if (!el.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || el.matches('[tabindex="-1"]')) continue;
    // A check box is as large as the label that ticks it.
    const boxes = [el, ...(el.matches('input[type=checkbox], input[type=radio]') ? el.labels ?? [] : [])]
      .map((one) => one.getBoundingClientRect());
    const large = boxes.some((box) => box.width >= 23.5 && box.height >= 23.5);
    const hidden = boxes[0].width <= 1 || boxes[0].height <= 1 || boxes[0].bottom < 0; // a skip link before it has focus
    if (large || hidden || inSentence(el)) continue;
    found.push(`${Math.round(boxes[0].width)} × ${Math.round(boxes[0].height)} px: ${el.outerHTML.slice(0, 120)}`);
  }
  return found.length > 5 ? [...found.slice(0, 5), `and ${found.length - 5} more`] : found;

  function inSentence(el) {
    if (el.localName !== 'a' || getComputedStyle(el).display !== 'inline') return false;
    const block = el.closest('p, li, dd, dt, td, th, figcaption, label, blockquote, caption');
    if (!block) return false;
    const words = block.cloneNode(true);
    words.querySelectorAll('a, button').forEach((one) => one.remove());
    return words.textContent.trim().length > 3;
  }
});

/** Pictures without a text, fields without a label, buttons and links without a name. */
export const unnamed = (page) => page.evaluate(() => {
  const found = [];
  const say = (el, why) => found.push(`${why}: ${el.outerHTML.slice(0, 120)}`);
  for (const el of document.querySelectorAll('img:not([alt])')) say(el, 'no alt');
  for (const el of document.querySelectorAll('svg[role=img]')) {
    if (!el.querySelector('title')?.textContent.trim() && !el.ariaLabel && !el.hasAttribute('aria-labelledby')) say(el, 'no title');
  }
  for (const el of document.querySelectorAll('input:not([type=hidden]):not([type=submit]):not([type=button]), select, textarea')) {
    if (!el.labels?.length && !el.ariaLabel && !el.hasAttribute('aria-labelledby')) say(el, 'no label');
  }
  for (const el of document.querySelectorAll('button, a[href]')) {
    if (!el.textContent.trim() && !el.ariaLabel && !el.querySelector('img[alt]:not([alt=""]), title')) say(el, 'no name');
  }
  // The accessible name holds the visible words (WCAG 2.5.3).
  for (const el of document.querySelectorAll('button[aria-label], a[aria-label]')) {
    const words = (el.innerText ?? '').trim().toLowerCase(); // an <a> in a picture has none
    if (words && !el.ariaLabel.toLowerCase().includes(words)) say(el, 'label leaves out the visible words');
  }
  for (const el of document.querySelectorAll('button:not([type])')) say(el, 'no type');
  const ids = [...document.querySelectorAll('[id]')].map((el) => el.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) found.push(`id ${id} more than once`);
  if (document.querySelectorAll('h1').length !== 1) found.push(`${document.querySelectorAll('h1').length} h1 headings`);
  if (!document.documentElement.lang) found.push('no lang');
  return found;
});

/** Presses Tab through the page: where focus is, and whether something fixed or sticky covers it (WCAG 2.4.11). */
export async function tabThrough(page, { most = 200, each } = {}) {
  const hidden = [];
  let stops = 0;
  let first = null;
  for (; stops < most; stops++) {
    await page.keyboard.press('Tab');
    const stop = await focusStop(page);
    if (!stop || stop.key === first) break;
    first ??= stop.key;
    if (stop.coveredBy) hidden.push(`${stop.what} under ${stop.coveredBy}`);
    if (each && (await each(stop)) === false) break;
  }
  return { stops, hidden };
}

/** The focused element: what it is and what covers it entirely, if anything does. */
export const focusStop = (page) => page.evaluate(() => {
  const el = document.activeElement;
  if (!el || el === document.body) return null;
  const box = el.getBoundingClientRect();
  const all = [...document.querySelectorAll('*')];
  const covers = [];
  for (const [fx, fy] of [[0.5, 0.5], [0.05, 0.1], [0.95, 0.1], [0.05, 0.9], [0.95, 0.9]]) {
    const x = box.left + box.width * fx;
    const y = box.top + box.height * fy;
    const top = document.elementFromPoint(x, y);
    const seen = top && (el.contains(top) || top.contains(el) || [...(el.labels ?? [])].some((label) => label.contains(top)));
    if (seen) return stop(null);
    covers.push(top ? `<${top.localName}${top.className && `.${top.className}`}>` : `nothing at ${Math.round(x)},${Math.round(y)}`);
  }
  return stop(covers[0]);

  function stop(coveredBy) {
    return {
      key: all.indexOf(el), coveredBy, tag: el.localName, type: el.type ?? null, id: el.id, name: el.name ?? null, value: el.value ?? null,
      what: `<${el.localName}> ${(el.ariaLabel ?? el.innerText ?? el.name ?? '').trim().slice(0, 60)}`,
      text: (el.ariaLabel ?? el.innerText ?? '').trim(),
    };
  }
});
