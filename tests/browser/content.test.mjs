// What the page says, in both languages: the tables against the plan, hostile names, the network, the baseline, paper.

import { assert, open, pageText, records, rowNames, run, test } from './support.mjs';

const plan = records('french');
const ofType = (list, type) => list.filter((record) => record.type === type);
const months = { french: ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'],
  english: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] };

function dateText(iso, language, parts = 'dmy') {
  const [year, month, day] = iso.split('-').map(Number);
  const said = language === 'french' && day === 1 ? '1er' : String(day);
  return [said, parts.includes('m') ? months[language][month - 1] : '', parts.includes('y') ? year : ''].filter(Boolean).join(' ');
}
function spanText(start, finish, language) {
  if (start === finish) return dateText(start, language);
  if (start.slice(0, 4) !== finish.slice(0, 4)) return `${dateText(start, language)} – ${dateText(finish, language)}`;
  if (start.slice(0, 7) !== finish.slice(0, 7)) return `${dateText(start, language, 'dm')} – ${dateText(finish, language)}`;
  return `${dateText(start, language, 'd')}–${dateText(finish, language)}`;
}
const table = (page, place) => page.locator('#alternative table').nth(place).evaluate((element) =>
  [...element.rows].map((row) => [...row.cells].map((cell) => cell.textContent.replaceAll('\u00a0', ' '))));

for (const language of ['french', 'english'])
  test(`the tables hold the same as the plan: ${language}`, async () => {
    const page = await open(language);
    const [head, ...lines] = await table(page, 0);
    const at = (french, english) => {
      const found = head.findIndex((name) => name.startsWith(language === 'french' ? french : english));
      assert.ok(found >= 0, `${french}: ${head.join()}`);
      return found;
    };
    assert.equal(lines.length, ofType(plan, 'application').length + 3);
    const phases = { onboard: at('Ouverture', 'Target onboarding'), study: at('Étude', 'Study'), build: at('Construction', 'Build'), migrate: at('Migration', 'Migration'),
      test: at('Recette', 'Test'), cutover: at('Bascule', 'Cut-over') };
    const byId = new Map(lines.map((line) => [line[1], line]));
    for (const task of ofType(plan, 'task')) {
      const cell = byId.get(task.application ?? task.target)[phases[task.phase]];
      assert.ok(cell?.startsWith(spanText(task.start, task.finish, language)), `${task.id}: ${cell}`);
      assert.equal(cell.includes('*'), task.critical, task.id);
      assert.equal(cell.includes(`${task.slack_days} ${language === 'french' ? 'j' : 'd'}`), task.slack_days > 0, `${task.id}: ${cell}`);
    }
    for (const application of ofType(plan, 'application')) {
      const line = byId.get(application.id);
      assert.equal(line[0], application.name);
      assert.equal(line[at('Cible', 'Target')], application.hosting.target);
      assert.equal(line[at('Vague', 'Wave')], application.planned ? `${language === 'french' ? 'Vague' : 'Wave'} ${application.planned.wave}` : language === 'french' ? 'Sans déplacement' : 'Staying where they are');
    }
    for (const bridge of ofType(plan, 'bridge'))
      for (const [one, other] of [[bridge.from, bridge.to], [bridge.to, bridge.from]])
        assert.ok(byId.get(one)[at('Passerelles', 'Bridges')].includes(`${other}, ${spanText(bridge.start, bridge.finish, language)}`));
    // Every name that the chart shows for an application or a target is in the table.
    await page.click('#applications');
    const chart = await page.evaluate(() => planRows.filter(isLeaf).map((row) => row.label));
    assert.deepEqual(chart.toSorted(), lines.map((line) => line[0]).toSorted());
    const [, ...calendar] = await table(page, 1);
    assert.ok(calendar.some((line) => line[2] === 'Élections'));
    assert.ok(calendar.filter((line) => line[0] === (language === 'french' ? 'Jour férié' : 'Holiday')).length >= 5);
    assert.equal(calendar.filter((line) => line[2].startsWith(language === 'french' ? 'Vague' : 'Wave')).length, 3);
    // The load by month adds up to the days of the tasks.
    const [teams, ...load] = await table(page, 2);
    const number = (text) => Number(text.split(' / ')[0].replace('–', '0').replace(/\s/g, '').replace(',', '.'));
    const column = teams.indexOf('Exploitation');
    assert.equal(load.reduce((sum, line) => sum + number(line[column]), 0), 2 * ofType(plan, 'task').filter((task) => task.phase === 'cutover').length);
  });

