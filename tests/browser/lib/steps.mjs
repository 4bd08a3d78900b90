// What the stories do, by addresses and field names; the words on the buttons may change.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { axe } from './axe.mjs';
import { overflow, smallTargets, unnamed } from './probes.mjs';
import { binary, linkInLetter } from './server.mjs';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** Nothing for axe or the probes to say about the page as it stands now. */
export async function assertAccessible(page) {
  if (page.context().withoutScript) return assertAccessibleCopy(page);
  assert.deepEqual(
    { axe: await axe(page), overflow: await overflow(page), small: await smallTargets(page), unnamed: await unnamed(page) },
    { axe: [], overflow: [], small: [], unnamed: [] }, page.url());
}

/** A page without JavaScript cannot be asked: its mark-up is looked at where scripts run, without the page's own. */
async function assertAccessibleCopy(page) {
  const copy = await page.context().withoutScript();
  const html = (await page.content()).replace(/<script\b.*?<\/script>/gs, '').replace(/ data-live="[^"]*"/, '');
  const url = page.url();
  await copy.route(url, (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
  await copy.goto(url);
  await assertAccessible(copy);
  await copy.context().close();
}

/** The button that sends the page's form to an address ending so, or that sends this value. */
export const button = (page, act) =>
  page.locator(`main form[action$="/${act}"] button[type=submit], main button[formaction$="/${act}"], main button[value="${act}"]`).first();

/** Sends the page's own form by its last button. */
export const send = (page) => page.locator('main form[method=post]').last().locator('button[type=submit]').last().click();

/** Fills fields by name: text, select, radio or check box. */
export async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`main [name="${name}"]`);
    assert.ok(await field.count() > 0, `${page.url()} has no field ${name}, but ${await fieldNames(page)}`);
    const kind = await field.first().evaluate((el) => (el.localName === 'select' ? 'select' : el.type));
    if (kind === 'select') await field.selectOption(value);
    else if (kind === 'radio' || kind === 'checkbox') await tick(page, name, value);
    else if (kind !== 'hidden') await field.first().fill(value);
  }
}

/** Presses the words beside a radio button or a check box; their box covers it. */
export async function tick(page, name, value) {
  const input = page.locator(`main [name="${name}"][value="${value}"]`);
  await page.locator(`label[for="${await input.getAttribute('id')}"]`).click();
  assert.ok(await input.isChecked(), `${name} ${value} is ticked`);
}

const fieldNames = (page) => page.locator('main [name]').evaluateAll((all) => [...new Set(all.map((el) => el.name))].join(', '));

const leave = (page, end) => page.waitForURL((url) => !url.pathname.endsWith(end));
const reach = (page, end) => page.waitForURL((url) => url.pathname.endsWith(end));

// --- People ---

/** Signs in by password and, with a second key, by the code of now: each code is good once. */
export async function signIn(page, { email, password, key }, language = 'pl') {
  await page.goto(`/${language}/sign-in`);
  await fill(page, { email, password });
  await send(page);
  await leave(page, '/sign-in');
  while (page.url().endsWith('/sign-in/code')) {
    const { stdout } = await promisify(execFile)(binary, ['code', key]);
    await fill(page, { code: stdout.trim() });
    await Promise.all([page.waitForNavigation(), send(page)]);
    if (page.url().endsWith('/sign-in/code')) await new Promise((done) => setTimeout(done, 5000));
  }
}

/** Signs up by the link that comes by mail. */
export async function signUp(page, { email, name, password }, language = 'pl') {
  await page.goto(`/${language}/sign-up`);
  await fill(page, { email });
  await send(page);
  await reach(page, '/sign-in/sent');
  await page.goto(await linkInLetter(email));
  await fill(page, { name, password });
  await send(page);
  await leave(page, '/finish');
}

// --- Proposing ---

/** Through all pages of the form to the one that checks the answers. */
export async function propose(page, edition, idea) {
  await page.goto(`/pl/${edition}/submit`);
  await send(page);
  await reach(page, '/idea');
  await fill(page, { title: idea.title, summary: idea.summary });
  await assertAccessible(page);
  await send(page);
  await reach(page, '/category');
  await fill(page, { category: idea.category });
  await assertAccessible(page);
  await send(page);
  await reach(page, '/place');
  const pools = await page.locator('main [name=pool]').evaluateAll((all) =>
    all.flatMap((el) => (el.options ? [...el.options] : [el]).map((one) => one.value)).filter(Boolean));
  await fill(page, { ...(pools.length && { pool: pools[0] }), place: idea.place });
  await assertAccessible(page);
  await send(page);
  await reach(page, '/points');
  for (let point = 1; point <= (idea.points ?? 0); point++) {
    const before = await page.locator('#choose button').getAttribute('value');
    await page.locator(point === 1 ? '#map-in' : '#map-right').click();
    // The map moves under its cross; the button chooses what the cross stands on.
    await page.locator(point === 1 ? '#choose' : `#choose button:not([value="${before}"])`).waitFor();
    await page.waitForURL(/[?&]x=/);
    await page.locator('#choose button').click();
    await page.locator(`#point-${point}`).waitFor();
  }
  await assertAccessible(page);
  await send(page);
  await reach(page, '/cost');
  for (const [row, line] of idea.lines.entries()) {
    if (row > 0) await page.locator('main button[name=add]').click();
    await page.locator('main [name=label]').nth(row).fill(line.label);
    await page.locator('main [name=quantity]').nth(row).fill(line.quantity);
    await page.locator('main [name=price]').nth(row).fill(line.price);
  }
  await assertAccessible(page);
  await send(page);
  await reach(page, '/files');
  for (const file of idea.files ?? []) {
    await page.locator('#attach [name=file]').setInputFiles({ name: file.name, mimeType: file.type, buffer: file.bytes });
    await page.locator('#attach [name=name]').fill(file.says);
    await page.locator('#attach button').click();
    await page.locator('main a[href^="/file/"]', { hasText: file.says }).waitFor();
  }
  await assertAccessible(page);
  await send(page);
  await reach(page, '/supporters');
  await assertAccessible(page);
  await send(page);
  await reach(page, '/contact');
  await assertAccessible(page);
  await send(page);
  await reach(page, '/check');
}

