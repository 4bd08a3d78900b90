// A vote by the keyboard alone, on a phone's window; the sticky purse never hides where one is.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertSilent, launch, newPerson } from './lib/page.mjs';
import { editions } from './lib/paths.mjs';
import { focusStop, tabThrough } from './lib/probes.mjs';
import { startDemo } from './lib/server.mjs';
import { openBallot, signUp } from './lib/steps.mjs';

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

/** Presses Tab until the focused element is the wanted one. */
async function tabTo(page, selector, most = 300) {
  for (let pressed = 0; pressed < most; pressed++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${selector} is not reached by Tab; focus stays at ${(await focusStop(page))?.what}`);
}

test('voting with the keyboard only', { timeout: 180_000 }, async (t) => {
  const page = await newPerson(browser, { base: demo.base, width: 360 });
  await signUp(page, { email: 'klawiatura@example.pl', name: 'Klara', password: 'sakwa pełna grosza 7' });
  await openBallot(page, editions.voting);

  await t.test('focus is never under the purse', async () => {
    const { stops, hidden } = await tabThrough(page, { most: 400 });
    assert.ok(stops > 10, `${stops} stops`);
    assert.deepEqual(hidden, []);
  });

  await t.test('points are given and focus stays where it was', async () => {
    await page.reload();
    const first = (await page.locator('li.choice').first().getAttribute('id'));
    await tabTo(page, `[id="${first}"] .doing button`);
    await page.keyboard.press('Enter');
    await page.locator(`[id="${first}"] output`).waitFor();
    for (let points = 2; points <= 4; points++) {
      await tabTo(page, `[id="${first}"] .doing button:last-of-type`);
      await page.keyboard.press('Space');
      await page.locator(`[id="${first}"] output`, { hasText: new RegExp(`^\\s*${points}\\b`) }).waitFor();
      const stop = await focusStop(page);
      assert.ok(await page.evaluate((id) => document.getElementById(id).contains(document.activeElement), first), `focus is at ${stop?.what}`);
      assert.equal(stop.coveredBy, null);
    }
  });

  await t.test('the check page is reached, and the vote is cast', async () => {
    await tabTo(page, '#purse .plate');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/vote\/check$/);
    await tabTo(page, 'form[action$="/cast"] button');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/vote\/receipt\//);
  });
  assertSilent(page);
});
