// The rows in sight. Only these are in the document, so that a plan of thousands of applications scrolls smoothly.

let colour = 'phase';
let selected = null;       // a task
let chosenRow = null;      // the row that the panel shows
let focused = 0;           // place in `shown` of the row that takes the keyboard
const drawn = new Map();   // row index -> element
const svgElement = (name) => document.createElementNS('http://www.w3.org/2000/svg', name);

const swatchLists = { phase: plan.phases, class: plan.classes, wave: plan.waves, team: plan.teams, target: plan.targets };
const nothing = { id: '', name: '–', mark: '', pattern: 'solid', light: '#66707f', dark: '#9aa5b5' };

function swatchNumber(task) {
  switch (colour) {
    case 'phase': return task.phase;
    case 'class': return task.row.application?.class ?? -1;
    case 'wave': return waveIndex.get(task.row.wave) ?? -1;
    case 'team': return task.team;
    default: return task.row.application?.target ?? plan.targets.findIndex((target) => target.id === task.row.id);
  }
}
const swatchOf = (task) => swatchLists[colour][swatchNumber(task)] ?? nothing;

function paint(target, swatch) {
  target.classList.add('swatch');
  target.style.setProperty('--light', swatch.light);
  target.style.setProperty('--dark', swatch.dark);
}

function slackText(task) {
  return task.slack > 0 ? `${texts.slack_short} ${countText(task.slack, texts.day_one, texts.day_many)}` : '';
}

// What the baseline said of a task, and how far it moved.
function formerText(task) {
  if (!plan.baseline) return '';
  if (!task.former) return texts.not_in_baseline;
  const shift = task.finish - task.former[1];
  if (shift === 0 && task.start === task.former[0]) return texts.same_dates;
  return `${spanText(...task.former)} (${shift > 0 ? '+' : shift < 0 ? '\u2212' : '±'}${countText(Math.abs(shift), texts.day_one, texts.day_many)})`;
}

function barName(task) {
  const parts = [plan.phases[task.phase].name, spanText(task.start, task.finish)];
  if (task.critical) parts.push(texts.critical);
  if (task.slack > 0) parts.push(slackText(task));
  if (colour !== 'phase') parts.push(`${swatchOf(task).mark} ${swatchOf(task).name}`);
  return parts.join(', ');
}

function stretchOver(target, start, finish) {
  target.style.left = `${x(start)}px`;
  target.style.width = `${Math.max(x(finish) - x(start), 2)}px`;
  return target;
}

function drawBar(task, limit) {
  const swatch = swatchOf(task);
  const bar = element('button', { type: 'button', class: `bar p-${swatch.pattern}`, 'aria-label': barName(task) });
  bar.tabIndex = -1;
  paint(bar, swatch);
  const width = Math.max(Math.min(x(task.finish + 1), limit) - x(task.start), 2);
  bar.style.left = `${x(task.start)}px`;
  bar.style.width = `${width}px`;
  if (task.critical) bar.classList.add('critical');
  if (task === selected) bar.classList.add('chosen');
  if (width >= 20 && swatch.mark) bar.append(element('b', {}, swatch.mark));
  bar.task = task;
  return bar;
}

// Behind its bar: where the baseline had the task.
function drawFormer(task) {
  return task.former ? [stretchOver(element('span', { class: 'former' }), task.former[0], task.former[1] + 1)] : [];
}

// A task in a row of its own: its bar, the days by which it may slip, its team.
function drawTask(task, days) {
  days.append(...drawFormer(task), drawBar(task, Infinity));
  let end = x(task.finish + 1);
  if (task.slack > 0) {
    days.append(stretchOver(element('span', { class: 'slack' }), task.finish + 1, Math.min(task.finish + 1 + task.slack, plan.days)));
    end = Math.min(x(task.finish + 1 + task.slack), chartWidth());
  }
  const note = [spanText(task.start, task.finish), task.team >= 0 ? plan.teams[task.team].name : '', slackText(task)].filter(Boolean).join(' · ');
  const said = element('span', { class: 'said', 'aria-hidden': 'true' }, note);
  // On the side where there is room, by a width that no letter of these fonts exceeds on average.
  const width = 6.6 * note.length;
  if (end + width < chartWidth()) said.style.left = `${end + 8}px`;
  else if (x(task.start) > width) said.style.right = `${chartWidth() - x(task.start) + 8}px`;
  else return;
  days.append(said);
}

