// The panel of the selected task or application: what is decided, and why.

function facts(pairs) {
  const list = element('dl');
  for (const [label, value] of pairs)
    if (value !== undefined && value !== null && value !== '') list.append(element('dt', {}, label), element('dd', {}, value));
  return list;
}

function because(title, numbers) {
  if (!numbers || numbers.length === 0) return [];
  const list = element('ul');
  for (const number of numbers) {
    const [rule, source, text] = plan.reasons[number];
    list.append(element('li', {}, text || rule, ' ', element('span', { class: 'source' }, `[${[source, rule].filter(Boolean).join(' · ')}]`)));
  }
  return [element('h3', {}, title), list];
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
      [texts.slack, task.slack >= 0 ? `${formats.number.format(task.slack)}\u00a0${texts.worked_days}` : ''],
      [texts.critical_path, task.critical ? texts.yes : texts.no],
      [texts.status, task.status],
    ]),
    ...because(texts.why_date, task.because),
    ...taskJumps(texts.after, task.before),
    ...taskJumps(texts.unlocks, task.after),
  ];
}

function applicationParts(row, heading) {
  const application = row.application;
  const found = bridgesOf.get(row.number) ?? [];
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
    ...jumps(texts.bridges, found.map((bridge) => {
      const other = bridge.from === row.number ? bridge.to : bridge.from;
      return [plan.applications[other].name, () => selectRow(rowOfApplication.get(other), true), `(${spanText(bridge.start, bridge.finish)})`];
    })),
    ...because(texts.why_class, application.classBecause),
    ...((application.questions ?? []).length === 0 ? [] : [element('h3', {}, texts.questions), element('ul', {}, ...application.questions.map((text) => element('li', {}, text)))]),
    ...because(texts.why_strategy, application.strategyBecause),
    ...because(texts.why_target, application.targetBecause),
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

// A short word on the bar under the pointer or the keyboard.
function showTip(bar) {
  const tip = byId('tip'), task = bar.task, first = plan.reasons[task.because[0]];
  tip.replaceChildren(element('strong', {}, taskName(task)), `${spanText(task.start, task.finish)}${task.critical ? ` · ${texts.critical}` : ''}`);
  if (first) tip.append(element('br'), first[2] || first[0]);
  tip.hidden = false;
  const box = bar.getBoundingClientRect(), size = tip.getBoundingClientRect();
  const left = Math.min(Math.max(8, box.left), window.innerWidth - size.width - 8);
  const below = box.bottom + 8 + size.height < window.innerHeight;
  tip.style.left = `${left}px`;
  tip.style.top = `${below ? box.bottom + 8 : box.top - size.height - 8}px`;
}
function hideTip() {
  byId('tip').hidden = true;
}
