// The panel of the selected task or application: what is decided, and why.

function facts(pairs) {
  const list = element('dl');
  for (const [label, value] of pairs)
    if (value !== undefined && value !== null && value !== '') list.append(element('dt', {}, label), element('dd', {}, value));
  return list;
}

function reason(number) {
  const [rule, source, text] = plan.reasons[number];
  return [text || rule, ' ', element('span', { class: 'source' }, `[${[source, rule].filter(Boolean).join(' · ')}]`)];
}

function because(title, numbers) {
  if (!numbers || numbers.length === 0) return [];
  return [element('h3', {}, title), element('ul', {}, ...numbers.map((number) => element('li', {}, ...reason(number))))];
}

function jump(label, act) {
  const button = element('button', { type: 'button', class: 'jump' }, label);
  button.addEventListener('click', act);
  return button;
}

const taskName = (task) => `${plan.phases[task.phase].name} – ${task.row.label}`;

function jumps(title, list) {
  if (list.length === 0) return [];
  const made = element('ul');
  for (const [label, act, note] of list) made.append(element('li', {}, jump(label, act), note ? ` ${note}` : ''));
  return [element('h3', {}, title), made];
}

const taskJumps = (title, numbers) =>
  jumps(title, numbers.map((number) => [taskName(tasks[number]), () => selectTask(tasks[number], true), `(${spanText(tasks[number].start, tasks[number].finish)})`]));

function applicationJumps(title, numbers) {
  return jumps(title, numbers.map((number) => {
    const row = rowOfApplication.get(number);
    return [plan.applications[number].name, () => selectRow(row, true)];
  }));
}

function taskParts(task) {
  return [
    element('h2', {}, plan.phases[task.phase].name),
    element('p', {}, task.row.label),
    facts([
      [texts.dates, spanText(task.start, task.finish)],
      [texts.duration, `${formats.number.format(task.duration)}\u00a0${texts.worked_days}`],
      [texts.effort, task.effort > 0 ? `${formats.number.format(task.effort)}\u00a0${texts.person_days}` : ''],
      [texts.team, task.team >= 0 ? plan.teams[task.team].name : ''],
      [texts.people, task.people > 0 ? formats.number.format(task.people) : ''],
      [texts.slack, task.slack >= 0 ? countText(task.slack, texts.day_one, texts.day_many) : ''],
      [texts.baseline, formerText(task)],
      [texts.critical_path, task.critical ? texts.yes : texts.no],
      [texts.status, task.status],
    ]),
    ...because(texts.why_date, task.because),
    ...taskJumps(texts.after, task.before),
    ...taskJumps(texts.unlocks, task.after),
  ];
}

function bridgeParts(row) {
  const found = bridgesOf.get(row.number) ?? [];
  if (found.length === 0) return [];
  return [element('h3', {}, texts.bridges), element('ul', {}, ...found.map((bridge) => {
    const other = bridge.from === row.number ? bridge.to : bridge.from;
    const item = element('li', {}, jump(plan.applications[other].name, () => selectRow(rowOfApplication.get(other), true)), ` (${spanText(bridge.start, bridge.finish)})`);
    for (const number of bridge.because) item.append(element('br'), ...reason(number));
    return item;
  }))];
}

// Why the group and the wave that a row stands in.
function aboveParts(row) {
  const parts = [];
  for (let at = rows[row.parent]; at; at = rows[at.parent]) {
    if (at.kind === 'group') parts.push(...because(texts.why_group, plan.groups[at.place]));
    if (at.kind === 'wave') parts.push(...because(texts.why_wave, plan.waves[waveIndex.get(at.wave)]?.because));
  }
  return parts;
}

function applicationParts(row, heading) {
  const application = row.application;
  return [
    element(heading, {}, application.name),
    facts([
      [texts.code, application.id],
      [texts.wave, row.wave >= 0 ? String(row.wave) : ''],
      [texts.class, plan.classes[application.class].name],
      [texts.verdict, application.verdict],
      [texts.strategy, application.strategy],
      [texts.site, application.site],
      [texts.compliance, application.today],
      [texts.target, application.target === undefined ? '' : plan.targets[application.target].name],
      [texts.owner, application.owner],
      [texts.business, application.business],
      [texts.alone, application.alone === undefined ? '' : application.alone ? texts.yes : texts.no],
    ]),
    ...applicationJumps(texts.moves_with, application.with ?? []),
    ...applicationJumps(texts.moves_after, application.before ?? []),
    ...bridgeParts(row),
    ...because(texts.why_class, application.classBecause),
    ...((application.questions ?? []).length === 0 ? [] : [element('h3', {}, texts.questions), element('ul', {}, ...application.questions.map((text) => element('li', {}, text)))]),
    ...because(texts.why_strategy, application.strategyBecause),
    ...because(texts.why_target, application.targetBecause),
    ...aboveParts(row),
    ...because(texts.why_date, application.dateBecause),
  ];
}

function showPanel(parts) {
  const panel = byId('panel'), wasHidden = panel.hidden;
  const close = element('button', { type: 'button', class: 'close', 'aria-label': texts.close }, '✕');
  close.addEventListener('click', closePanel);
  panel.replaceChildren(close, ...parts);
  panel.hidden = false;
  panel.scrollTop = 0;
  if (wasHidden) refit();
}

function mark() {
  for (const bar of byId('body').querySelectorAll('.bar')) bar.classList.toggle('chosen', bar.task === selected);
  for (const [index, line] of drawn) line.classList.toggle('chosen', rows[index] === chosenRow);
  drawLinks();
}

function selectTask(task, go = false) {
  selected = task;
  chosenRow = task.row;
  showPanel([...taskParts(task), ...(task.row.application ? applicationParts(task.row, 'h2') : [])]);
  if (go) goTo(task.row, task.start);
  mark();
}

function selectRow(row, go = false) {
  if (!row?.application) return;
  selected = null;
  chosenRow = row;
  showPanel(applicationParts(row, 'h2'));
  if (go) goTo(row, row.tasks[0]?.start);
  mark();
}

function closePanel() {
  const panel = byId('panel');
  if (panel.hidden) return false;
  const inside = panel.contains(document.activeElement);
  panel.hidden = true;
  const row = chosenRow;
  selected = chosenRow = null;
  mark();
  refit();
  if (inside && row) focusRow(placeOf(row));
  return true;
}

// Unfolds, scrolls and gives the keyboard to a row.
function goTo(row, day) {
  if (!isShown(row)) clearFilter();
  reveal(row);
  focused = 0;
  redraw();
  focusRow(placeOf(row));
  if (day === undefined) return;
  const chart = byId('chart'), left = x(day), room = chart.clientWidth - namesWidth();
  if (left < chart.scrollLeft || left > chart.scrollLeft + room - 40) chart.scrollLeft = Math.max(0, left - room / 3);
}
