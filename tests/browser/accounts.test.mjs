// The way in, on the narrowest phone and without scripts: an account, two keys, a form that outlives its session.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { assertSilent, launch, newPerson } from './lib/page.mjs';
import { editions } from './lib/paths.mjs';
import { binary, linkInLetter, startDemo } from './lib/server.mjs';
import { assertAccessible, fill, send, signUp } from './lib/steps.mjs';

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

const password = 'sakwa pełna grosza 7';
const codeOf = async (key) => (await promisify(execFile)(binary, ['code', key])).stdout.trim();

test('a resident signs up by mail and adds a second key', { timeout: 120_000 }, async () => {
  const page = await newPerson(browser, { base: demo.base, width: 320 });
  const email = 'klucz@example.pl';
  await page.goto('/pl/sign-up');
  await send(page);
  await page.locator('#errors').waitFor();
  await assertAccessible(page);
  await fill(page, { email });
  await send(page);
  await page.waitForURL(/\/sign-in\/sent$/);
  await page.goto(await linkInLetter(email));
  await assertAccessible(page);
  await fill(page, { name: 'Kaja', password: 'krótkie' });
  await send(page);
  await page.locator('#errors').waitFor();
  await assertAccessible(page);
  await fill(page, { password });
  await send(page);
  await page.waitForURL(/\/my$/);

  await page.goto('/pl/account');
  await page.locator('main form[action$="/second-factor/begin"] button').click();
  await page.waitForURL(/\/account\/second-factor$/);
  await page.locator('#typed summary').click();
  await assertAccessible(page);
  const secret = (await page.locator('#typed code').innerText()).replaceAll(/\s/g, '');
  await fill(page, { code: await codeOf(`otpauth://totp/Sakwa:x?secret=${secret}&issuer=Sakwa`) });
  await send(page);
  await page.locator('main ul.lines li').first().waitFor();
  await assertAccessible(page);
  const [recovery] = await page.locator('main ul.lines li').allInnerTexts();
  await page.goto('/pl/account');
  await assertAccessible(page);
  assertSilent(page);

  const phone = await newPerson(browser, { base: demo.base, width: 320 });
  await phone.goto('/pl/sign-in');
  await fill(phone, { email, password });
  await send(phone);
  await phone.waitForURL(/\/sign-in\/code$/);
  await assertAccessible(phone);
  await fill(phone, { code: recovery.trim() });
  await send(phone);
  await phone.waitForURL(/\/my$/);
  assertSilent(phone);
});

for (const js of [true, false]) {
  test(`a form outlives its session ${js ? 'with' : 'without'} JavaScript`, { timeout: 60_000 }, async () => {
    const page = await newPerson(browser, { base: demo.base, width: 360, js });
    const email = `sesja-${js}@example.pl`;
    await signUp(page, { email, name: 'Sabina', password });
    await page.goto(`/pl/${editions.submission}/submit`);
    await send(page);
    await page.waitForURL(/\/idea$/);
    await page.fill('main [name=title]', 'Ławki przy przystanku');
    await page.context().clearCookies();
    await send(page);
    await page.locator('main form[action$="/sign-in"]').waitFor();
    if (js) await assertAccessible(page);
    await fill(page, { email, password });
    await send(page);
    await page.locator('main form[action$="/idea"] input[name=title]').waitFor({ state: 'attached' });
    if (js) await assertAccessible(page);
    await send(page);
    await page.locator('#errors').waitFor();
    assert.equal(await page.inputValue('main [name=title]'), 'Ławki przy przystanku');
  });
}
