// Every page, at both widths and in both themes: nothing for axe, our probes or the console to say.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertSilent, launch, newPerson, newTab } from './lib/page.mjs';
import { editions, paths } from './lib/paths.mjs';
import { startDemo } from './lib/server.mjs';
import { assertAccessible, openBallot, signIn, signUp } from './lib/steps.mjs';

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

for (const [role, list] of Object.entries(paths)) {
  test(`${role}: every page`, { timeout: 600_000 }, async (t) => {
    let state;
    if (role !== 'visitor') {
      const page = await newPerson(browser, { base: demo.base });
      await signIn(page, demo.account(role));
      state = await page.context().storageState();
      await page.context().close();
    }
    for (const width of [320, 1280]) {
      for (const dark of [false, true]) {
        const first = await newPerson(browser, { base: demo.base, width, dark, state });
        for (const path of list) {
          await t.test(`${path} at ${width} px, ${dark ? 'dark' : 'light'}`, async () => {
            const page = await newTab(first);
            const answer = await page.goto(path);
            assert.equal(answer.status(), { '/pl/no-such-page': 404, '/pl/sign-in/link': 410 }[path] ?? 200);
            await assertAccessible(page);
            assertSilent(page);
            await page.close();
          });
        }
        await first.context().close();
      }
    }
  });
}

test('the list works without JavaScript', async () => {
  const page = await newPerson(browser, { base: demo.base, js: false });
  await page.goto(`/pl/${editions.voting}/projects`);
  const all = await page.locator('#cards > li').count();
  assert.ok(all > 0, 'no cards');
  const word = (await page.locator('#cards > li h3 a').first().innerText()).trim().split(/\s+/).find((one) => one.length > 4);
  await page.fill('[name=q]', word);
  await page.press('[name=q]', 'Enter');
  await page.waitForURL((url) => url.searchParams.get('q') === word);
  const some = await page.locator('#cards > li').count();
  assert.ok(some > 0 && some <= all, `${some} of ${all} for ${word}`);
  assertSilent(page);
});

test('the ballot works without JavaScript, and so does every page of voting', async () => {
  const page = await newPerson(browser, { base: demo.base, js: false, width: 320 });
  await signUp(page, { email: 'bez-skryptow@example.pl', name: 'Teodor', password: 'sakwa pełna grosza 7' });
  await openBallot(page, editions.voting);
  const card = page.locator('li.choice').first();
  await card.locator('.doing button').last().click();
  await page.locator('.choice--on').first().waitFor();
  await page.locator('#purse .plate').click();
  await page.waitForURL(/\/vote\/check$/);
  assertSilent(page);
});