// --- Voting ---

/** To the ballot of the whole city and the district at `index`. */
export async function openBallot(page, edition, index = 0) {
  await page.goto(`/pl/${edition}/vote`);
  await page.goto(`/pl/${edition}/vote/area`);
  const areas = await page.locator('main [name=area]').evaluateAll((all) =>
    all.flatMap((el) => (el.options ? [...el.options] : [el]).map((one) => one.value)).filter((value) => value !== '-'));
  await fill(page, { area: areas[index] });
  await send(page);
  await reach(page, '/vote/ballot');
}

/** The numbers of the projects on the ballot, in this voter's order. */
export const ballotNumbers = (page) => page.locator('li.choice').evaluateAll((all) => all.map((el) => el.id.slice(1)));

export const card = (page, number) => page.locator(`[id="p${number}"]`);

/** Gives a project points, one press after the other, as a person would. */
export async function give(page, number, points) {
  for (let given = 1; given <= points; given++) {
    await card(page, number).locator('.doing button').last().click();
    await card(page, number).locator('output', { hasText: new RegExp(`^\\s*${given}\\b`) }).waitFor();
  }
}

export async function take(page, number) {
  const output = card(page, number).locator('output');
  const before = await output.innerText();
  await card(page, number).locator('.doing button').first().click();
  await page.waitForFunction(([id, before]) => document.getElementById(id).querySelector('output')?.innerText !== before, [`p${number}`, before]);
}

export async function toCheck(page) {
  await page.locator('#purse .plate').click();
  await reach(page, '/vote/check');
}

// --- City hall ---

/** Moves an edition to its next phase; before its announced hour one officer proposes, and `second` brings another who approves. */
export async function moveOn(page, edition, second) {
  await page.goto(`/pl/desk/${edition}/phase`);
  await tick(page, 'confirm', 'yes');
  if ((await page.locator('main button[value=propose]').count()) === 0) {
    await send(page);
    await page.waitForURL(/done=moved/);
    return;
  }
  await fill(page, { reason: 'Rada miasta skróciła ten etap uchwałą z 5 stycznia.' });
  await page.locator('main button[value=propose]').click();
  await page.waitForURL(/done=hour-proposed/);
  await assertAccessible(page);
  const other = await second();
  await other.goto(`/pl/desk/${edition}/phase`);
  await assertAccessible(other);
  await other.locator('main button[value=approve]').click();
  await other.waitForURL(/done=moved/);
}

/** Decides about paper, and gives a reason for whatever is unusual about the opening. */
export async function makeReady(page, edition) {
  await page.goto(`/pl/desk/${edition}/paper`);
  await tick(page, 'policy', 'first');
  await button(page, 'policy').click();
  await page.goto(`/pl/desk/${edition}/opening`);
  await assertAccessible(page);
  const boxes = page.locator('main textarea');
  for (let at = 0; at < await boxes.count(); at++) await boxes.nth(at).fill('Edycja na próbę: głosują w niej tylko te testy.');
  await send(page);
  await page.waitForURL(/done=reasons/);
}

/** One officer counts, another looks at the preview and publishes it. */
export async function publish(page, second, edition) {
  await page.goto(`/pl/desk/${edition}/phase`);
  await tick(page, 'confirm', 'yes');
  await send(page);
  await page.waitForURL(/\/count$/);
  await assertAccessible(page);
  await second.goto(`/pl/desk/${edition}/count`);
  await assertAccessible(second);
  await tick(second, 'confirm', 'yes');
  await second.locator('button[value=publish]').click();
  await second.waitForURL(/done=moved/);
}

// --- Counting again ---

/** The project ids that pabutools elects in a .pb file, which pabulib-checker has accepted. */
export async function recount(file, ...more) {
  const python = process.env.SAKWA_ORACLE ?? resolve(repository, 'target/oracle/bin/python');
  const { stdout } = await promisify(execFile)(python, [resolve(repository, 'tests/oracle/count.py'), file, '--rule', 'greedy', '--json', '--check', ...more]);
  return JSON.parse(stdout);
}

/** The ballots of a .pb file: project id → points, or 1. */
export function ballotsIn(file) {
  const [head, ...rows] = file.split(/^VOTES\r?\n/m)[1].trim().split(/\r?\n/).map((row) => row.split(';'));
  const cell = (row, name) => row[head.indexOf(name)]?.split(',');
  return rows.map((row) => Object.fromEntries(cell(row, 'vote').map((id, at) => [id, cell(row, 'points')?.[at] ?? '1'])));
}
