// One edition's year, by the people who make it: a resident proposes, city hall accepts, residents
// vote, the officer closes, counts and publishes, and somebody who trusts nobody counts again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { assertSilent, launch, newPerson } from './lib/page.mjs';
import { editions } from './lib/paths.mjs';
import { photoWithGps } from './lib/photo.mjs';
import { startDemo } from './lib/server.mjs';
import {
  assertAccessible, ballotNumbers, ballotsIn, button, fill, give, moveOn, openBallot, propose, recount, send, signIn, signUp, take, toCheck,
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

test('proposing and accepting', { timeout: 180_000 }, async (t) => {
  const idea = {
    title: 'Ławki i drzewa przy ulicy Łabiszyńskiej',
    summary: 'Dziesięć ławek z oparciem i osiem lip, żeby po drodze z przychodni można było odpocząć w cieniu.',
    category: 'green',
    place: 'ulica Łabiszyńska, między przychodnią a szkołą',
    lines: [
      { label: 'Ławka z oparciem', quantity: '10', price: '1 850,50' }, { label: 'Lipa z posadzeniem', quantity: '8', price: '1200' },
      { label: 'Kosz na śmieci', quantity: '4', price: '350' },
    ],
    points: 2,
  };
  let code;

  await t.test('a resident signs up, is told what is missing, and sends a project', async () => {
    const page = await person({ width: 360 });
    await signUp(page, resident('Halina'));
    await page.goto(`/pl/${editions.submission}/submit`);
    await send(page);
    await page.waitForURL(/\/idea$/);
    await send(page);
    await summary(page).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'errors', 'the error summary has the focus');
    assert.equal(await page.locator('#title').getAttribute('aria-invalid'), 'true');
    assert.match(await page.title(), /^Błąd: /);
    await assertAccessible(page);

    const photo = await photoWithGps(page);
    assert.ok(photo.includes('Exif'), 'the photo that is sent has a place in it');
    const files = [{ name: 'IMG_2041.jpg', type: 'image/jpeg', bytes: photo, says: 'Chodnik przed przychodnią' }];
    await propose(page, editions.submission, { ...idea, files });
    const answers = await page.locator('main').innerText();
    for (const said of [idea.title, idea.place, 'Ławka z oparciem', 'Lipa z posadzeniem']) assert.ok(answers.includes(said), `${said} on the check page`);
    assert.match(answers.replaceAll(/\s/g, ' '), /29 505 zł/, '10 × 1850,50 + 8 × 1200 + 4 × 350');
    await assertAccessible(page);
    await button(page, 'send').dblclick();
    await page.waitForURL((url) => url.pathname.includes('/projects/'));
    code = new URL(page.url()).pathname.split('/').pop();
    await assertAccessible(page);
    assert.equal(await page.locator('#map a').count(), 2, 'two places on the map');
    const kept = await (await page.request.get(await page.locator('main img').getAttribute('src'))).body();
    assert.ok(kept.length > 1000 && !kept.includes('Exif'), 'the photo came out without its place');
    await page.goto(`/pl/${editions.submission}/projects?q=${encodeURIComponent('Łabiszyńskiej')}`);
    assert.equal(await page.locator('#cards > li').count(), 1, 'sent twice by a double click, it is one project');
    assertSilent(page);
  });

  await t.test('an evaluator accepts it, and everybody sees that', async () => {
    const desk = await person();
    await signIn(desk, demo.account('evaluator'));
    await desk.goto(`/pl/desk/${editions.submission}/projects/${code}`);
    await assertAccessible(desk);
    await button(desk, 'reject').click();
    await summary(desk).waitFor(); // a rejection says why
    await assertAccessible(desk);
    await button(desk, 'accept').click();
    await desk.waitForURL(/done=accepted/);
    assertSilent(desk);
    const visitor = await person();
    await visitor.goto(`/pl/${editions.submission}/projects?status=accepted&q=${encodeURIComponent('Łabiszyńskiej')}`);
    assert.equal(await visitor.locator('#cards > li').count(), 1);
    assertSilent(visitor);
  });
});

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

test('proposing without JavaScript', { timeout: 120_000 }, async () => {
  const page = await person({ js: false, width: 320 });
  await signUp(page, resident('Irena'));
  await propose(page, editions.submission, {
    title: 'Stojaki na rowery przy bibliotece', category: 'streets', place: 'biblioteka przy ulicy Bartniczej',
    summary: 'Dwanaście stojaków pod dachem, żeby dało się przyjechać po książki także w deszczu.',
    lines: [{ label: 'Stojak', quantity: '12', price: '450' }, { label: 'Wiata', quantity: '1', price: '9000' }],
    points: 2,
    look: async () => {}, // axe is a script too
    files: [{ name: 'zgoda.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF\n'), says: 'Zgoda biblioteki' }],
  });
  await button(page, 'send').click();
  await page.waitForURL((url) => url.pathname.includes('/projects/'));
  const here = new URL(page.url()).pathname;
  await page.goto(`${here}/support`);
  await fill(page, { resident: 'yes' });
  await send(page);
  await page.waitForURL(/done=signed/);
  await page.goto(`${here}/comments`);
  await fill(page, { body: 'Odpowiem na pytania.' });
  await send(page);
  await page.waitForURL(/done=commented/);
  assertSilent(page);
});
