// Drag, pinch and keys on the server's map: each asks for a new view by a link that core.js swaps.
const points = new Map();
let svg, start, moved;

function go(map, z, x, y) {
  ask(map, `z=${Math.max(0, Math.min(18, z))}&x=${Math.round(x)}&y=${Math.round(y)}&w=${map.dataset.w}`);
}
function ask(map, view) {
  const { base, swap } = map.dataset;
  const link = document.createElement('a');
  link.href = base + (base.includes('?') ? '&' : '?') + view;
  Object.assign(link.dataset, { swap, replace: '' });
  link.hidden = true;
  map.parentNode.append(link);
  link.click();
  link.remove();
}

const middle = () => {
  const all = [...points.values()], n = all.length;
  const x = all.reduce((sum, p) => sum + p.x, 0) / n, y = all.reduce((sum, p) => sum + p.y, 0) / n;
  return { x, y, spread: n > 1 ? Math.hypot(all[0].x - all[1].x, all[0].y - all[1].y) : 1 };
};

// One finger scrolls the page; two move and zoom the map. A mouse drags.
addEventListener('pointerdown', event => {
  const map = event.target.closest?.('svg.map:not([data-still])');
  if (!map || event.button) return;
  svg = map;
  points.set(event.pointerId, { x: event.clientX, y: event.clientY });
  start = middle();
  moved = null;
});
addEventListener('pointermove', event => {
  if (!points.has(event.pointerId)) return;
  points.set(event.pointerId, { x: event.clientX, y: event.clientY });
  if (event.pointerType === 'touch' && points.size < 2) return;
  const now = middle(), box = svg.getBoundingClientRect(), unit = svg.dataset.w / box.width;
  const dx = (now.x - start.x) * unit, dy = (now.y - start.y) * unit, k = now.spread / start.spread;
  if (!moved && Math.hypot(dx, dy) < 5 && Math.abs(k - 1) < .1) return;
  moved = { dx, dy, k };
  const cx = svg.dataset.w / 2, cy = cx * box.height / box.width;
  svg.querySelector('g').setAttribute('transform', `translate(${cx + dx} ${cy + dy})scale(${k})translate(${-cx} ${-cy})`);
});
function end(event) {
  if (!points.delete(event.pointerId) || points.size || !moved) return;
  const { z, x, y } = svg.dataset, by = Math.round(Math.log2(moved.k)), k = 2 ** by;
  go(svg, +z + by, (x - moved.dx) * k, (y - moved.dy) * k);
  addEventListener('click', stop, { capture: true, once: true });
  setTimeout(() => removeEventListener('click', stop, { capture: true }));
}
const stop = event => { if (event.isTrusted) { event.preventDefault(); event.stopPropagation(); } };
addEventListener('pointerup', end);
addEventListener('pointercancel', end);
addEventListener('dragstart', event => { if (event.target.closest?.('svg.map')) event.preventDefault(); });

const KEYS = { '+': [1, 0, 0], '=': [1, 0, 0], '-': [-1, 0, 0], ArrowLeft: [0, -1, 0], ArrowRight: [0, 1, 0], ArrowUp: [0, 0, -1], ArrowDown: [0, 0, 1] };
addEventListener('keydown', event => {
  const map = event.target.closest?.('svg.map:not([data-still])'), move = KEYS[event.key];
  if (!map || !move || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const { z, x, y, w } = map.dataset, k = 2 ** move[0], third = w / 3;
  go(map, +z + move[0], (+x + move[1] * third) * k, (+y + move[2] * third) * k);
});

// The server draws for a phone; a wider place asks once for its own width.
for (const map of document.querySelectorAll('svg.map:not([data-still])')) {
  const { z, x, y, w, fit } = map.dataset, wide = Math.min(960, Math.round(map.clientWidth / 40) * 40);
  if (wide - w > 60) ask(map, (fit === undefined ? `z=${z}&x=${x}&y=${y}&` : '') + `w=${wide}`);
}
