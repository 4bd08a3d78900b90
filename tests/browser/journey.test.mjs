// Residents vote, the officer closes, counts and publishes, and somebody who trusts nobody counts again.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { assertSilent, launch, newPerson } from './lib/page.mjs';
import { editions } from './lib/paths.mjs';
import { binary, startDemo } from './lib/server.mjs';
import {
  assertAccessible, ballotNumbers, ballotsIn, button, card, give, moveOn, openBallot, publish, recount, send, signIn, signUp, take, toCheck,
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
  let kept; // a checkpoint from the time of the voting
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

    // She changes her mind: the ballot in the box is before her again, and the last one counts.
    await page.locator('form[action$="/vote/again"] button').click();
    await page.waitForURL(/\/vote\/ballot/);
    await assertAccessible(page);
    await take(page, first);
    await card(page, second).locator('.doing button').last().click();
    await card(page, second).locator('output', { hasText: /^\s*5\b/ }).waitFor();
    await toCheck(page);
    await assertAccessible(page);
    await button(page, 'cast').click();
    await page.waitForURL(/\/vote\/receipt\//);
    const replaced = receipts.splice(0);
    receipts.push(...(await receiptCodes(page)));
    cast[0] = { [first]: '5', [second]: '5' };
    await page.goto(`/pl/receipt#${replaced[0]}`);
    await page.click('main form button');
    await page.locator('.note--info').waitFor();
    await page.goto(`/pl/${editions.voting}/vote/mine`);
    await page.locator('.note--good').waitFor();
    await assertAccessible(page);
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

  await t.test('the returning officer closes, two seal, one counts, another publishes', async () => {
    const visitor = await person();
    kept = await (await fetch(`${demo.base}/data/${editions.voting}/checkpoints.txt`)).text();
    assert.ok(kept.includes(`/${editions.voting}\n`), 'the log begins with the rules');
    assert.notEqual((await visitor.goto(`/pl/${editions.voting}/results`)).status(), 200, 'nothing before publication');
    const desk = await person();
    await signIn(desk, demo.account('returning_officer'));
    await desk.goto(`/pl/desk/${editions.voting}/phase`);
    await assertAccessible(desk);
    await desk.locator('main button[value=propose]').click();
    await summary(desk).waitFor(); // before its hour: a public reason, and another person
    await assertAccessible(desk);
    const other = async () => {
      const page = await person();
      await signIn(page, demo.accounts.filter((one) => one.role === 'returning_officer')[1]);
      return page;
    };
    await moveOn(desk, editions.voting, other);
    assert.notEqual((await visitor.goto(`/pl/${editions.voting}/results`)).status(), 200, 'nothing between closing and publishing');
    await visitor.goto(`/pl/${editions.voting}/vote`);
    assert.equal(await visitor.locator('main a[href$="/vote/area"]').count(), 0, 'the voting is closed');
    // Nothing is counted before two people have sealed the vote.
    await desk.goto(`/pl/desk/${editions.voting}/phase`);
    assert.equal(await desk.locator('main input[name=confirm]').count(), 0);
    await desk.goto(`/pl/desk/${editions.voting}/seal`);
    await assertAccessible(desk);
    await desk.locator('button[value=propose]').click();
    await desk.locator('button[value=withdraw]').waitFor();
    assert.equal(await desk.locator('button[value=approve]').count(), 0, 'one person alone seals nothing');
    await assertAccessible(desk);
    const second = await person();
    await signIn(second, demo.accounts.filter((one) => one.role === 'returning_officer')[1]);
    await second.goto(`/pl/desk/${editions.voting}/seal`);
    await second.locator('button[value=approve]').click();
    for (let tries = 0; (await second.locator('.note--good').count()) === 0; tries++) {
      assert.ok(tries < 60, 'sealed within a minute');
      await second.waitForTimeout(1000);
      await second.goto(`/pl/desk/${editions.voting}/seal`);
    }
    await assertAccessible(second);
    await publish(desk, second, editions.voting);
    assertSilent(desk);
  });

  await t.test('whoever trusts nobody verifies the published vote, and finds every receipt in it', async () => {
    const page = await person();
    await page.goto(`/pl/${editions.voting}/trust`);
    await assertAccessible(page);
    const bundle = join(demo.dir, 'published.zip');
    writeFileSync(bundle, Buffer.from(await (await fetch(`${demo.base}/data/${editions.voting}/bundle.zip`)).arrayBuffer()));
    const checkpoint = join(demo.dir, 'kept.txt');
    writeFileSync(checkpoint, kept);
    for (const code of receipts) {
      const answer = execFileSync(binary, ['verify', bundle, '--checkpoint', checkpoint, '--receipt', code, '--json'], { maxBuffer: 1 << 28 });
      const report = JSON.parse(answer);
      assert.ok(report.accepted);
      assert.ok(report.receipt.in_log);
    }
    assertSilent(page);
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
