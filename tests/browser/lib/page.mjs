// Chromium pages that must not complain: console errors, exceptions, CSP reports and failed loads are collected.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });

/** One person's browser: own cookies, one language, one width, one theme. Actions give up after 10 s. */
export async function newPerson(browser, { base, width = 1280, dark = false, js = true, locale = 'pl-PL', state } = {}) {
  const context = await browser.newContext({
    baseURL: base, locale, javaScriptEnabled: js, storageState: state, timezoneId: 'Europe/Warsaw',
    viewport: { width, height: width < 600 ? 640 : 900 },
    colorScheme: dark ? 'dark' : 'light', acceptDownloads: true, reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(10_000);
  // A page of the same size and theme in which scripts run.
  if (!js) context.withoutScript = () => newPerson(browser, { base, width, dark, locale });
  return newTab(context);
}

/** One more window of the same person. */
export async function newTab(of) {
  const page = await (of.context?.() ?? of).newPage();
  watch(page);
  return page;
}

const complaints = new WeakMap();

function watch(page) {
  const list = [];
  complaints.set(page, list);
  const add = (text) => list.push(`${new URL(page.url()).pathname}: ${text}`);
  // Chromium reports CSP and Trusted Types violations, and each 4xx load, as console errors.
  page.on('console', (message) => {
    if (message.type() === 'error' && !isOwnAnswer(message)) add(message.text());
  });
  page.on('pageerror', (error) => add(error.stack ?? String(error)));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    if (reason !== 'net::ERR_ABORTED') add(`${request.url()} ${reason}`);
  });
  page.on('response', (answer) => answer.status() >= 500 && add(`${answer.url()} answered ${answer.status()}`));
}

// A 422 with an error summary, or a 403 / 404 / 410 page, is an answer the person reads, not a fault of the page.
const isOwnAnswer = (message) => /Failed to load resource: .* status of (403|404|409|410|422)/.test(message.text())
  && !/\.(js|css|png|svg|ico|woff2?)(\?|$)/.test(message.location().url);

/** The server was away: what the browser said of lost connections was true. */
export function forgiveOutage(page) {
  const list = complaints.get(page);
  list.splice(0, list.length, ...list.filter((text) => !text.includes('net::ERR_')));
}

/** Ends the page's story: nothing may have been complained about. */
export function assertSilent(page) {
  assert.deepEqual(complaints.get(page), [], 'console, CSP or network errors');
}
