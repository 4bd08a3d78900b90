// Residents vote, the officer closes, counts and publishes, and somebody who trusts nobody counts again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { assertSilent, launch, newPerson } from './lib/page.mjs';
import { editions } from './lib/paths.mjs';
import { startDemo } from './lib/server.mjs';
import {
  assertAccessible, ballotNumbers, ballotsIn, button, give, moveOn, openBallot, recount, send, signIn, signUp, take, toCheck,
} from './lib/steps.mjs';

let demo;
let browser;
before(async () => {
  demo = await startDemo();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

const person = (options) => newPerson(browser, { base: demo.base, ...options });
const resident = (name) => ({ email: `${name.toLowerCase()}@example.pl`, name, password: 'sakwa pełna grosza 7' });
const summary = (page) => page.locator('#errors');

test('voting, counting and counting again', { timeout: 300_000 }, async (t) => {
  const cast = []; // what our voters put on their ballots: project number → points
  const receipts = [];
  const receiptCodes = (page) => page.locator('.receipt .big').allInnerTexts().then((all) => all.map((words) => words.trim().split(/\s+/).pop()));

  await t.test('with JavaScript: over the limit is said, and there is no casting; a double click casts once', async () => {
    const page = await person({ width: 360 });
    await signUp(page, resident('Zofia'));
    await openBallot(page, editions.voting);
    await assertAccessible(page);
    const [first, second] = await ballotNumbers(page);
    await give(page, first, 6);
    await give(page, second, 5);
    await page.locator('.purse--over').waitFor();
    await assertAccessible(page);
    await toCheck(page);
    await summary(page).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'errors');
    assert.equal(await button(page, 'cast').count(), 0, 'no cast button over the limit');
    await assertAccessible(page);

    await page.locator('main a[href$="/vote/ballot"]').last().click();
    await take(page, second);
    await toCheck(page);
    assert.equal(await summary(page).count(), 0);
    await assertAccessible(page);
    await button(page, 'cast').dblclick();
    await page.waitForURL(/\/vote\/receipt\//);
    await assertAccessible(page);
    receipts.push(...(await receiptCodes(page)));
    cast.push({ [first]: '6', [second]: '4' });

    await page.goto(`/pl/${editions.voting}/vote/ballot`);
    assert.equal(await page.locator('li.choice').count(), 0, 'who has voted gets no second ballot');
    assertSilent(page);
  });

  await t.test('without JavaScript', async () => {
    const page = await person({ js: false });
    await signUp(page, resident('Bronisław'));
    await openBallot(page, editions.voting, 1);
    const [first, , third] = await ballotNumbers(page);
    await give(page, first, 2);
    await give(page, third, 8);
    await toCheck(page);
    await button(page, 'cast').click();
    await page.waitForURL(/\/vote\/receipt\//);
    receipts.push(...(await receiptCodes(page)));
    cast.push({ [first]: '2', [third]: '8' });
    assertSilent(page);
  });

  await t.test('a receipt says that the ballot is in the box, not what is on it', async () => {
    const page = await person();
    // As the QR code leads there: the code after #, filled in by the script.
    await page.goto(`/pl/receipt#${receipts[0]}`);
    assert.equal(await page.inputValue('#code'), receipts[0]);
    await page.click('main form button');
    await page.locator('.note--good').waitFor();
    await assertAccessible(page);
    assert.equal(await page.locator('[data-project]').count(), 0);
    assertSilent(page);
  });

  await t.test('the returning officer closes, counts and publishes', async () => {
    const visitor = await person();
    assert.notEqual((await visitor.goto(`/pl/${editions.voting}/results`)).status(), 200, 'nothing before publication');
    const desk = await person();
    await signIn(desk, demo.account('returning_officer'));
    await desk.goto(`/pl/desk/${editions.voting}/phase`);
    await assertAccessible(desk);
    await send(desk);
    await summary(desk).waitFor(); // the box that says it cannot be undone
    await assertAccessible(desk);
    await moveOn(desk, editions.voting);
    assert.notEqual((await visitor.goto(`/pl/${editions.voting}/results`)).status(), 200, 'nothing between closing and publishing');
    await visitor.goto(`/pl/${editions.voting}/vote`);
    assert.equal(await visitor.locator('main a[href$="/vote/area"]').count(), 0, 'the voting is closed');
    await moveOn(desk, editions.voting);
    assertSilent(desk);
  });

  await t.test('pabutools elects the same projects from the published files', async () => {
    const page = await person();
    await page.goto(`/pl/${editions.voting}/results`);
    await assertAccessible(page);
    const links = await page.locator('a[href$=".pb"]').evaluateAll((all) => all.map((el) => el.getAttribute('href')));
    assert.ok(links.length > 1, 'a .pb file for each pool');
    const files = [];
    for (const link of links) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.locator(`a[href="${link}"]`).click()]);
      const pool = decodeURIComponent(link.match(/([^/]+)\.pb$/)[1]);
      const winners = await page.locator(`[id="won-${pool}"] [data-project]`).evaluateAll((all) => all.map((el) => el.dataset.project));
      assert.deepEqual((await recount(await download.path())).sort(), winners.sort(), pool);
      files.push(readFileSync(await download.path(), 'utf8'));
    }
    const ballots = files.reduce((sum, file) => sum + Number(file.match(/^num_votes;(\d+)/m)[1]), 0);
    // The demo says how many ballots it loaded; each receipt is one more, and nothing else is.
    const [, loaded] = demo.printed().match(/loading Częstochowa[^]*?\n {2}\d+ projects, (\d+) ballots/);
    assert.equal(ballots - Number(loaded), receipts.length, 'one ballot for each receipt');
    const stored = files.flatMap(ballotsIn);
    for (const ballot of cast) assert.ok(stored.some((one) => isDeepStrictEqual(one, ballot)), `${JSON.stringify(ballot)} is in the files`);
    assertSilent(page);
  });
});
