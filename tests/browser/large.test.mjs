// Three thousand applications: all of them are there, few of them are drawn.

import { assert, open, records, rowCount, rowNames, run, test } from './support.mjs';

const plan = records('large');
const applications = plan.filter((record) => record.type === 'application');
const tasks = plan.filter((record) => record.type === 'task');

test('the page holds every application and every task, folded by wave', async () => {
  const page = await open('large');
  const [names, bars, lines] = await page.evaluate(() => [planRows.filter((row) => row.application).length, tasks.length,
    document.querySelectorAll('#alternative table:first-of-type tbody tr').length]);
  assert.equal(names, applications.length);
  assert.equal(bars, tasks.length);
  assert.ok(lines >= applications.length + 3);
  assert.ok(await rowCount(page) < 200);
  assert.deepEqual(page.complaints, []);
});

test('only the rows in sight are drawn, wherever one scrolls', async () => {
  const page = await open('large');
  await page.click('#tasks');
  const count = await rowCount(page);
  assert.ok(count > applications.length + tasks.length);
  for (const part of [0, 0.5, 1]) {
    await page.locator('#chart').evaluate((chart, where) => { chart.scrollTop = where * chart.scrollHeight; }, part);
    await page.waitForFunction((where) => {
      const chart = document.getElementById('chart');
      const top = document.querySelector('.calendar').getBoundingClientRect().bottom, bottom = chart.getBoundingClientRect().bottom;
      const boxes = [...document.querySelectorAll('#body .row')].map((row) => row.getBoundingClientRect());
      // The rows in sight cover what is seen.
      return where >= 0 && boxes.some((box) => box.top <= top + 2) && boxes.some((box) => box.bottom >= bottom - 20);
    }, part);
    assert.ok(await page.locator('#body .row').count() < 150);
  }
  await page.locator('#print').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('End');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-rowindex')), String(count + 1));
});

test('search and filters reach what is not drawn', async () => {
  const page = await open('large');
  const last = applications.findLast((application) => application.planned);
  await page.fill('#search', last.id);
  assert.ok((await rowNames(page)).includes(last.name));
  assert.match(await page.locator('#state').textContent(), /^1\u00a0application sur 3/);
  await page.click('#clear');
  await page.selectOption('#class', { label: 'Diffusion Restreinte' });
  assert.equal(await page.evaluate(() => planRows.filter((row) => row.application && isShown(row)).length),
    applications.filter((application) => application.classification.class === 'restricted').length);
});

await run();
