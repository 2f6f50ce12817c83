// Measures a page for tests/bench/gantt_page.py: opening.mjs PAGE. No test: a time says as much about the machine.

import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(path.join(process.env.PLAN_NODE_MODULES, 'package.json'));
const { chromium } = require('playwright-core');
const url = pathToFileURL(process.argv[2]).href;
const browser = await chromium.launch({ executablePath: process.env.PLAN_CHROMIUM, args: process.getuid() === 0 ? ['--no-sandbox'] : [] });
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const rounded = (value) => Math.round(value * 100) / 100;

async function opening(javaScriptEnabled) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, javaScriptEnabled });
  const page = await context.newPage();
  const start = performance.now();
  await page.goto(url);
  // Without scripts a picture of the page is the sign that it has been drawn; both wait for one.
  await page.screenshot({ clip: { x: 0, y: 0, width: 10, height: 10 } });
  const time = performance.now() - start;
  return { page, context, time };
}

async function frames() {
  const { page, context } = await opening(true);
  await page.click('#tasks');
  const times = await page.evaluate(() => new Promise((resolve) => {
    const chart = document.getElementById('chart'), steps = 240, found = []; // a fast wheel
    let step = 0, before = performance.now();
    const frame = (now) => {
      found.push(now - before);
      before = now;
      chart.scrollTop += 120;
      step += 1;
      if (step < steps) requestAnimationFrame(frame);
      else resolve(found.slice(1));
    };
    requestAnimationFrame(frame);
  }));
  await context.close();
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)];
}

const withScript = [], without = [];
for (let turn = 0; turn < 5; ++turn)
  for (const [times, scripted] of [[withScript, true], [without, false]]) {
    const { context, time } = await opening(scripted);
    times.push(time);
    await context.close();
  }
console.log(JSON.stringify({ opening_ms: rounded(median(withScript)), tables_ms: rounded(median(without)),
  ratio: rounded(median(withScript) / median(without)), frame_ms_p95: rounded(await frames()) }));
await browser.close();