function drawTasks(row, days) {
  if (!isOpen(row)) for (const task of row.tasks) days.append(...drawFormer(task));
  for (const task of row.dropped) days.append(stretchOver(element('span', { class: 'former dropped', title: `${texts.dropped} – ${plan.phases[task.phase].name}, ${spanText(task.start, task.finish)}` }), task.start, task.finish + 1));
  if (isOpen(row)) {
    const sum = spanOf(row);
    days.append(stretchOver(element('span', { class: 'span-of' }), sum.start, sum.finish + 1));
  } else {
    row.tasks.forEach((task, at) => days.append(drawBar(task, row.tasks[at + 1] ? Math.max(x(row.tasks[at + 1].start), x(task.start) + 2) : Infinity)));
  }
  drawSpans(row, days);
}

// Each lane is as thick as there are tasks under way in it.
function drawLanes(row, height) {
  const svg = svgElement('svg');
  svg.setAttribute('class', 'lanes');
  svg.setAttribute('width', chartWidth());
  svg.setAttribute('height', height);
  svg.setAttribute('aria-hidden', 'true');
  const lanes = new Map();
  for (const task of spanOf(row).tasks) {
    if (plan.phases[task.phase].id === 'cutover') continue;
    const number = swatchNumber(task);
    if (!lanes.has(number)) lanes.set(number, []);
    lanes.get(number).push(task);
  }
  const pitch = Math.min(10, (height - 8) / Math.max(lanes.size, 1));
  let middle = (height - pitch * lanes.size) / 2 + pitch / 2;
  for (const number of [...lanes.keys()].sort((a, b) => a - b)) {
    const path = svgElement('path');
    path.setAttribute('d', lanePath(lanes.get(number), middle, pitch - 1.2));
    paint(path, swatchLists[colour][number] ?? nothing);
    svg.append(path);
    middle += pitch;
  }
  return svg;
}

function lanePath(list, middle, thickest) {
  const changes = new Map();
  for (const task of list) {
    changes.set(task.start, (changes.get(task.start) ?? 0) + 1);
    changes.set(task.finish + 1, (changes.get(task.finish + 1) ?? 0) - 1);
  }
  const days = [...changes.keys()].sort((a, b) => a - b);
  const counts = [];
  let count = 0;
  for (const day of days) counts.push((count += changes.get(day)));
  const most = Math.max(...counts, 1), thinnest = thickest * 0.42;
  let path = '';
  for (let step = 0; step + 1 < days.length; ++step) {
    if (counts[step] === 0) continue;
    const thick = thinnest + ((thickest - thinnest) * counts[step]) / most;
    const width = Math.max(x(days[step + 1]) - x(days[step]), 1);
    path += `M${x(days[step]).toFixed(1)} ${(middle - thick / 2).toFixed(1)}h${width.toFixed(1)}v${thick.toFixed(1)}h${-width.toFixed(1)}z`;
  }
  return path;
}

function drawSpans(row, into) {
  let free = -1;
  for (const bridge of (bridgesOf.get(row.number) ?? []).slice().sort((a, b) => a.start - b.start)) {
    const start = Math.max(bridge.start, free, 0), finish = Math.min(bridge.finish + 1, plan.days);
    if (finish <= start) continue;
    const span = element('span', { class: 'span' });
    span.style.left = `${x(start)}px`;
    span.style.width = `${x(finish) - x(start)}px`;
    into.append(span);
    free = finish;
  }
}

function noteOf(row) {
  const sum = spanOf(row), parts = [];
  if (sum.cutover !== null) parts.push(spanText(sum.cutover, sum.cutoverEnd));
  parts.push(row.kind === 'onboarding' ? countText(sum.leaves, texts.target_one, texts.target_many)
    : countText(sum.leaves, texts.application_one, texts.application_many));
  if (sum.effort > 0 && !isOpen(row)) parts.push(`${formats.number.format(Math.round(sum.effort))}\u00a0${texts.person_days}`);
  return parts.join(' · ');
}

function chip(swatch) {
  const made = element('span', { class: 'chip', title: swatch.name }, swatch.mark);
  paint(made, swatch);
  return made;
}

function drawName(row) {
  const name = element('div', { class: 'name', role: 'rowheader' });
  if (canFold(row)) name.append(element('span', { class: isOpen(row) ? 'turn down' : 'turn', 'aria-hidden': 'true' }, '▶'));
  const text = element('div', { class: 'text' }, element('span', { class: 'title', title: row.label }, row.label));
  if (canFold(row) && !isLeaf(row) && (isSection(row) || !isOpen(row))) {
    text.append(element('span', { class: 'note', title: noteOf(row) }, noteOf(row)));
  }
  name.append(text);
  if (row.application) name.append(chip(plan.classes[row.application.class]));
  if (row.task) name.append(chip(swatchOf(row.task)));
  return name;
}

