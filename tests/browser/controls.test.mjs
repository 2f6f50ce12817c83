// Every control, by the pointer.

import { assert, open, records, rowCount, rowNames, run, test } from './support.mjs';

const plan = records('french');
const applications = plan.filter((record) => record.type === 'application');
const tasksOf = (id) => plan.filter((record) => record.type === 'task' && record.application === id);
const moved = applications.filter((application) => application.planned);
const state = (page) => page.locator('#state').textContent();
const row = (page, name) => page.locator('#body .row', { has: page.getByText(name, { exact: true }) });
// Rows of a kind that are shown, the drawn and the others.
const shownOf = (page, kind) => page.evaluate((wanted) => shown.filter((row) => row.kind === wanted).length, kind);

test('levels unfold down to waves, groups, applications and tasks', async () => {
  const page = await open('french');
  await page.click('#waves');
  assert.deepEqual(await rowNames(page), ['Ouverture des cibles', 'Vague 1', 'Vague 2', 'Vague 3', 'Sans déplacement']);
  await page.click('#groups');
  const groups = plan.filter((record) => record.type === 'group').length;
  assert.equal(await shownOf(page, 'group'), groups);
  await page.click('#applications');
  assert.equal(await shownOf(page, 'application'), applications.length);
  assert.equal(await shownOf(page, 'task'), 0);
  await page.click('#tasks');
  assert.equal(await shownOf(page, 'task'), plan.filter((record) => record.type === 'task').length);
});

test('a click on a wave folds it and on its mark unfolds it again', async () => {
  const page = await open('french');
  const before = await rowCount(page), wave = row(page, 'Vague 2');
  assert.equal(await wave.getAttribute('aria-expanded'), 'true');
  await wave.locator('.title').click();
  assert.equal(await wave.getAttribute('aria-expanded'), 'false');
  assert.ok(await rowCount(page) < before);
  await wave.locator('.turn').click();
  assert.equal(await rowCount(page), before);
});

test('an application unfolds into its tasks, and its name opens its details', async () => {
  const page = await open('french');
  const line = row(page, moved[0].name), before = await rowCount(page);
  await line.locator('.turn').click();
  assert.equal(await line.getAttribute('aria-expanded'), 'true');
  assert.equal(await rowCount(page), before + tasksOf(moved[0].id).length);
  assert.equal(await line.locator('.bar').count(), 0);
  await line.locator('.title').click();
  assert.equal(await page.locator('#panel h2').first().textContent(), moved[0].name);
  await page.click('#panel .close');
  assert.equal(await page.locator('#panel').isVisible(), false);
});

test('search finds words whatever their accents, says how many, and is cleared', async () => {
  const page = await open('french');
  await page.fill('#search', 'REFERENTIEL agents');
  const wanted = applications.filter((application) => application.name.startsWith('Référentiel'));
  assert.equal(await state(page), `${wanted.length}\u00a0applications sur ${applications.length}`);
  const names = await rowNames(page);
  for (const application of wanted) assert.ok(names.includes(application.name));
  assert.equal(names.filter((name) => name.startsWith('Paie')).length, 0);
  await page.click('#clear');
  assert.equal(await state(page), '');
  assert.equal(await page.inputValue('#search'), '');
  assert.equal(await shownOf(page, 'application'), applications.length);
});

test('filters by class, wave, target, team, critical path and bridge', async () => {
  const page = await open('french');
  const choose = async (id, label) => { await page.selectOption(`#${id}`, { label }); };
  const expected = async (keep, why) => {
    const count = applications.filter(keep).length;
    assert.ok(count > 0 && count < applications.length, why);
    assert.equal(await shownOf(page, 'application'), count, why);
    await page.click('#clear');
  };
  await choose('class', 'Sensible');
  await expected((application) => application.classification.class === 'sensitive', 'class');
  await choose('wave', 'Vague 2');
  await expected((application) => application.planned?.wave === 2, 'wave');
  await choose('target', 'Nubo');
  await expected((application) => application.hosting.target === 'nubo', 'target');
  await choose('team', 'Recette');
  await expected((application) => tasksOf(application.id).some((task) => task.team === 'recette'), 'team');
  await page.check('#critical');
  await expected((application) => tasksOf(application.id).some((task) => task.critical), 'critical');
  const bridged = new Set(plan.filter((record) => record.type === 'bridge').flatMap((bridge) => [bridge.from, bridge.to]));
  await page.check('#bridged');
  await expected((application) => bridged.has(application.id), 'bridge');
  await choose('wave', 'Vague 1');
  await choose('class', 'Ouverte');
  await expected((application) => application.planned?.wave === 1 && application.classification.class === 'open', 'both');
});

