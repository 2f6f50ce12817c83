// The rules of WCAG 2.1 A and AA that a program can check, in every state of the page that a reader meets.

import { accessible, assert, open, run, test } from './support.mjs';

for (const name of ['french', 'english'])
  for (const colorScheme of ['light', 'dark']) {
    test(`no violation: ${name}, ${colorScheme}`, async () => {
      const page = await open(name, { colorScheme });
      assert.equal(await page.locator('html').getAttribute('data-theme'), colorScheme);
      assert.equal(await page.locator('html').getAttribute('lang'), name === 'french' ? 'fr' : 'en');
      await accessible(page, 'at first');
      await page.click('#waves');
      await accessible(page, 'folded');
      await page.click('#tasks');
      await page.locator('.row.task .bar').first().click();
      await page.locator('.row.task .bar').nth(1).hover();
      await accessible(page, 'task selected, tip shown');
    });
    test(`no violation with every colour: ${name}, ${colorScheme}`, async () => {
      const page = await open(name, { colorScheme });
      for (const colour of ['class', 'wave', 'team', 'target']) {
        await page.selectOption('#colour', colour);
        await accessible(page, `by ${colour}`);
      }
    });
    test(`no violation in the tables and under a filter: ${name}, ${colorScheme}`, async () => {
      const page = await open(name, { colorScheme });
      await page.locator('#alternative > summary').click();
      await page.fill('#search', 'paie');
      await accessible(page, 'tables');
      await page.fill('#search', 'nothing is called so');
      await accessible(page, 'nothing found');
    });
  }

test('no violation with a baseline, and with hostile names', async () => {
  for (const name of ['compared', 'hostile']) {
    const page = await open(name);
    await page.click('#tasks');
    await accessible(page, name);
  }
});

test('on a narrow screen nothing scrolls sideways but the chart and the tables', async () => {
  const page = await open('french', { viewport: { width: 320, height: 640 } });
  await page.locator('#alternative > summary').click();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true);
  await accessible(page, 'narrow');
});

test('without scripts the tables stand there, and say so', async () => {
  const page = await open('french', { javaScriptEnabled: false });
  assert.equal(await page.locator('#alternative table').first().isVisible(), true);
  assert.equal(await page.locator('noscript').first().textContent().then((text) => text.includes('JavaScript')), true);
  assert.equal(await page.locator('#tools').isVisible(), false);
});

test('each colour has its mark and its name in the legend', async () => {
  const page = await open('french');
  for (const colour of ['phase', 'class', 'wave', 'team', 'target']) {
    await page.selectOption('#colour', colour);
    const entries = await page.evaluate(() => [...document.querySelectorAll('#legend span:has(> .bar)')].map((entry) => [entry.querySelector('b').textContent, entry.textContent]));
    assert.ok(entries.length > 1, colour);
    for (const [mark, text] of entries) assert.ok(mark.length > 0 && text.length > mark.length + 1, `${colour}: ${text}`);
    const bars = await page.evaluate(() => [...document.querySelectorAll('#body .bar b')].map((bar) => bar.textContent));
    const marks = new Set(entries.map(([mark]) => mark));
    assert.ok(bars.length > 5);
    assert.deepEqual(bars.filter((mark) => !marks.has(mark)), []);
  }
});

await run();
