// A project's way through city hall, on a phone: sent back, corrected, rejected on its merits by two
// people, accepted on appeal by a third, and on the ballot list.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertSilent, launch, newPerson } from './lib/page.mjs';
import { editions } from './lib/paths.mjs';
import { startDemo } from './lib/server.mjs';
import { assertAccessible, button, fill, propose, send, signIn, signUp } from './lib/steps.mjs';

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

const edition = editions.submission;
const desk = (code, rest = '') => `/pl/desk/${edition}/projects/${code}${rest}`;
const evaluators = () => demo.accounts.filter((one) => one.role === 'evaluator');
const summary = (page) => page.locator('#errors');

async function person(options) {
  return newPerson(browser, { base: demo.base, width: 360, ...options });
}

/** Opens a page and looks at it. */
async function open(page, path) {
  await page.goto(path);
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

async function finish(page) {
  await page.locator('main button[value=finish]').click();
}

test('from a correction to the ballot list', { timeout: 300_000 }, async (t) => {
  const resident = await person();
  let code;

  await t.test('the city decides by cards', async () => {
    const admin = await person();
    await signIn(admin, demo.account('admin'));
    await open(admin, `/pl/desk/${edition}/cards`);
    await admin.locator('main input[name=procedure][value=cards]').evaluate((radio) => (radio.checked = true));
    await admin.locator('main form:has(input[value=terms]) button').click();
    await admin.waitForURL(/done=saved/);
    await open(admin, `/pl/desk/${edition}/cards/merit`);
    await open(admin, `/pl/desk/${edition}/cards/merit/prawo`);
    await fill(admin, { pl: '' });
    await button(admin, 'save').click();
    await summary(admin).waitFor();
    await assertAccessible(admin);
    await fill(admin, { pl: 'Projekt nie narusza prawa' });
    await button(admin, 'save').click();
    await admin.waitForURL(/done=saved/);
    assertSilent(admin);
  });

  await t.test('a resident proposes, a clerk sends it back', async () => {
    await signUp(resident, { email: 'wanda@example.pl', name: 'Wanda', password: 'sakwa pełna grosza 7' });
    await propose(resident, edition, {
      title: 'Poidełka przy ulicy Bazyliańskiej',
      summary: 'Dwa poidełka, żeby biegacze i psy mieli co pić w upał.',
      category: 'health',
      place: 'ulica Bazyliańska przy parku',
      lines: [{ label: 'Poidełko', quantity: '2', price: '9 000' }],
    });
    await button(resident, 'send').click();
    await resident.waitForURL((url) => url.pathname.includes('/projects/'));
    code = new URL(resident.url()).pathname.split('/').pop();

    const clerk = await person();
    await signIn(clerk, demo.account('clerk'));
    await open(clerk, desk(code));
    await open(clerk, desk(code, '/formal'));
    await finish(clerk);
    await summary(clerk).waitFor();
    await assertAccessible(clerk);
    await answer(clerk, { opis: 'Opis nie mówi, kto będzie czyścił poidełka.' });
    await finish(clerk);
    await clerk.waitForURL(/done=card-returned/);
    await assertAccessible(clerk);
    await open(clerk, `/pl/desk/${edition}/progress`);
    assertSilent(clerk);
  });

  await t.test('the author corrects what was given back', async () => {
    const page = `/pl/${edition}/projects/${code}`;
    await open(resident, page);
    await open(resident, `${page}/correct`);
    await send(resident);
    await summary(resident).waitFor();
    await assertAccessible(resident);
    await fill(resident, { summary: 'Dwa poidełka, które raz w tygodniu czyści ogrodnik parku.', reply: 'Opis mówi teraz, kto czyści poidełka.' });
    await send(resident);
    await resident.waitForURL(/done=corrected/);
    await open(resident, `${page}/history`);
    assert.ok((await resident.locator('ins').count()) > 0 && (await resident.locator('del').count()) > 0);

    const clerk = await person();
    await signIn(clerk, demo.account('clerk'));
    await open(clerk, desk(code, '/formal'));
    await answer(clerk);
    await finish(clerk);
    await clerk.waitForURL(/done=card-passed/);
  });

  await t.test('one evaluator proposes to reject, another approves', async () => {
    const first = await person();
    await signIn(first, demo.account('evaluator'));
    await open(first, desk(code));
    await open(first, desk(code, '/cost'));
    await open(first, desk(code, '/merit'));
    await answer(first, { 'tytul-prawny': 'Teren jest w użytkowaniu wieczystym spółdzielni.' });
    await fill(first, { 'a-kosztorys': 'Ceny jak w przetargu z ubiegłego roku.' });
    await finish(first);
    await first.waitForURL(/done=card-proposed/);
    await assertAccessible(first);
    assert.equal(await first.locator('main form[action$="/approve"]').count(), 0, 'not by the same person');

    const second = await person();
    await signIn(second, evaluators()[1]);
    await open(second, desk(code));
    await button(second, 'approve').click();
    await second.waitForURL(/done=approved/);
    await assertAccessible(second);
    assertSilent(second);
  });

  await t.test('the author appeals, a third person decides', async () => {
    const page = `/pl/${edition}/projects/${code}`;
    await open(resident, page);
    await open(resident, `${page}/cards`);
    await open(resident, `${page}/appeal`);
    await fill(resident, { words: 'Spółdzielnia zrzekła się tego terenu w 2024 roku.' });
    await send(resident);
    await resident.waitForURL(/done=appealed/);

    const third = await person();
    await signIn(third, evaluators()[2]);
    await open(third, desk(code, '/appeal'));
    await send(third);
    await summary(third).waitFor();
    await assertAccessible(third);
    await fill(third, { ruling: 'accepted', reason: 'Księga wieczysta potwierdza, że teren należy do miasta.' });
    await send(third);
    await third.waitForURL(/done=ruling-accepted/);
    assertSilent(third);
  });

  await t.test('it stands on the ballot list, with everything that happened', async () => {
    const visitor = await person({ js: false });
    await open(visitor, `/pl/${edition}/ballot-list`);
    assert.match(await visitor.locator('main').innerText(), /Poidełka przy ulicy Bazyliańskiej/);
    await open(visitor, `/pl/${edition}/calendar`);
    await open(visitor, `/pl/${edition}/projects/${code}`);
    assert.match(await visitor.locator('main').innerText(), /Księga wieczysta potwierdza/);
    const officer = await person();
    await signIn(officer, demo.account('returning_officer'));
    for (const path of ['phase', 'calendar', 'extension', 'draw']) await open(officer, `/pl/desk/${edition}/${path}`);
    assertSilent(officer);
  });
});
