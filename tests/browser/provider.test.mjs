// Signing in through a provider that hands on to another origin, as every broker to a national node does: in a real
// browser, whose policy holds every hop of a form's redirect against the page.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertSilent, launch, newPerson } from './lib/page.mjs';
import { startDemo } from './lib/server.mjs';
import { assertAccessible } from './lib/steps.mjs';

const script = fileURLToPath(new URL('../servers/oidc.mjs', import.meta.url));
let demo;
let browser;
let provider;

const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

before(async () => {
  const port = await freePort();
  provider = spawn('node', [script, `http://127.0.0.1:${port}/sign-in/city`, 'hop'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise((done) => provider.stdout.once('data', done));
  const issuer = `http://127.0.0.1:${JSON.parse(line).port}`;
  const named = ['--oidc-issuer', issuer, '--oidc-client', 'sakwa', '--oidc-secret', 'tajne', '--oidc-name', 'Login Miejski'];
  demo = await startDemo({ port, more: named });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
  provider?.kill();
});

for (const js of [true, false]) {
  test(`the way to the node and back, ${js ? 'with' : 'without'} scripts`, { timeout: 60_000 }, async () => {
    const page = await newPerson(browser, { base: demo.base, width: 360, js });
    await page.goto('/pl/sign-in?next=/pl/receipt');
    await page.locator('form[action$="/sign-in/city"] button').click();
    await page.locator('#go').waitFor();
    assert.equal(await page.locator('h1').innerText(), 'Węzeł krajowy');
    assert.notEqual(new URL(page.url()).origin, demo.base);
    await page.locator('#go').click();
    await page.waitForURL(/\/pl\/receipt$/);
    await page.goto('/pl/account');
    assert.match(await page.locator('main').innerText(), /maria@example\.pl/);
    if (js) await assertAccessible(page);
    assertSilent(page);
  });
}
