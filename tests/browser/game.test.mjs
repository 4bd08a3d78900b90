// An evening: a facilitator and two tables of three phones play Lublin's game to the end, in Polish, once with
// JavaScript and once without. In the middle the server is killed and started again.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertSilent, forgiveOutage, launch, newPerson } from './lib/page.mjs';
import { editions } from './lib/paths.mjs';
import { binary, startDemo } from './lib/server.mjs';
import { assertAccessible, fill, signIn } from './lib/steps.mjs';

let demo;
let browser;
let facilitator;
before(async () => {
  demo = await startDemo();
  facilitator = demo.account('facilitator');
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

const press = (page, value) => page.locator(`button[value="${value}"]`).first();
const number = (text) => Number(text.replace(/\D/g, ''));
const purse = async (page) => number(await page.locator('#top b').first().innerText());

for (const js of [true, false]) {
  test(`an evening ${js ? 'with' : 'without'} JavaScript`, { timeout: 600_000 }, async () => {
    // --- the facilitator opens it
    const host = await newPerson(browser, { base: demo.base, js });
    await signIn(host, facilitator);
    await host.waitForURL(/\/pl\/games$/);
    await assertAccessible(host);
    await host.goto('/pl/games/new');
    await assertAccessible(host);
    await host.locator('main a[href$="rules=lublin-2014"]').click();
    await assertAccessible(host);
    const pool = await host.locator('[name=pool] option').evaluateAll((all, edition) =>
      all.map((one) => one.value).find((value) => value.startsWith(edition)), editions.voting);
    await fill(host, { title: 'Gra o budżet, próba', pool, items: '4', tables: '2', seats: '0' });
    await host.locator('main form button[type=submit]').click();
    await host.locator('#errors').waitFor();
    await assertAccessible(host);
    assert.equal(await host.locator('[name=title]').inputValue(), 'Gra o budżet, próba', 'what was typed stays');
    await fill(host, { seats: '3' });
    await host.locator('main form button[type=submit]').click();
    await host.waitForURL(/\/games\/[A-Z2-9]{8}$/);
    await assertAccessible(host);
    const code = new URL(host.url()).pathname.split('/').pop();

    // --- six phones sit down
    const phones = [];
    for (const [at, nick] of ['Ola', 'Jan', 'Mia', 'Ewa', 'Leo', ''].entries()) {
      const phone = await newPerson(browser, { base: demo.base, width: 360, js });
      await phone.goto(at === 0 ? `/j/${code.toLowerCase()}` : '/pl/join');
      if (at > 0) {
        await fill(phone, { code: `${code.slice(0, 4)} ${code.slice(4)}` });
        if (at === 1) await assertAccessible(phone);
        await phone.locator('main form button[type=submit]').click();
      }
      await phone.waitForURL(new RegExp(`/join/${code}$`));
      if (at === 0) await assertAccessible(phone);
      await fill(phone, { table: String(at < 3 ? 1 : 2), nick });
      await phone.locator('main form button[type=submit]').click();
      await phone.waitForURL(/\/pl\/play/);
      await assertAccessible(phone);
      phones.push(phone);
    }
    const tables = [phones.slice(0, 3), phones.slice(3)];
    const fresh = async (page) => { if (!js) await page.reload(); };

    const conduct = async (act) => {
      await host.goto(`/pl/games/${code}`);
      await press(host, act).click();
      await press(host, act).waitFor({ state: 'detached' });
      await assertAccessible(host);
    };
    const sees = async (page, selector) => { await fresh(page); await page.locator(selector).first().waitFor(); };

    await conduct('start:reading');
    for (const phone of phones) await sees(phone, '#clock');
    // --- a question, and its answer
    await phones[0].locator('#ask summary').click();
    await fill(phones[0], { question: 'Czy plac zabaw będzie ogrodzony?' });
    await phones[0].locator('#ask button[type=submit]').click();
    await phones[0].locator('#write', { hasText: 'ogrodzony' }).waitFor();
    await assertAccessible(phones[0]);
    await host.goto(`/pl/games/${code}/tables/1`);
    await assertAccessible(host);
    await host.locator('#answer-1').fill('Tak, niskim płotem.');
    await host.locator('form:has(#answer-1) button[type=submit]').click();
    await host.locator('main', { hasText: 'niskim płotem' }).waitFor();
    await conduct('end:reading');
    await conduct('start:play');
    for (const phone of phones) await sees(phone, 'button[value^="place:"]');
    await assertAccessible(phones[0]);

    // --- each table buys its cheapest item together
    let killed = false;
    for (const table of tables) {
      const cheapest = await table[0].locator('li.item').evaluateAll((all) => {
        const price = (item) => Number(item.querySelector('.have small').innerText.split(' z ').pop().replace(/\D/g, ''));
        return all.map((item) => ({ id: item.id, price: price(item) })).sort((a, b) => a.price - b.price)[0];
      });
      const item = (phone) => phone.locator(`#${cheapest.id}`);
      // A step there, a step back.
      const had = await purse(table[0]);
      await item(table[0]).locator('button[value^="place:"]').click();
      await item(table[0]).locator('button[value^="back:"]').waitFor();
      assert.ok(await purse(table[0]) < had);
      await item(table[0]).locator('button[value^="back:"]').click();
      await item(table[0]).locator('button[value^="back:"]').waitFor({ state: 'detached' });
      assert.equal(await purse(table[0]), had, 'the money is back');
      // More than one has is refused beside the item.
      await item(table[0]).locator('summary').click();
      await item(table[0]).locator('input[name^=amount]').fill(String(had + 1));
      await item(table[0]).locator('button[value^="exact:"]').click();
      await table[0].locator('#errors').waitFor();
      await item(table[0]).locator('.note--bad').waitFor();
      await assertAccessible(table[0]);
      let missing = cheapest.price;
      for (const phone of table) {
        await fresh(phone);
        const mine = Math.min(missing, await purse(phone), Math.ceil(cheapest.price / 3));
        if (mine > 0) {
          if (!(await item(phone).locator('details').getAttribute('open') === '')) await item(phone).locator('summary').click();
          await item(phone).locator('input[name^=amount]').fill(String(mine));
          await item(phone).locator('button[value^="exact:"]').click();
          await item(phone).locator('b.num', { hasText: String(mine) }).waitFor();
          missing -= mine;
        }
        if (!killed) {
          killed = true;
          const before = await Promise.all(phones.map(purse));
          await demo.kill();
          if (js) for (const phone of phones) await phone.locator('#line[data-state=off]').waitFor();
          demo = await startDemo({ again: demo });
          await Promise.all(phones.map(async (phone, at) => {
            if (js) await phone.locator('#line[data-state=on]').waitFor();
            else await phone.reload();
            assert.equal(await purse(phone), before[at], 'no acknowledged move is lost');
            await phone.goto('/pl/play');
            assert.equal(await purse(phone), before[at], 'nor is it in what was stored');
          }));
          [host, ...phones].forEach(forgiveOutage);
          await item(phone).locator('b.num', { hasText: String(mine) }).waitFor();
        }
        await assertAccessible(phone);
      }
      assert.equal(missing, 0, 'the table could afford it');
      for (const [at, phone] of table.entries()) {
        await sees(phone, `#${cheapest.id} button[value^="yes:purchase:"]`);
        if (at === 0) await assertAccessible(phone);
        await item(phone).locator('button[value^="yes:purchase:"]').click();
        if (at < 2) await item(phone).locator(`text=/Zgoda: ${at + 1} z 3/`).waitFor();
      }
      for (const phone of table) await sees(phone, `#${cheapest.id} .tag--good`);
      await assertAccessible(table[0]);
    }
    // --- a note, and the order of each table
    await host.goto(`/pl/games/${code}/tables/2`);
    await fill(host, { text: 'Najpierw nikt nie chciał, potem wszyscy.', tag: 'changed_mind' });
    await host.locator('form:has([name=tag]) button[type=submit]').click();
    await host.locator('main', { hasText: 'potem wszyscy' }).waitFor();
    await assertAccessible(host);
    await conduct('end:play');
    await conduct('start:ranking');
    for (const table of tables) {
      await sees(table[1], '#rank');
      await assertAccessible(table[1]);
      await table[1].locator('#rank').click();
      for (const phone of table) {
        await sees(phone, 'button[value="yes:list"]');
        await press(phone, 'yes:list').click();
        await phone.waitForTimeout(50);
      }
      await sees(table[1], '#write .tag--good');
    }
    await conduct('end:ranking');

    // --- what came of it
    for (const phone of phones) await sees(phone, '#h-end');
    await assertAccessible(phones[0]);
    for (const question of ['together', 'decisions', 'meetings']) await phones[0].locator(`label[for="${question}-4"]`).click();
    await phones[0].locator('form:has([value=survey]) button[type=submit]').click();
    await phones[0].waitForURL(/told=yes/);
    await assertAccessible(phones[0]);
    for (const act of ['start:presentation', 'end:presentation', 'start:survey', 'end:survey']) await conduct(act);
    await host.goto(`/pl/games/${code}/report`);
    await assertAccessible(host);
    assert.equal(await host.locator('section[aria-labelledby=h-tables] .panel ol li').count(), 2, 'each table bought one thing');

    // --- the stored log replays to the same seals
    const seals = (await host.locator('section[aria-labelledby=h-tables] code').allInnerTexts()).sort();
    const files = [];
    for (const name of ['rules.toml', 'log.jsonl']) {
      const [download] = await Promise.all([
        host.waitForEvent('download'),
        host.goto(`/pl/games/${code}/${name}`).catch(() => null), // a download is no page
      ]);
      files.push(join(demo.dir, `${code}-${name}`));
      await download.saveAs(files.at(-1));
    }
    const replayed = JSON.parse(execFileSync(binary, ['game', 'replay', ...files, '--json'], { encoding: 'utf8' }));
    assert.deepEqual(replayed.tables.map((table) => table.seal).sort(), seals);
    assert.deepEqual(replayed.refused, []);
    assert.ok(replayed.tables.every((table) => table.sealed && table.broken.length === 0));
    assert.doesNotMatch(readFileSync(files[1], 'utf8'), /"actor":\{"seat":\d+\}[^\n]*answer_survey/, 'answers have no name');
    for (const page of [host, ...phones]) {
      assertSilent(page);
      await page.context().close();
    }
  });
}
