// Everything without a pointer.

import { assert, open, records, rowCount, run, test } from './support.mjs';

const plan = records('french');
const moved = plan.filter((record) => record.type === 'application' && record.planned);
// What the keyboard is on: the name of a row, the label of a bar, or an id.
const focus = (page) => page.evaluate(() => {
  const at = document.activeElement;
  if (at.classList.contains('bar')) return `bar: ${at.getAttribute('aria-label')}`;
  if (at.classList.contains('row')) return at.querySelector('.title').textContent;
  return at.id || at.className || at.tagName;
});
const press = async (page, ...keys) => { for (const key of keys) await page.keyboard.press(key); };
async function intoChart(page) {
  await page.locator('#print').focus();
  await press(page, 'Tab');
}

test('Tab goes through every control in the order of reading, and the chart is one stop', async () => {
  const page = await open('french');
  const stops = [];
  for (let step = 0; step < 26; ++step) {
    await press(page, 'Tab');
    stops.push(await focus(page));
  }
  assert.deepEqual(stops.slice(0, 23), ['skip', 'search', 'class', 'wave', 'target', 'team', 'critical', 'bridged', 'waves', 'groups', 'applications',
    'tasks', 'zoom-out', 'zoom', 'zoom-in', 'colour', 'theme', 'print', 'Ouverture des cibles', 'SUMMARY', 'load-scroll', 'SUMMARY', 'BODY']);
});

test('the skip link opens the tables', async () => {
  const page = await open('french');
  await press(page, 'Tab', 'Enter');
  assert.equal(await page.locator('#alternative').getAttribute('open'), '');
  assert.equal(await page.locator('#alternative table').first().isVisible(), true);
});

test('arrows, Home, End and the page keys move through rows', async () => {
  const page = await open('french');
  await intoChart(page);
  assert.equal(await focus(page), 'Ouverture des cibles');
  await press(page, 'End');
  assert.equal(await focus(page), plan.filter((record) => record.type === 'application' && !record.planned).at(-1).name);
  await press(page, 'Home', 'ArrowDown');
  const second = await focus(page);
  await press(page, 'PageDown');
  const later = await focus(page);
  assert.notEqual(later, second);
  await press(page, 'PageUp', 'ArrowUp');
  assert.equal(await focus(page), 'Ouverture des cibles');
  assert.equal(await page.locator('#body [tabindex="0"]').count(), 1);
});

test('left folds and goes up, right unfolds and goes down', async () => {
  const page = await open('french');
  await intoChart(page);
  const before = await rowCount(page);
  await press(page, 'ArrowLeft');
  assert.ok(await rowCount(page) < before);
  await press(page, 'ArrowRight');
  assert.equal(await rowCount(page), before);
  await press(page, 'ArrowRight');
  assert.notEqual(await focus(page), 'Ouverture des cibles');
  await press(page, 'ArrowLeft');
  assert.equal(await focus(page), 'Ouverture des cibles');
});

test('space unfolds an application into its tasks, and Enter opens details that Escape closes', async () => {
  const page = await open('french');
  await page.fill('#search', moved[2].id);
  await intoChart(page);
  while (await focus(page) !== moved[2].name) await press(page, 'ArrowDown');
  const before = await rowCount(page), tasks = plan.filter((record) => record.type === 'task' && record.application === moved[2].id);
  await press(page, 'Space');
  assert.equal(await rowCount(page), before + tasks.length);
  assert.equal(await focus(page), moved[2].name);
  await press(page, 'ArrowDown', 'Enter');
  assert.equal(await page.locator('#panel h2').first().textContent(), 'Étude');
  await press(page, 'Escape', 'Escape');
  assert.equal(await page.locator('#panel').isVisible(), false);
  await press(page, 'ArrowUp', 'Space');
  assert.equal(await rowCount(page), before);
  await press(page, 'Enter');
  assert.equal(await page.locator('#panel h2').first().textContent(), moved[2].name);
});

