// What the tests of pages share: a browser, pages that report what they should not do, and how results are counted.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(path.join(process.env.PLAN_NODE_MODULES, 'package.json'));
const { chromium } = require('playwright-core');
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const folder = process.env.PLAN_PAGES;

export { assert };
export const pageText = (name) => readFileSync(path.join(folder, `${name}.html`), 'utf8');
export const records = (name) => readFileSync(path.join(folder, `${name}.ndjson`), 'utf8').trim().split('\n').map((line) => JSON.parse(line));

const tests = [];
export const test = (name, act) => tests.push([name, act]);

let browser;

// Opens a page from its file. What it asks of a network, throws, or tries to open is kept in `page.complaints`.
export async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'de-DE', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(120000);  // for what hangs; a busy machine is only slow
  const url = pathToFileURL(path.join(folder, `${name}.html`)).href;
  page.complaints = [];
  page.on('request', (request) => { if (request.url() !== url) page.complaints.push(`request: ${request.url()}`); });
  page.on('pageerror', (error) => page.complaints.push(`error: ${error.message}`));
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) page.complaints.push(`console: ${message.text()}`); });
  page.on('dialog', (dialog) => { page.complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  context.on('page', (other) => page.complaints.push(`window: ${other.url()}`));
  await page.goto(url);
  return page;
}

// The violations of WCAG 2.1 A and AA, and of axe's good practices, as lines. axe is put in by the debugger's protocol,
// which the page's policy does not concern.
export async function violations(page, where) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const found = await page.evaluate(async () => (await window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
  })).violations);
  return found.flatMap((violation) => violation.nodes.map((node) => `${where}: ${violation.id}: ${node.target.join(' ')}: ${node.failureSummary}`));
}

export async function accessible(page, where) {
  assert.deepEqual(await violations(page, where), []);
}

// Rows of the chart in view order, by their names.
export const rowNames = (page) => page.evaluate(() => [...document.querySelectorAll('#body .row')]
  .sort((a, b) => a.ariaRowIndex - b.ariaRowIndex).map((row) => row.querySelector('.title').textContent));
export const rowCount = async (page) => Number(await page.locator('#chart').getAttribute('aria-rowcount')) - 1;

export async function run() {
  browser = await chromium.launch({
    executablePath: process.env.PLAN_CHROMIUM,
    // A container's root has no user namespace for the sandbox; the pages are our own.
    args: process.getuid() === 0 ? ['--no-sandbox'] : [],
  });
  let passed = 0, failed = 0;
  for (const [name, act] of tests) {
    try {
      await act();
      passed += 1;
    } catch (error) {
      failed += 1;
      console.log(`FAILED ${name}\n${error.stack ?? error}\n`);
    }
    for (const context of browser.contexts()) await context.close();
  }
  await browser.close();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}