test('scales widen the days, by the list and by the buttons', async () => {
  const page = await open('french');
  const width = () => page.evaluate(() => Number.parseFloat(document.getElementById('months').style.width));
  const widths = [];
  for (const scale of ['quarter', 'month', 'week', 'day']) {
    await page.selectOption('#zoom', scale);
    widths.push(await width());
  }
  assert.deepEqual(widths, widths.toSorted((a, b) => a - b));
  assert.equal(new Set(widths).size, 4);
  // Each day has its number.
  assert.ok(await page.locator('#months span').evaluateAll((cells) => cells.filter((cell) => /^\d+$/.test(cell.textContent)).length) > 100);
  await page.click('#zoom-out');
  assert.equal(await page.inputValue('#zoom'), 'week');
  assert.equal(await width(), widths[2]);
  await page.click('#zoom-in');
  assert.equal(await page.inputValue('#zoom'), 'day');
  await page.selectOption('#zoom', 'fit');
  assert.equal(await page.evaluate(() => document.getElementById('chart').scrollWidth <= document.getElementById('chart').clientWidth + 1), true);
});

test('colours follow phase, class, wave, team and target', async () => {
  const page = await open('french');
  const task = tasksOf(moved[0].id)[0];
  const bar = row(page, moved[0].name).locator('.bar').first();
  const colours = new Set();
  for (const colour of ['phase', 'class', 'wave', 'team', 'target']) {
    await page.selectOption('#colour', colour);
    colours.add(await bar.evaluate((element) => element.style.getPropertyValue('--light') + element.className));
    assert.ok((await page.locator('#legend').textContent()).includes(
      { phase: 'Étude', class: 'Ouverte', wave: 'Vague 1', team: 'Études et urbanisation', target: 'Nubo' }[colour]));
  }
  assert.ok(colours.size >= 3, String(task.id));
});

test('a task shows its dates, slack, reasons, dependencies and bridges', async () => {
  const page = await open('french');
  await page.click('#tasks');
  const application = moved.find((one) => plan.some((record) => record.type === 'bridge' && record.from === one.id));
  const [before, task, after] = tasksOf(application.id).slice(1, 4);
  const place = await page.evaluate((id) => tasks.find((one) => one.row.id === id.application && plan.phases[one.phase].id === id.phase).index, task);
  await page.evaluate((index) => focusRow(placeOf(tasks[index].own)), place);
  await page.locator('#body .row:focus .bar').click();
  const panel = await page.locator('#panel').innerText();
  for (const text of [application.name, task.because[0].text, task.because[0].source, 'Marge', 'Chemin critique', 'Un flux quotidien les relie.', 'Données de gestion.'])
    assert.ok(panel.includes(text), text);
  assert.equal(await page.locator('.links .link').count(), 2);
  assert.ok(await page.locator('.links .bridge').count() >= 2);
  // The dependencies lead to the tasks before and after.
  const jumps = await page.locator('#panel .jump').allTextContents();
  const phases = { study: 'Étude', build: 'Construction', migrate: 'Migration', test: 'Recette', cutover: 'Bascule' };
  for (const other of [before, after]) assert.ok(jumps.includes(`${phases[other.phase]} – ${application.name}`), jumps.join());
  await page.locator('#panel .jump', { hasText: `${phases[after.phase]} – ` }).first().click();
  assert.equal(await page.locator('#panel h2').first().textContent(), phases[after.phase]);
  assert.equal(await page.locator('#body .bar.chosen').count(), 1);
});

