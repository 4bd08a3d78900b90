// A resident's idea, on a phone: proposed, sent back, corrected, rejected on its merits by two people,
// accepted on appeal by a third, on the ballot list. The same story with and without JavaScript.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertSilent, launch, newPerson } from './lib/page.mjs';
import { editions } from './lib/paths.mjs';
import { photoWithGps } from './lib/photo.mjs';
import { binary, startDemo } from './lib/server.mjs';
import { assertAccessible, button, fill, moveOn, propose, send, signIn, signUp } from './lib/steps.mjs';

let demo;
let browser;
before(async () => {
  demo = await startDemo();
  browser = await launch();
  const file = fileURLToPath(new URL('../../src/demo/data/Poland_Warszawa_2026_Brodno.pb', import.meta.url));
  execFileSync(binary, ['import', file, '--edition', edition, '--city', 'Bródno', '--title', 'Budżet obywatelski 2028', '--phase', 'preparation', '--data-dir', demo.dir]);
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

// What decides about projects is settled before they come in: an edition of its own.
const edition = 'brodno-karty';
const desk = (code, rest = '') => `/pl/desk/${edition}/projects/${code}${rest}`;
const evaluators = () => demo.accounts.filter((one) => one.role === 'evaluator');
const summary = (page) => page.locator('#errors');
const person = (options) => newPerson(browser, { base: demo.base, width: 360, ...options });

/** Opens a page and looks at it. */
async function open(page, path) {
  await page.goto(path);
  await assertAccessible(page);
}

/** Is told what is wrong, where the person is led to it. */
async function refused(page) {
  await summary(page).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'errors', 'the error summary has the focus');
  assert.match(await page.title(), /^Błąd: /);
  await assertAccessible(page);
}

/** Waits for the page that says it is done, and looks at it. */
async function done(page, what) {
  await page.waitForURL((url) => url.searchParams.get('done') === what);
  await assertAccessible(page);
}

/** Answers every question of the card on the page: yes, but for the points named. */
async function answer(page, no = {}) {
  await page.locator('main input[type=radio][value=yes]').evaluateAll((all) => all.forEach((radio) => (radio.checked = true)));
  for (const [key, reason] of Object.entries(no)) {
    await page.locator(`main input[name="a-${key}"][value=no]`).evaluate((radio) => (radio.checked = true));
    await fill(page, { [`n-${key}`]: reason });
  }
}

const finish = (page) => page.locator('main button[value=finish]').click();

test('a small commune: one person rejects with a reason, or accepts', { timeout: 60_000 }, async () => {
  const page = await person();
  await page.goto(`/pl/${editions.submission}/projects`);
  const code = new URL(await page.locator('#cards a').first().getAttribute('href'), demo.base).pathname.split('/').pop();
  await signIn(page, demo.account('evaluator'));
  await open(page, `/pl/desk/${editions.submission}/projects/${code}`);
  await button(page, 'reject').click();
  await refused(page);
  await button(page, 'accept').click();
  await done(page, 'accepted');
  assertSilent(page);
});

test('the city decides by cards, and asks for signatures', { timeout: 60_000 }, async () => {
  const admin = await person();
  await signIn(admin, demo.account('admin'));
  await open(admin, `/pl/desk/${edition}/cards`);
  await admin.locator('main input[name=procedure][value=cards]').evaluate((radio) => (radio.checked = true));
  await admin.locator('main form:has(input[value=terms]) button').click();
  await done(admin, 'saved');
  await open(admin, `/pl/desk/${edition}/cards/merit`);
  await open(admin, `/pl/desk/${edition}/cards/merit/prawo`);
  await fill(admin, { pl: '' });
  await button(admin, 'save').click();
  await refused(admin);
  await fill(admin, { pl: 'Projekt nie narusza prawa' });
  await button(admin, 'save').click();
  await done(admin, 'saved');
  await open(admin, `/pl/desk/${edition}/support`);
  const pools = await admin.locator('main input[name^=residents-]').evaluateAll((all) => all.map((el) => el.name.split('-')[1]));
  for (const pool of pools) {
    await fill(admin, { [`residents-${pool}`]: '20 000', [`needed-${pool}`]: '21', [`delete-${pool}`]: '2099-01-01' });
  }
  await send(admin);
  await refused(admin);
  for (const pool of pools) await fill(admin, { [`needed-${pool}`]: '20' });
  await send(admin);
  await done(admin, 'support-rules');
  assertSilent(admin);
  const officers = demo.accounts.filter((one) => one.role === 'returning_officer');
  const officer = async (nth) => {
    const page = await person();
    await signIn(page, officers[nth]);
    return page;
  };
  await moveOn(await officer(0), edition, () => officer(1));
  await open(admin, `/pl/desk/${edition}/cards`);
  assert.equal(await admin.locator('main fieldset[disabled]').count(), 1, 'nobody changes it any more');
});

const estimate = [
  { label: 'Ławka z oparciem', quantity: '10', price: '1 850,50' }, { label: 'Lipa z posadzeniem', quantity: '8', price: '1200' },
  { label: 'Kosz na śmieci', quantity: '4', price: '350' },
];
const stories = [
  { js: true, who: 'Halina', title: 'Ławki i drzewa przy ulicy Łabiszyńskiej', word: 'Łabiszyńskiej' },
  { js: false, who: 'Irena', title: 'Cień i odpoczynek przy ulicy Bazyliańskiej', word: 'Bazyliańskiej' },
];

for (const { js, who, title, word } of stories) {
  test(`from an idea to the ballot list, ${js ? 'with' : 'without'} JavaScript`, { timeout: 400_000 }, async (t) => {
    const staff = async (account) => {
      const page = await person({ js });
      await signIn(page, account);
      return page;
    };
    const resident = await person({ js });
    let code;
    const here = (rest = '') => `/pl/${edition}/projects/${code}${rest}`;

    await t.test('a resident is told what is missing, and sends a project', async () => {
      await signUp(resident, { email: `${who.toLowerCase()}@example.pl`, name: who, password: 'sakwa pełna grosza 7' });
      await assertAccessible(resident);
      await open(resident, `/pl/${edition}/submit`);
      await send(resident);
      await resident.waitForURL(/\/idea$/);
      await send(resident);
      await refused(resident);
      assert.equal(await resident.locator('#title').getAttribute('aria-invalid'), 'true');

      // A browser without scripts cannot draw.
      const photo = await photoWithGps(js ? resident : await person());
      assert.ok(photo.includes('Exif'), 'the photo that is sent has a place in it');
      await propose(resident, edition, {
        title, category: 'green', place: 'między przychodnią a szkołą', lines: estimate, points: 2,
        summary: 'Dziesięć ławek z oparciem i osiem lip, żeby po drodze z przychodni można było odpocząć w cieniu.',
        files: [{ name: 'IMG_2041.jpg', type: 'image/jpeg', bytes: photo, says: 'Chodnik przed przychodnią' }],
      });
      const answers = await resident.locator('main').innerText();
      for (const said of [title, 'między przychodnią a szkołą', ...estimate.map((line) => line.label)]) {
        assert.ok(answers.includes(said), `${said} on the check page`);
      }
      assert.match(answers.replaceAll(/\s/g, ' '), /29 505 zł/, '10 × 1850,50 + 8 × 1200 + 4 × 350');
      await assertAccessible(resident);
      // Without scripts the second click would break off the navigation of the first.
      await button(resident, 'send').click({ clickCount: js ? 2 : 1 });
      await resident.waitForURL((url) => url.pathname.includes('/projects/'));
      code = new URL(resident.url()).pathname.split('/').pop();
      await assertAccessible(resident);
      assert.equal(await resident.locator('#map a').count(), 2, 'two places on the map');
      const kept = await (await resident.request.get(await resident.locator('main img').getAttribute('src'))).body();
      assert.ok(kept.length > 1000 && !kept.includes('Exif'), 'the photo came out without its place');
      await open(resident, `/pl/${edition}/projects?q=${encodeURIComponent(word)}`);
      assert.equal(await resident.locator('#cards > li').count(), 1, 'sent twice by a double click, it is one project');
    });

    await t.test('a neighbour signs it and asks', async () => {
      const neighbour = await person({ js });
      await signUp(neighbour, { email: `sasiad-${who.toLowerCase()}@example.pl`, name: 'Bronisław', password: 'sakwa pełna grosza 7' });
      await open(neighbour, here('/support'));
      await fill(neighbour, { resident: 'yes' });
      await send(neighbour);
      await done(neighbour, 'signed');
      await open(neighbour, here('/comments'));
      await fill(neighbour, { body: 'Kto będzie podlewał lipy?' });
      await send(neighbour);
      await done(neighbour, 'commented');
      assertSilent(neighbour);
    });

    await t.test('a clerk sends it back for correction', async () => {
      const clerk = await staff(demo.account('clerk'));
      await open(clerk, desk(code));
      await open(clerk, desk(code, '/formal'));
      await finish(clerk);
      await refused(clerk);
      await answer(clerk, { opis: 'Opis nie mówi, kto będzie podlewał lipy.' });
      await finish(clerk);
      await done(clerk, 'card-returned');
      await open(clerk, `/pl/desk/${edition}/progress`);
      assertSilent(clerk);
    });

    await t.test('the author corrects what was given back, and the clerk passes it', async () => {
      await open(resident, here());
      await open(resident, here('/correct'));
      await send(resident);
      await refused(resident);
      await fill(resident, {
        summary: 'Dziesięć ławek z oparciem i osiem lip, które podlewa ogrodnik parku.', reply: 'Opis mówi teraz, kto podlewa lipy.',
      });
      await send(resident);
      await done(resident, 'corrected');
      assert.equal(await resident.locator('#map a').count(), 2, 'a correction of the words moves no place');
      await open(resident, here('/history'));
      assert.ok((await resident.locator('ins').count()) > 0 && (await resident.locator('del').count()) > 0);

      const clerk = await staff(demo.account('clerk'));
      await open(clerk, desk(code, '/formal'));
      await answer(clerk);
      await finish(clerk);
      await done(clerk, 'card-passed');
      assertSilent(clerk);
    });

    await t.test('one evaluator proposes to reject, another approves', async () => {
      const first = await staff(evaluators()[0]);
      await open(first, desk(code));
      await open(first, desk(code, '/cost'));
      await open(first, desk(code, '/merit'));
      await answer(first, { 'tytul-prawny': 'Teren jest w użytkowaniu wieczystym spółdzielni.' });
      await fill(first, { 'a-kosztorys': 'Ceny jak w przetargu z ubiegłego roku.' });
      await finish(first);
      await done(first, 'card-proposed');
      assert.equal(await first.locator('main form[action$="/approve"]').count(), 0, 'not by the same person');
      assertSilent(first);

      const second = await staff(evaluators()[1]);
      await open(second, desk(code));
      await button(second, 'approve').click();
      await done(second, 'approved');
      assertSilent(second);
    });

    await t.test('the author appeals, a third person decides', async () => {
      await open(resident, here());
      await open(resident, here('/cards'));
      await open(resident, here('/appeal'));
      await send(resident);
      await refused(resident);
      await fill(resident, { words: 'Spółdzielnia zrzekła się tego terenu w 2024 roku.' });
      await send(resident);
      await done(resident, 'appealed');
      assertSilent(resident);

      const third = await staff(evaluators()[2]);
      await open(third, desk(code, '/appeal'));
      await send(third);
      await refused(third);
      await fill(third, { ruling: 'accepted', reason: 'Księga wieczysta potwierdza, że teren należy do miasta.' });
      await send(third);
      await done(third, 'ruling-accepted');
      assertSilent(third);
    });

    await t.test('it stands on the ballot list, with everything that happened', async () => {
      const visitor = await person({ js });
      await open(visitor, `/pl/${edition}/ballot-list`);
      assert.ok((await visitor.locator('main').innerText()).includes(title), 'on the ballot list');
      await open(visitor, here());
      assert.match(await visitor.locator('main').innerText(), /Księga wieczysta potwierdza/);
      await open(visitor, `/pl/${edition}/projects?status=accepted&q=${encodeURIComponent(word)}`);
      assert.equal(await visitor.locator('#cards > li').count(), 1, 'accepted in the list too');
      await open(visitor, `/pl/${edition}/calendar`);
      assertSilent(visitor);
      const officer = await staff(demo.account('returning_officer'));
      for (const path of ['phase', 'calendar', 'extension', 'draw']) await open(officer, `/pl/desk/${edition}/${path}`);
      assertSilent(officer);
    });
  });
}
