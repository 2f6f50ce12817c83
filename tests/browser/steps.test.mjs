// The page of steps: what it shows against the plan, the keyboard, accessibility, hostile names, the network, paper.

import { accessible, assert, open, pageText, records, run, test } from './support.mjs';

const plan = records('french');
const ofType = (list, type) => list.filter((record) => record.type === type);
const now = (page) => page.evaluate(() => now);
const placesShown = (page) => page.evaluate(() => Object.fromEntries([...document.querySelectorAll('.place')].map((card) =>
  [card.querySelector('h3').textContent, [...card.querySelectorAll('.application')].map((item) => item.title).sort()])));

for (const name of ['french', 'english'])
  for (const colorScheme of ['light', 'dark'])
    test(`no violation: ${name}, ${colorScheme}`, async () => {
      const page = await open(name, { colorScheme });
      assert.equal(await page.locator('html').getAttribute('data-theme'), colorScheme);
      assert.equal(await page.locator('html').getAttribute('lang'), name === 'french' ? 'fr' : 'en');
      await accessible(page, 'at first');
      await page.click('#next');
      await page.click('#next');
      await page.waitForTimeout(700);
      await page.locator('#held summary').click();
      await page.fill('#search', 'paie');
      await accessible(page, 'third step, bridges listed, found');
      await page.click('#fold');
      await page.locator('#alternative > summary').click();
      await page.waitForTimeout(700);
      await accessible(page, 'folded, tables');
    });

test('no violation with hostile names and with 500 applications', async () => {
  for (const name of ['hostile', 'large']) {
    const page = await open(name);
    await page.click('#next');
    await page.waitForTimeout(700);
    await accessible(page, name);
  }
});

test('each step shows every application where the plan has it, and counts its bridges', async () => {
  const page = await open('french');
  const targets = Object.fromEntries(ofType(plan, 'target').map((target) => [target.id, target.offer]));
  const waves = ofType(plan, 'wave').length;
  assert.equal(await page.evaluate(() => steps.length), waves + 1);
  for (let step = 0; step <= waves; step += 1) {
    const expected = {};
    for (const application of ofType(plan, 'application')) {
      const moved = application.planned && application.planned.wave <= step;
      (expected[moved ? targets[application.hosting.target] : application.site] ??= []).push(application.id);
    }
    const shown = await placesShown(page);
    for (const [place, list] of Object.entries(shown)) assert.deepEqual(list, (expected[place] ?? []).sort(), `step ${step}, ${place}`);
    const held = await page.evaluate(() => state.held.length);
    if (step > 0) {
      const cutover = ofType(plan, 'application').filter((application) => application.planned?.wave === step).map((application) => application.planned.cutover).sort().at(-1);
      const day = new Date(Date.parse(cutover) + 86400000).toISOString().slice(0, 10);
      assert.equal(held, ofType(plan, 'bridge').filter((bridge) => bridge.start <= day && day <= bridge.finish).length);
      assert.match(await page.locator('#state').innerText(), new RegExp(`Après la vague ${step} .*${held}\\s(passerelle|passerelles)`));
    }
    assert.equal(await page.locator('.application.arrived').count(), step === 0 ? 0
      : ofType(plan, 'application').filter((application) => application.planned?.wave === step).length);
    if (step < waves) await page.click('#next');
  }
  assert.equal(await page.locator('#next').isDisabled(), true);
});

test('the lines are the bridges held: as many as they say, from end to end', async () => {
  const page = await open('french');
  let seen = 0;
  for (let step = 0; step < 4; step += 1) {
    const [held, drawn] = await page.evaluate(() => [state.held.filter(({ from, to }) => from !== to).length,
      [...document.querySelectorAll('.lines text')].reduce((sum, text) => sum + Number(text.textContent), 0)]);
    assert.equal(drawn, held);
    seen += held;
    if (step < 3) await page.click('#next');
  }
  assert.ok(seen > 3);
});

test('the slider and the keys of the drawing go from step to step', async () => {
  const page = await open('french');
  await page.locator('#slider').focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await now(page), 1);
  assert.match(await page.locator('#slider').getAttribute('aria-valuetext'), /^2 sur 4, Après la vague 1/);
  await page.keyboard.press('End');
  assert.equal(await now(page), 3);
  await page.locator('#stage').focus();
  await page.keyboard.press('ArrowLeft');
  assert.equal(await now(page), 2);
  await page.keyboard.press('Home');
  assert.equal(await now(page), 0);
  await page.keyboard.press('ArrowLeft');
  assert.equal(await now(page), 0);
});

test('a domain unfolds by keyboard and keeps it from step to step', async () => {
  const page = await open('large');
  assert.equal(await page.locator('.application').count(), 0);
  const first = page.locator('.domain > button').first();
  await first.focus();
  await page.keyboard.press('Enter');
  const focused = page.locator(':focus');
  assert.equal(await focused.getAttribute('aria-expanded'), 'true');
  assert.ok(await page.locator('.application').count() > 10);
  await page.keyboard.press('ArrowRight');
  assert.equal(await now(page), 1);
  assert.equal(await focused.getAttribute('aria-expanded'), 'true');
  await page.click('#fold');
  assert.equal(await page.locator('.application').count(), 0);
  await page.click('#unfold');
  assert.equal(await page.locator('.application').count(), 500);
});

