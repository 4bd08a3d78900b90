// The way from an edition's first page to the receipt with a one-time code: on a phone, in three languages, with and
// without JavaScript. SHOTS=DIR also takes a picture of every step, by day and by night, narrow and wide.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertSilent, launch, newPerson } from './lib/page.mjs';
import { binary, startDemo } from './lib/server.mjs';
import { assertAccessible, button, card, fill, makeReady, moveOn, send, signIn, tick } from './lib/steps.mjs';

const slug = 'jednym-palcem';
const shots = process.env.SHOTS;
let demo;
let browser;
let codes;

const person = (options) => newPerson(browser, { base: demo.base, width: 360, ...options });

/** A `.pb` file with these rules and projects. */
function pool(name, kind, rules, projects) {
  const lines = [
    'META', 'key;value', 'description;Budżet', 'country;Poland', 'unit;Zacisze', 'instance;2027', `num_projects;${projects.length}`, 'num_votes;0',
    'budget;500000', `vote_type;${kind}`, 'rule;greedy', 'date_begin;2027', 'date_end;2027', ...rules,
    'PROJECTS', 'project_id;cost;name;category', ...projects, 'VOTES', kind === 'cumulative' ? 'voter_id;vote;points' : 'voter_id;vote', '',
  ];
  const path = join(demo.dir, `${name}.pb`);
  writeFileSync(path, lines.join('\n'));
  return path;
}