function drawSummary(row, days, height) {
  const sum = spanOf(row);
  if (!isOpen(row)) days.append(drawLanes(row, height));
  const diamond = (kind, start, end) => {
    const made = element('span', { class: kind });
    made.style.left = `${x((start + end + 1) / 2)}px`;
    days.append(made);
  };
  // Where the baseline cut over: from its first day to its last when the row did not hold together then.
  if (sum.former !== null && (sum.former !== sum.cutover || sum.formerEnd !== sum.cutoverEnd)) {
    if (sum.formerEnd - sum.former > 4) days.append(stretchOver(element('span', { class: 'former-cutovers' }), sum.former, sum.formerEnd + 1));
    diamond('diamond former-diamond', sum.former, sum.former + 1);
  }
  if (sum.cutover !== null) diamond('diamond', sum.cutover, sum.cutoverEnd);
  if (sum.start !== null) days.setAttribute('aria-label', spanText(sum.start, sum.finish));
}

function drawRow(place) {
  const row = shown[place], height = tops[place + 1] - tops[place];
  const line = element('div', {
    class: `row level-${row.level} ${row.kind}${isSection(row) ? ' section' : ''}${isOpen(row) && isSection(row) ? ' open' : ''}`,
    role: 'row', 'aria-level': String(row.level + 1), 'aria-rowindex': String(place + 2),
  });
  if (canFold(row)) line.setAttribute('aria-expanded', String(isOpen(row)));
  if (row === chosenRow || (row.task && row.task === selected)) line.classList.add('chosen');
  line.tabIndex = place === focused ? 0 : -1;
  line.style.top = `${tops[place]}px`;
  line.style.height = `${height}px`;
  const days = element('div', { class: 'days', role: 'gridcell' });
  days.style.width = `${chartWidth()}px`;
  if (row.task) drawTask(row.task, days);
  else if (isLeaf(row)) drawTasks(row, days);
  else drawSummary(row, days, height);
  if (isLeaf(row) && row.tasks.length === 0) days.setAttribute('aria-label', texts.no_task);
  line.append(drawName(row), days);
  line.row = row;
  return line;
}

// Draws the rows between two places, and takes away the others. `afresh` forgets what was drawn.
let bandsLayer = null;
function drawRows(afresh, whole = false) {
  const chart = byId('chart'), body = byId('body');
  const margin = 400;
  const first = whole ? 0 : placeAt(Math.max(0, chart.scrollTop - margin));
  const last = whole ? shown.length : Math.min(shown.length, placeAt(chart.scrollTop + chart.clientHeight + margin) + 1);
  if (afresh) {
    for (const line of drawn.values()) line.remove();
    drawn.clear();
  }
  const wanted = new Set();
  for (let place = first; place < last; ++place) wanted.add(shown[place].index);
  if (shown[focused]) wanted.add(shown[focused].index);
  for (const [index, line] of drawn)
    if (!wanted.has(index)) {
      line.remove();
      drawn.delete(index);
    }
  for (const index of wanted)
    if (!drawn.has(index)) {
      const line = drawRow(placeOf(rows[index]));
      drawn.set(index, line);
      body.append(line);
    }
}

// Everything anew: after a fold, a filter, a zoom, another colour.
function redraw(whole = false) {
  const chart = byId('chart'), body = byId('body');
  const active = document.activeElement, hadFocus = body.contains(active), task = active?.task;
  arrange();
  focused = Math.max(0, Math.min(focused, shown.length - 1));
  body.style.height = `${tops[shown.length]}px`;
  body.style.width = `${namesWidth() + chartWidth()}px`;
  chart.setAttribute('aria-rowcount', String(shown.length + 1));
  drawCalendar();
  bandsLayer?.remove();
  bandsLayer = drawBands();
  body.prepend(bandsLayer);
  drawRows(true, whole);
  drawLinks();
  drawLoad();
  if (!hadFocus) return;
  const line = drawn.get(shown[focused]?.index);
  const bar = task && line && [...line.querySelectorAll('.bar')].find((candidate) => candidate.task === task);
  (bar ?? line)?.focus({ preventScroll: true });
}