test('right goes from task to task of an application, with its tip, and Enter selects', async () => {
  const page = await open('french');
  await page.fill('#search', moved[2].id);
  await intoChart(page);
  while (await focus(page) !== moved[2].name) await press(page, 'ArrowDown');
  await press(page, 'ArrowRight');
  assert.match(await focus(page), /^bar: Étude, /);
  assert.equal(await page.locator('#tip').isVisible(), true);
  await press(page, 'ArrowRight');
  assert.match(await focus(page), /^bar: Construction, /);
  await press(page, 'Enter');
  assert.equal(await page.locator('#panel h2').first().textContent(), 'Construction');
  assert.match(await focus(page), /^bar: Construction, /);
  await press(page, 'ArrowLeft', 'ArrowLeft');
  assert.equal(await focus(page), moved[2].name);
});

test('details are reached by Tab, and closing them gives the keyboard back to the row', async () => {
  const page = await open('french');
  await page.fill('#search', moved[2].id);
  await intoChart(page);
  while (await focus(page) !== moved[2].name) await press(page, 'ArrowDown');
  await press(page, 'Enter', 'Tab', 'Tab', 'Tab');
  assert.equal(await focus(page), 'close');
  await press(page, 'Enter');
  assert.equal(await page.locator('#panel').isVisible(), false);
  assert.equal(await focus(page), moved[2].name);
});

test('plus and minus change the scale, a slash searches', async () => {
  const page = await open('french');
  await intoChart(page);
  await press(page, '+');
  const nearer = await page.inputValue('#zoom');
  assert.notEqual(nearer, 'fit');
  await press(page, '+');
  assert.notEqual(await page.inputValue('#zoom'), nearer);
  await press(page, '-', '-');
  assert.equal(await page.inputValue('#zoom'), 'fit');
  assert.equal(await focus(page), 'Ouverture des cibles');
  await press(page, '/');
  assert.equal(await focus(page), 'search');
  await page.keyboard.type('paie/');
  assert.equal(await page.inputValue('#search'), 'paie/');
});

test('controls work from the keyboard', async () => {
  const page = await open('french');
  const count = () => rowCount(page);
  for (const [id, act] of [['waves', 'Enter'], ['tasks', 'Space'], ['groups', 'Enter'], ['applications', 'Space']]) {
    const before = await count();
    await page.locator(`#${id}`).focus();
    await press(page, act);
    assert.notEqual(await count(), before, id);
  }
  for (const [id, value] of [['class', '0'], ['wave', '0'], ['target', '0'], ['team', '0']]) {
    await page.locator(`#${id}`).focus();
    await press(page, 'ArrowDown');
    assert.notEqual(await page.inputValue(`#${id}`), '-1', `${id} ${value}`);
    assert.notEqual(await page.locator('#state').textContent(), '');
    await page.locator('#clear').focus();
    await press(page, 'Enter');
    assert.equal(await focus(page), 'search');
    assert.equal(await page.inputValue(`#${id}`), '-1');
  }
  for (const id of ['critical', 'bridged']) {
    await page.locator(`#${id}`).focus();
    await press(page, 'Space');
    assert.notEqual(await page.locator('#state').textContent(), '', id);
    await press(page, 'Space');
    assert.equal(await page.locator('#state').textContent(), '', id);
  }
  await page.locator('#colour').focus();
  await press(page, 'ArrowDown');
  assert.ok((await page.locator('#legend').textContent()).includes('Ouverte'));
  await page.locator('#zoom').focus();
  await press(page, 'ArrowDown');
  assert.equal(await page.inputValue('#zoom'), 'quarter');
  await page.locator('#theme').focus();
  await press(page, 'Space');
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
});

test('the load scrolls with arrows and folds with Enter', async () => {
  const page = await open('french');
  await page.selectOption('#zoom', 'day');
  await page.locator('#load-scroll').focus();
  const before = await page.evaluate(() => document.getElementById('chart').scrollLeft);
  await press(page, 'ArrowRight', 'ArrowRight');
  await page.waitForFunction((wanted) => document.getElementById('load-scroll').scrollLeft === wanted, before + 120);
  assert.equal(await page.evaluate(() => document.getElementById('chart').scrollLeft), before + 120);
  await press(page, 'Shift+Tab', 'Enter');
  assert.equal(await page.locator('#load-scroll').isVisible(), false);
});

await run();
