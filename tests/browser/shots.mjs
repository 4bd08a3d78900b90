#!/usr/bin/env node
// Full-page pictures to look at: each path at 360 and 1280 px, light and dark.
//   node tests/browser/shots.mjs --demo [--as ROLE] --out DIR [PATH…]
//   node tests/browser/shots.mjs --base URL [--sign-in EMAIL:PASSWORD] [--cookie NAME=VALUE]… --out DIR [--paths FILE] [PATH…]
// Without paths: those of lib/paths.mjs for the role. FILE holds one path a line. Exit code 1 when a page complained.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { assertSilent, launch, newPerson } from './lib/page.mjs';
import { paths } from './lib/paths.mjs';
import { startDemo } from './lib/server.mjs';
import { signIn } from './lib/steps.mjs';

const { values: option, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    base: { type: 'string' }, demo: { type: 'boolean' }, as: { type: 'string' }, out: { type: 'string', default: 'shots' },
    paths: { type: 'string' }, cookie: { type: 'string', multiple: true, default: [] }, 'sign-in': { type: 'string' },
    width: { type: 'string', multiple: true, default: ['360', '1280'] }, theme: { type: 'string', multiple: true, default: ['light', 'dark'] },
  },
});
if (!option.base && !option.demo) throw new Error('say --base URL or --demo');

const demo = option.demo ? await startDemo() : null;
const base = demo?.base ?? option.base.replace(/\/$/, '');
const wanted = positionals.length ? positionals
  : option.paths ? readFileSync(option.paths, 'utf8').split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('#'))
  : paths[option.as ?? 'visitor'];

mkdirSync(option.out, { recursive: true });
const browser = await launch();
try {
  const [email, password] = option['sign-in']?.split(/:(.*)/s) ?? [];
  const account = email ? { email, password } : option.as && demo?.account(option.as);
  let state;
  if (account) {
    const page = await newPerson(browser, { base });
    await signIn(page, account);
    state = await page.context().storageState();
    await page.context().close();
  }
  for (const width of option.width.map(Number)) {
    for (const theme of option.theme) {
      const page = await newPerson(browser, { base, width, dark: theme === 'dark', state });
      await page.context().addCookies(option.cookie.map((pair) => {
        const [name, value] = pair.split(/=(.*)/s);
        return { name, value, url: base };
      }));
      for (const path of wanted) {
        const answer = await page.goto(path);
        const file = `${path.replace(/^\/|\/$/g, '').replace(/[^\w.-]+/g, '_') || 'root'}-${width}-${theme}.png`;
        await page.screenshot({ path: join(option.out, file), fullPage: true });
        console.log(`${answer.status()} ${path} → ${file}`);
      }
      try {
        assertSilent(page);
      } catch (error) {
        console.error(error.message);
        process.exitCode = 1;
      }
      await page.context().close();
    }
  }
} finally {
  await browser.close();
  await demo?.stop();
}