test('a bridge leads to the application at its other end, through filters', async () => {
  const page = await open('french');
  const bridge = plan.find((record) => record.type === 'bridge');
  const [from, to] = [bridge.from, bridge.to].map((id) => applications.find((application) => application.id === id).name);
  await page.fill('#search', bridge.from);
  await row(page, from).locator('.title').click();
  await page.locator('#panel .jump', { hasText: to }).first().click();
  assert.equal(await page.locator('#panel h2').first().textContent(), to);
  assert.equal(await row(page, to).evaluate((line) => line === document.activeElement), true);
  assert.equal(await page.inputValue('#search'), '');
});

test('a tip says why, stays under the pointer and leaves with Escape', async () => {
  const page = await open('french');
  const task = tasksOf(moved[0].id)[0], bar = row(page, moved[0].name).locator('.bar').first(), tip = page.locator('#tip');
  await bar.hover();
  assert.ok((await tip.innerText()).includes(task.because[0].text));
  assert.equal(await bar.getAttribute('aria-describedby'), 'tip');
  await tip.hover();
  await page.waitForTimeout(400);
  assert.equal(await tip.isVisible(), true);
  await page.keyboard.press('Escape');
  assert.equal(await tip.isVisible(), false);
  await bar.hover();
  await page.locator('h1').hover();
  await tip.waitFor({ state: 'hidden' });
});

test('the load of teams stands under the bars, moves with them, and folds', async () => {
  const page = await open('french');
  const teams = plan.filter((record) => record.type === 'team');
  assert.deepEqual((await page.locator('#load .title').allTextContents()).toSorted(), teams.map((team) => team.name).toSorted());
  await page.selectOption('#zoom', 'day');
  await page.locator('#chart').evaluate((chart) => { chart.scrollLeft = 900; });
  await page.waitForFunction(() => document.getElementById('load-scroll').scrollLeft === 900);
  await page.locator('#load .team .days').first().hover({ position: { x: 1200, y: 20 } });
  assert.match(await page.locator('#tip').innerText(), / sur 3\u00a0personnes| sur 0\u00a0personne/);
  // A filter sets what it leaves apart from the rest.
  assert.equal(await page.locator('#load .others').count(), 0);
  await page.selectOption('#wave', { label: 'Vague 1' });
  assert.ok(await page.locator('#load .others').count() > 0);
  await page.locator('#load > summary h2').click();
  assert.equal(await page.locator('#load-scroll').isVisible(), false);
  await page.locator('#load > summary h2').click();
  assert.equal(await page.locator('#load-scroll').isVisible(), true);
});

test('the load adds the people of tasks up, day by day', async () => {
  const page = await open('french');
  const loads = await page.evaluate(() => {
    forgetLoads();
    return sumLoads().map((sum, team) => [plan.teams[team].id, [...sum.all].reduce((a, b) => a + b, 0)]);
  });
  const bands = await page.evaluate(() => bands.filter((band) => band.kind === 'holiday').map((band) => dateOf(band.start).toISOString().slice(0, 10)));
  for (const [team, total] of loads) {
    let expected = 0;
    for (const task of plan.filter((record) => record.type === 'task' && record.team === team))
      for (let day = new Date(task.start); day <= new Date(task.finish); day = new Date(day.getTime() + 86400000))
        if (task.phase === 'cutover' || (![0, 6].includes(day.getUTCDay()) && !bands.includes(day.toISOString().slice(0, 10)))) expected += task.people;
    assert.equal(total, expected, team);
  }
});

test('dark mode and print are one click', async () => {
  const page = await open('french', { colorScheme: 'light' });
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await page.click('#theme');
  assert.notEqual(await background(), light);
  assert.equal(await page.locator('#theme').getAttribute('aria-pressed'), 'true');
  await page.click('#theme');
  assert.equal(await background(), light);
  await page.evaluate(() => { window.print = () => { window.printed = true; }; });
  await page.click('#print');
  assert.equal(await page.evaluate(() => window.printed), true);
});

await run();