test('each language says everything in that language', async () => {
  const french = await (await open('french')).locator('body').innerText();
  const english = await (await open('english')).locator('body').innerText();
  for (const text of ['Rechercher', 'Déplier jusqu’à', 'Charge des équipes', 'Chemin critique', 'Fenêtre de bascule', 'Jour férié', 'avril']) {
    assert.ok(french.includes(text), text);
    assert.ok(!english.includes(text), text);
  }
  for (const text of ['Search', 'Unfold down to', 'Team load', 'Critical path', 'Cut-over window', 'Holiday', 'April']) {
    assert.ok(english.includes(text), text);
    assert.ok(!french.includes(text), text);
  }
});

test('nothing leaves the page, whatever is opened in it', async () => {
  for (const name of ['french', 'hostile']) {
    const page = await open(name);
    await page.click('#tasks');
    for (const bar of await page.locator('.row.task .bar').all().then((bars) => bars.slice(0, 4))) await bar.click();
    await page.locator('#alternative > summary').click();
    for (const colour of ['class', 'team']) await page.selectOption('#colour', colour);
    await page.fill('#search', '<b>');
    assert.deepEqual(page.complaints, []);
  }
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

test('hostile names are shown as text', async () => {
  const page = await open('hostile');
  await page.click('#tasks');
  const names = ofType(records('hostile'), 'application').map((application) => application.name);
  const shown = await page.evaluate(() => planRows.filter((row) => row.application).map((row) => row.label));
  assert.ok(shown.includes(names.find((name) => name.includes('<img'))));
  assert.ok(shown.some((name) => name.includes('[U+202E]gnirts')));
  assert.equal(await page.locator('h1').textContent(), '</title><script>alert(5)</script>');
  await page.locator('#body .row.application .title').first().click();
  await page.locator('#body .bar').first().hover();
  await page.locator('#alternative > summary').click();
  // No element of the page comes from a name, and nothing reorders text.
  assert.equal(await page.locator('body img, body b > b, body a:not(.skip), script:not(#data):not(:last-of-type)').count(), 0);
  assert.equal(await page.locator('body svg:not(.lanes):not(.links):not(.work)').count(), 0);
  // eslint-disable-next-line no-control-regex
  assert.doesNotMatch(await page.evaluate(() => document.documentElement.outerHTML), /[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b-\u001f]/);
  assert.deepEqual(page.complaints, []);
});

test('the baseline stands behind the bars, and each difference is said', async () => {
  const page = await open('compared');
  const now = new Map(ofType(records('compared'), 'task').map((task) => [task.id, task]));
  assert.match(await page.locator('.facts').innerText(), /Face à la référence/);
  await page.click('#tasks');
  const former = await page.evaluate(() => tasks.map((task) => [`${task.row.id}/${plan.phases[task.phase].id}`, task.former && dateOf(task.former[0]).toISOString().slice(0, 10)]));
  assert.equal(former.length, now.size);
  assert.ok(former.some(([, date]) => date === null));
  const moved = former.filter(([id, date]) => date !== null && date !== now.get(id).start);
  assert.ok(moved.length > 5);
  assert.ok(await page.locator('#body .former').count() > 5);
  await page.click('#applications');
  assert.ok(await page.locator('#body .former.dropped').count() > 0);
  await page.evaluate((id) => selectTask(tasks.find((task) => `${task.row.id}/${plan.phases[task.phase].id}` === id)), moved[0][0]);
  assert.match(await page.locator('#panel').innerText(), /\(\+28\sjours\)/);
  const [, ...lines] = await table(page, 0);
  assert.ok(lines.some((line) => line.some((cell) => cell.includes('réf. '))));
  assert.ok(lines.some((line) => line.some((cell) => cell.includes('absente de la référence'))));
});

test('freezes, holidays, windows and today are shaded', async () => {
  const page = await open('french');
  await page.selectOption('#zoom', 'week');
  const count = (kind) => page.locator(`#body .bands .${kind}`).count();
  assert.equal(await count('freeze'), 1);
  assert.equal(await page.locator('#months .frozen').textContent(), 'Élections');
  assert.ok(await count('holiday') >= 5);
  assert.equal(await count('window'), 3);
  assert.equal(await count('today'), 1);
  assert.equal(await page.locator('#months .now').textContent(), '15 mars 2027');
  assert.deepEqual(await page.locator('#months .flag').allTextContents(), ['V1', 'V2', 'V3']);
});

test('on paper every row that is unfolded stands there, and no control', async () => {
  const page = await open('french');
  await page.click('#tasks');
  const names = await page.evaluate(() => shown.map((row) => row.label));
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  assert.deepEqual(await rowNames(page), names);
  for (const id of ['tools', 'keys', 'panel', 'tip']) assert.equal(await page.locator(`#${id}`).isVisible(), false, id);
  assert.equal(await page.locator('#load-scroll').isVisible(), true);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
});

test('the page tells its language, its character set and no address', async () => {
  for (const name of ['french', 'english', 'hostile', 'compared'])
    assert.doesNotMatch(pageText(name).replaceAll('http://www.w3.org/2000/svg', ''), /https?:\/\//);
});

await run();
