import { launch, newPerson } from './lib/page.mjs';
import { startDemo } from './lib/server.mjs';
import { fill, signIn } from './lib/steps.mjs';
import { mkdirSync } from 'node:fs';
const out = '/tmp/shots'; mkdirSync(out, { recursive: true });
const demo = await startDemo(); const browser = await launch();
const host = await newPerson(browser, { base: demo.base });
await signIn(host, demo.account('facilitator'));
const snap = async (page, name, dark) => { await page.waitForTimeout(150); await page.screenshot({ path: `${out}/${name}.png`, fullPage: true }); };
const rules = process.argv[2] ?? 'lublin-2014';
await host.goto('/pl/games/new'); await snap(host, 'choose');
await host.goto(`/pl/games/new?rules=${rules}`); await snap(host, 'new');
await fill(host, { tables: '2', seats: '1', ...(await host.locator('[name=items]').count() ? { items: '6' } : {}) });
await host.locator('main form button[type=submit]').click();
await host.waitForURL(/games\/[A-Z2-9]{8}$/);
const code = new URL(host.url()).pathname.split('/').pop();
const phones = [];
for (const [at, nick] of ['Ola', 'Jan', 'Mia', 'Ewa'].entries()) {
  const phone = await newPerson(browser, { base: demo.base, width: 360, dark: at === 1 });
  await phone.goto(`/pl/join/${code}`);
  if (at < 2) await snap(phone, `join-${at}`);
  await fill(phone, { table: at < 3 ? '1' : '2', nick });
  await phone.locator('main form button[type=submit]').click(); await phone.waitForURL(/play/);
  phones.push(phone);
}
await snap(phones[0], 'wait');
const go = async (act) => { await host.goto(`/pl/games/${code}`); const b = host.locator(`button[value="${act}"]`).first(); await b.click(); await b.waitFor({ state: 'detached' }); };
await snap(host, 'console-0');
const phases = { 'lublin-2014': ['reading', 'play', 'ranking'], empaville: ['introduction', 'ideas', 'campaign', 'vote'] }[rules] ?? ['play'];
for (const phase of phases) {
  await go(`start:${phase}`);
  await phones[0].waitForTimeout(500);
  for (const phone of phones) { await phone.reload();
    for (let n = 0; n < 30; n++) { const plus = phone.locator('li.item').last().locator('button[value^="place:"]'); if (await plus.count()) { await plus.click(); await phone.waitForTimeout(120); } } }
  if (await phones[0].locator('button[value^="place:"]').count()) {
    const d = phones[0].locator('li.item details').nth(1); await d.locator('summary').click(); await d.locator('input[name^=amount]').fill('999999'); await d.locator('button').first().click(); await phones[0].waitForTimeout(300);
    for (const phone of phones.slice(0,2)) { const yes = phone.locator('button[value^="yes:"]').first(); await phone.reload(); if (await yes.count()) await yes.click(); await phone.waitForTimeout(100); }
  }
  if (await phones[0].locator('button[value^="propose:"]').count()) { await phones[0].locator('button[value^="propose:"]').first().click(); await phones[0].waitForTimeout(200);}
  if (phase === 'ideas') { await phones[0].locator('[name=title]').fill('Ogród przy bibliotece'); for (const n of ['description','place','category']) await phones[0].locator(`[name=field-${n}]`).fill('Tekst'); await phones[0].locator('label[for=range]').click(); await phones[0].locator('form:has([value=idea]) button').click(); await phones[0].waitForTimeout(300); }
  for (const [at, phone] of phones.entries()) if (at < 2) { if (at) await phone.reload(); await snap(phone, `play-${phase}-${at}`); }
  await host.goto(`/pl/games/${code}`); await snap(host, `console-${phase}`);
  await host.goto(`/pl/games/${code}/tables/1`); await snap(host, `table-${phase}`);
  await go(`end:${phase}`);
}
await phones[0].reload(); await snap(phones[0], 'end');
await host.goto(`/pl/games/${code}/report`); await snap(host, 'report');
await host.goto('/pl/games'); await snap(host, 'games');
const m = await newPerson(browser, { base: demo.base, width: 360, dark: true, state: await host.context().storageState() });
await m.goto(`/pl/games/${code}`); await snap(m, 'console-m'); await m.goto(`/pl/games/${code}/report`); await snap(m, 'report-m');
await browser.close(); await demo.stop();