before(async () => {
  demo = await startDemo();
  browser = await launch();
  const files = [
    pool('city', 'approval', ['max_length;2'], [
      '1;45000;Ławki i drzewa na placu Szembeka;public space', '2;38000;Książki mówione w każdej filii;culture', '3;90000;Nocne dyżury w przychodni;health',
      '4;240000;Droga rowerowa wzdłuż Kanału, od mostu do szkoły;public transit and roads', '5;310000;Łąka zamiast parkingu przy dworcu;environmental protection',
    ]),
    pool('wola', 'cumulative', ['district;Wola', 'max_sum_points;6', 'max_points;4'], [
      'W1;60000;Cichy park kieszonkowy;urban greenery', 'W2;25000;Warsztaty naprawy rowerów;education', 'W3;80000;Boisko przy szkole nr 25;sport',
    ]),
    pool('praga', 'approval', ['district;Praga', 'max_sum_cost;500000'], ['P1;200000;Oświetlenie podwórek;public space', 'P2;350000;Kino w podwórzu;culture']),
    pool('targowek', 'ordinal', ['district;Targówek', 'min_length;2', 'max_length;2'], ['T1;10000;Psi wybieg;public space', 'T2;20000;Stół do szachów;sport', 'T3;30000;Zegar słoneczny;culture']),
  ];
  const options = ['--edition', slug, '--city', 'Zacisze', '--title', 'Budżet obywatelski 2027', '--phase', 'evaluation', '--data-dir', demo.dir];
  execFileSync(binary, ['import', ...files, ...options]);

  const admin = await person({ width: 1280 });
  await signIn(admin, demo.account('admin'));
  await admin.goto(`/pl/desk/${slug}/ballot`);
  await assertAccessible(admin);
  await admin.locator('a[href$="/ballot/city"]').click();
  await tick(admin, 'kind', 'bands');
  await fill(admin, { 'band-1': 'Małe', 'band-to-1': '100 000', 'band-most-1': '1', 'band-2': 'Duże', 'band-most-2': '' });
  await send(admin);
  await admin.locator('#errors').waitFor();
  await assertAccessible(admin);
  await fill(admin, { 'band-most-2': '1' });
  await send(admin);
  await admin.waitForURL(/done=ballot-rules/);
  await assertAccessible(admin);
  assertSilent(admin);

  const registrar = await person({ width: 1280 });
  await signIn(registrar, demo.account('registrar'));
  await registrar.goto(`/pl/desk/${slug}/eligibility`);
  await tick(registrar, 'account', 'none');
  await tick(registrar, 'way', 'code');
  await send(registrar);
  await registrar.waitForURL(/done=/);
  await registrar.goto(`/pl/desk/${slug}/codes`);
  await fill(registrar, { amount: '30' });
  await button(registrar, 'codes').click();
  await registrar.locator('.slip').first().waitFor();
  codes = (await registrar.locator('.slip .big').allInnerTexts()).map((code) => code.trim());
  assert.equal(codes.length, 30);
  const officer = await person({ width: 1280 });
  await signIn(officer, demo.account('returning_officer'));
  await makeReady(officer, slug);
  await moveOn(officer, slug, async () => {
    const other = await person({ width: 1280 });
    await signIn(other, demo.accounts.filter((one) => one.role === 'returning_officer')[1]);
    return other;
  });
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** What the pages say before anything is cast. */
function notCast(language) {
  const file = fileURLToPath(new URL(`../../src/text/${language}/vote.ftl`, import.meta.url));
  return readFileSync(file, 'utf8').match(/^vote-not-cast = (.*)$/m)[1];
}

let pictures = 0;

/** Looks at a step of the way: nothing for axe or the probes to say, and the purse leaves three quarters of a phone. */
async function look(page, name, { language, unsaid = false } = {}) {
  await assertAccessible(page);
  if (language && !unsaid) {
    const words = await page.locator('main').innerText();
    assert.ok(words.includes(notCast(language)), `${page.url()} says that nothing is cast yet`);
  }
  const purse = page.locator('#purse');
  if (await purse.count()) {
    const { height } = await purse.boundingBox();
    assert.ok(height <= 160, `the purse takes ${height} of 640 px`);
  }
  await picture(page, name);
}

async function picture(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  const { width } = page.viewportSize();
  const number = String(++pictures).padStart(3, '0');
  await page.screenshot({ path: join(shots, `${number}-${name}-${width}.png`), fullPage: true });
  if (await page.locator('#purse').count()) await page.screenshot({ path: join(shots, `${number}-${name}-${width}-window.png`) });
}

/** What a thumb does, and how often. */
function thumb(page) {
  const hand = { taps: 0, async tap(locator) { hand.taps++; await locator.click(); } };
  return hand;
}

const startOf = (page) => page.locator('.hero .plate--brass');
const act = (page, number) => card(page, number).locator('.doing button');
const onTheBallot = (page) => page.locator('.choice--on').evaluateAll((all) => all.map((el) => el.id.slice(1)).sort());

async function typeCode(page, hand, code) {
  await hand.tap(page.locator('#code'));
  await page.keyboard.type(code.toLowerCase().replaceAll('-', ''));
  await hand.tap(page.locator('form[action$="/verify/code"] button'));
}

/** From the edition's first page to the ballot. */
async function toBallot(page, hand, language, code, district) {
  await page.goto(`/${language}/${slug}`);
  await hand.tap(startOf(page));
  await page.waitForURL(/\/vote$/);
  await typeCode(page, hand, code);
  await page.waitForURL(/\/vote\/area$/);
  await hand.tap(page.locator(`main label[for="${await page.locator(`[name=area][value="${district}"]`).getAttribute('id')}"]`));
  await hand.tap(page.locator('main form button[type=submit]').last());
  await page.waitForURL(/\/vote\/ballot$/);
}

/** Presses a plate of a card and waits for what it changes. */
async function press(page, number, which = 'last', shown = null) {
  await act(page, number)[which]().click();
  if (shown === null) await page.locator(`[id="p${number}"].choice--on`).waitFor();
  else if (shown === 0) await page.locator(`[id="p${number}"]:not(.choice--on)`).waitFor();
  else await card(page, number).locator('output', { hasText: new RegExp(`^\\s*${shown}\\b`) }).waitFor();
}

test('the shortest way from the first page to the receipt is eight taps', { timeout: 60_000 }, async () => {
  for (const js of [true, false]) {
    const page = await person({ js });
    const hand = thumb(page);
    await toBallot(page, hand, 'pl', codes.pop(), 'wola');
    await hand.tap(act(page, '2').last());
    await page.locator('[id="p2"].choice--on').waitFor();
    await hand.tap(page.locator('#check'));
    await hand.tap(page.locator('#cast'));
    await page.waitForURL(/\/vote\/receipt\//);
    assert.ok(hand.taps <= 8, `${hand.taps} taps`);
    assertSilent(page);
    await page.context().close();
  }
});

/** Everything a voter may meet on the way, looked at step by step. */
async function journey(options, language) {
  const js = options.js !== false;
  const code = codes.pop();
  const page = await person(options);
  const hand = thumb(page);
  const name = `${language}-${js ? 'js' : 'plain'}${options.dark ? '-dark' : ''}`;
  await page.goto(`/${language}/${slug}`);
  await look(page, `${name}-1-home`);
  await hand.tap(startOf(page));
  await look(page, `${name}-2-vote`);
  await typeCode(page, hand, 'AAAA-AAAA-AAAA');
  await page.locator('#code-error').waitFor();
  await look(page, `${name}-3-wrong-code`);
  await page.locator('#code').fill('');
  await typeCode(page, hand, code);
  await page.waitForURL(/\/vote\/area$/);
  await look(page, `${name}-4-area`, { language });
  await send(page);
  await page.locator('#errors').waitFor();
  await look(page, `${name}-5-no-area`, { language });
  await tick(page, 'area', 'wola');
  await send(page);
  await page.waitForURL(/\/vote\/ballot$/);
  await look(page, `${name}-6-ballot`, { language });

  // Two small projects are one too many: said at once, and there is no casting it.
  await press(page, '1');
  await press(page, '2');
  await press(page, '4');
  await page.locator('.purse--over').waitFor();
  await look(page, `${name}-7-over`, { language });
  await page.locator('#check').click();
  await page.waitForURL(/\/vote\/check$/);
  await page.locator('#errors').waitFor();
  assert.equal(await page.locator('#cast').count(), 0, 'no cast button over the limit');
  await look(page, `${name}-8-check-over`, { language });

  // The browser is closed in the middle; with the code the ballot is as it was left.
  await page.context().close();
  const later = await person(options);
  await later.goto(`/${language}/${slug}/vote`);
  await typeCode(later, thumb(later), code);
  await later.waitForURL(/\/vote\/ballot$/);
  assert.deepEqual(await onTheBallot(later), ['1', '2', '4']);

  // In another order the ballot stays as it is, and a press stays in that order.
  await later.locator('#order-cost').click();
  await later.waitForURL(/order=cost/);
  const listed = (list) => later.locator(`#${list} .choice`).evaluateAll((all) => all.map((el) => el.id.slice(1)));
  await later.locator('#order-cost[aria-current]').waitFor();
  assert.deepEqual(await listed('list-city-0'), ['2', '1', '3']);
  if (js) assert.equal(await later.evaluate(() => document.activeElement?.id), 'order-cost', 'focus stays where it was');
  await press(later, '1', 'first', 0);
  await later.locator('.purse:not(.purse--over)').waitFor();
  assert.match(later.url(), /order=cost/);
  assert.deepEqual(await listed('list-city-0'), ['2', '1', '3']);
  await press(later, 'w3');
  await press(later, 'w3', 'last', 2);
  await look(later, `${name}-9-ballot-by-cost`, { language });
  await later.locator('#check').click();
  await later.waitForURL(/\/vote\/check/);
  await look(later, `${name}-10-check`, { language });
  await later.locator('#cast').click();
  await later.waitForURL(/\/vote\/receipt\//);
  await look(later, `${name}-11-receipt`);
  const first = await receipt(later);
  const words = await later.locator('main').innerText();
  assert.ok(!words.includes('Książki') && !words.includes('Boisko'), 'the receipt does not show what was chosen');
  assert.match(await later.locator('main a[href^="mailto:?"]').getAttribute('href'), new RegExp(first[0]));

  // Changing it: the one in the box counts until the new one is cast.
  await later.goto(`/${language}/${slug}/vote`);
  await look(later, `${name}-12-voted`);
  await later.locator('form[action$="/vote/again"] button').click();
  await later.waitForURL(/\/vote\/ballot/);
  assert.deepEqual(await onTheBallot(later), ['2', '4', 'w3']);
  await press(later, '4', 'first', 0);
  await look(later, `${name}-13-change`);
  await later.locator('#check').click();
  await later.waitForURL(/\/vote\/check/);
  await look(later, `${name}-14-check-change`);
  await later.locator('#cast').click();
  await later.waitForURL(/\/vote\/receipt\//);
  assert.notDeepEqual(await receipt(later), first);
  assertSilent(later);
  await later.context().close();
}

const receipt = (page) => page.locator('.receipt .big').allInnerTexts().then((all) => all.map((words) => words.trim().split(/\s+/).pop()));

for (const [language, locale] of [['pl', 'pl-PL'], ['en', 'en-GB'], ['uk', 'uk-UA']]) {
  for (const js of [true, false]) {
    test(`voting in ${language} ${js ? 'with' : 'without'} JavaScript, on a phone`, { timeout: 240_000 }, () => journey({ js, locale }, language));
  }
}

test('a ranking is made by arrows and by numbers', { timeout: 60_000 }, async () => {
  for (const js of [true, false]) {
    const page = await person({ js });
    await toBallot(page, thumb(page), 'pl', codes.pop(), 'targowek');
    await press(page, 't1');
    await press(page, 't2');
    await look(page, `ranking-${js ? 'js' : 'plain'}`, { language: 'pl' });
    // Without JavaScript the page may be on its way to the next while it is asked.
    const ranked = () => page.locator('.choice--on').evaluateAll((all) => all.map((el) => el.id.slice(1))).catch(() => null);
    const until = async (wanted) => {
      for (let tries = 0; JSON.stringify(await ranked()) !== JSON.stringify(wanted); tries++) {
        assert.ok(tries < 100, `not ${wanted}`);
        await page.waitForTimeout(50);
      }
    };
    await until(['t1', 't2']);
    await card(page, 't2').locator('input').fill('1');
    await page.keyboard.press('Enter');
    await until(['t2', 't1']);
    await card(page, 't2').locator('button[value^="down:"]').click();
    await until(['t1', 't2']);
    await card(page, 't1').locator('input').fill('7');
    await card(page, 't1').locator('button[value^="place:"]').click();
    await card(page, 't1').locator('.note').waitFor();
    await look(page, `ranking-wrong-${js ? 'js' : 'plain'}`, { language: 'pl' });
    assertSilent(page);
    await page.context().close();
  }
});

if (shots) {
  for (const options of [{ dark: true }, { width: 1280 }, { width: 1280, dark: true }]) {
    test(`pictures ${JSON.stringify(options)}`, { timeout: 240_000 }, () => journey(options, 'pl'));
  }
}