test('of 500 applications the lines go from place to place, and those of a domain when it is chosen', async () => {
  const page = await open('large');
  await page.locator('#slider').focus();
  for (let step = 0; step < 18; step += 1) await page.keyboard.press('ArrowRight');
  assert.equal(await page.locator('#coarse').isVisible(), true);
  assert.ok(await page.locator('.lines g').count() <= 30);
  await page.locator('#left .domain > button').first().focus();
  assert.ok(await page.locator('.lines g.own').count() > 0);
});

test('an application that is searched for is marked, and where it is is said', async () => {
  const page = await open('french');
  await page.fill('#search', 'a0000');
  assert.match(await page.locator('#found').innerText(), /^Paie 1\s: salle-nord, 0\spasserelle$/);
  assert.equal(await page.locator('.application.found').count(), 1);
  await page.click('#next');
  assert.match(await page.locator('#found').innerText(), /^Paie 1\s: Nubo, /);
  await page.fill('#search', 'nothing is called so');
  assert.equal(await page.locator('#found').innerText(), 'Aucune application de ce nom.');
});

test('it plays by itself when asked, and stops at the end or when asked', async () => {
  const page = await open('french');
  await page.clock.install();
  await page.click('#play');
  await page.clock.runFor(2000);
  assert.equal(await now(page), 1);
  await page.click('#play');
  await page.clock.runFor(9000);
  assert.equal(await now(page), 1);
  await page.click('#play');
  await page.clock.runFor(20000);
  assert.equal(await now(page), 3);
  assert.equal(await page.locator('#play').innerText(), 'Dérouler');
});

test('nothing moves by itself where the reader wants no motion', async () => {
  const page = await open('french', { reducedMotion: 'reduce' });
  await page.click('#next');
  assert.equal(await page.locator('.application.arrived').first().evaluate((item) => getComputedStyle(item).animationName), 'none');
});

test('with --bridges it opens on that day', async () => {
  assert.ok(await now(await open('opened')) > 0);
});

test('hostile names are shown as text, and nothing leaves the page', async () => {
  const page = await open('hostile');
  await page.click('#unfold');
  for (let step = 0; step < 3; step += 1) await page.click('#next');
  await page.locator('#alternative > summary').click();
  await page.fill('#search', '<img');
  const names = await page.locator('.application').allInnerTexts();
  assert.ok(names.some((name) => name.includes('<img src=x')));
  assert.ok(names.some((name) => name.includes('[U+202E]gnirts')));
  assert.equal(await page.locator('h1').textContent(), '</title><script>alert(5)</script>');
  assert.equal(await page.locator('body img, .application b, .place b > b, body a:not(.skip), script:not(#data):not(:last-of-type)').count(), 0);
  assert.equal(await page.locator('body svg:not(.lines)').count(), 0);
  // eslint-disable-next-line no-control-regex
  assert.doesNotMatch(await page.evaluate(() => document.documentElement.outerHTML), /[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b-\u001f]/);
  assert.deepEqual(page.complaints, []);
});

test('the policy of the page stops what its script would not do', async () => {
  const page = await open('french');
  const blocked = await page.evaluate(async () => {
    const said = new Promise((resolve) => document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true }));
    const image = new Image();
    image.src = 'https://localhost/x.png';
    document.body.append(image);
    return said;
  });
  assert.equal(blocked, 'img-src');
});

test('the page tells no address', async () => {
  for (const name of ['french', 'english', 'hostile'])
    assert.doesNotMatch(pageText(name).replaceAll('http://www.w3.org/2000/svg', ''), /https?:\/\//);
});

test('without scripts the tables stand there, and say so', async () => {
  const page = await open('french', { javaScriptEnabled: false });
  assert.equal(await page.locator('#alternative table').first().isVisible(), true);
  assert.equal(await page.locator('noscript').first().textContent().then((text) => text.includes('JavaScript')), true);
  assert.equal(await page.locator('#player').isVisible(), false);
  assert.equal(await page.locator('#alternative table').count(), 3);
});

test('on a narrow screen nothing scrolls sideways but the tables', async () => {
  const page = await open('french', { viewport: { width: 320, height: 640 } });
  await page.locator('#alternative > summary').click();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true);
  await accessible(page, 'narrow');
});

test('on paper the step that is shown stands there, and no control', async () => {
  const page = await open('french');
  await page.click('#next');
  await page.emulateMedia({ media: 'print' });
  for (const id of ['next', 'slider', 'keys', 'search']) assert.equal(await page.locator(`#${id}`).isVisible(), false, id);
  assert.equal(await page.locator('.place').first().isVisible(), true);
  assert.equal(await page.locator('#state').isVisible(), true);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
});

await run();
