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

function barName(task) {
  const parts = [plan.phases[task.phase].name, spanText(task.start, task.finish)];
  if (task.critical) parts.push(texts.critical);
  return parts.join(', ');
}

function drawBar(task, limit) {
  const swatch = swatchOf(task);
  const bar = element('button', { type: 'button', class: `bar p-${swatch.pattern}`, 'aria-label': barName(task) });
  bar.tabIndex = -1;
  paint(bar, swatch);
  const left = x(task.start), width = Math.max(Math.min(x(task.finish + 1) - left, limit - left), 2);
  bar.style.left = `${left}px`;
  bar.style.width = `${width}px`;
  bar.style.top = '5px';
  if (task.critical) bar.classList.add('critical');
  if (task === selected) bar.classList.add('chosen');
  if (width >= 20 && swatch.mark) bar.append(element('b', {}, swatch.mark));
  bar.task = task;
  return bar;
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

function drawName(row) {
  const name = element('div', { class: 'name', role: 'rowheader' });
  if (canFold(row)) {
    const turn = element('button', { type: 'button', class: isOpen(row) ? 'turn down' : 'turn', 'aria-hidden': 'true' }, '▶');
    turn.tabIndex = -1;
    name.append(turn);
  }
  const text = element('div', { class: 'text' }, element('span', { class: 'title', title: row.label }, row.label));
  if (canFold(row) && (isSection(row) || !isOpen(row))) {
    text.append(element('span', { class: 'note', title: noteOf(row) }, noteOf(row)));
  }
  name.append(text);
  if (row.application) {
    const swatch = plan.classes[row.application.class];
    const chip = element('span', { class: 'chip', title: swatch.name }, swatch.mark);
    paint(chip, swatch);
    name.append(chip);
  }
  return name;
}

function drawRow(place) {
  const row = shown[place], height = tops[place + 1] - tops[place];
  const line = element('div', {
    class: `row level-${row.level} ${row.kind}${isSection(row) ? ' section' : ''}${isOpen(row) && isSection(row) ? ' open' : ''}`,
    role: 'row', 'aria-level': String(row.level + 1), 'aria-rowindex': String(place + 2),
  });
  if (canFold(row)) line.setAttribute('aria-expanded', String(isOpen(row)));
  if (row === chosenRow) line.classList.add('chosen');
  line.tabIndex = place === focused ? 0 : -1;
  line.style.top = `${tops[place]}px`;
  line.style.height = `${height}px`;
  const days = element('div', { class: 'days', role: 'gridcell' });
  days.style.width = `${chartWidth()}px`;
  if (canFold(row)) {
    if (!isOpen(row)) days.append(drawLanes(row, height));
    const sum = spanOf(row);
    if (sum.cutover !== null) {
      const diamond = element('span', { class: 'diamond' });
      diamond.style.left = `${x((sum.cutover + sum.cutoverEnd + 1) / 2)}px`;
      days.append(diamond);
    }
    if (sum.start !== null) days.setAttribute('aria-label', spanText(sum.start, sum.finish));
  } else {
    row.tasks.forEach((task, at) => days.append(drawBar(task, row.tasks[at + 1] ? Math.max(x(row.tasks[at + 1].start), x(task.start) + 2) : Infinity)));
    if (row.tasks.length === 0) days.setAttribute('aria-label', texts.no_task);
    drawSpans(row, days);
  }
  line.append(drawName(row), days);
  line.row = row;
  return line;
}

// Draws the rows between two places, and takes away the others. `afresh` forgets what was drawn.
let bandsLayer = null, linksLayer = null;
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
  if (!hadFocus) return;
  const line = drawn.get(shown[focused]?.index);
  const bar = task && line && [...line.querySelectorAll('.bar')].find((candidate) => candidate.task === task);
  (bar ?? line)?.focus({ preventScroll: true });
}

// Arrows from and to the selected task, and the bridges of its application.
function drawLinks() {
  linksLayer?.remove();
  linksLayer = null;
  if (!selected && !chosenRow) return;
  linksLayer = svgElement('svg');
  linksLayer.setAttribute('class', 'links');
  linksLayer.setAttribute('width', chartWidth());
  linksLayer.setAttribute('height', tops[shown.length]);
  linksLayer.setAttribute('aria-hidden', 'true');
  const middle = (row) => {
    const place = placeOf(row);
    return place < 0 ? null : (tops[place] + tops[place + 1]) / 2;
  };
  const line = (kind, d) => {
    const path = svgElement('path');
    path.setAttribute('class', kind);
    path.setAttribute('d', d);
    linksLayer.append(path);
  };
  const arrow = (from, to) => {
    const y1 = middle(from.row), y2 = middle(to.row);
    if (y1 === null || y2 === null) return;
    const x1 = x(from.finish + 1), x2 = x(to.start), bend = y1 === y2 ? 0 : Math.max(10, Math.abs(x2 - x1) / 2);
    line('link', `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}m-5 -4l5 4l-5 4`);
  };
  if (selected) {
    for (const before of selected.before) arrow(tasks[before], selected);
    for (const after of selected.after) arrow(selected, tasks[after]);
  }
  const row = selected?.row ?? chosenRow;
  for (const bridge of bridgesOf.get(row.number) ?? []) {
    const other = rowOfApplication.get(bridge.from === row.number ? bridge.to : bridge.from);
    const y1 = middle(row), y2 = other ? middle(other) : null;
    if (y1 === null || y2 === null || y1 === y2) continue;
    for (const day of [bridge.start, bridge.finish + 1]) line('bridge', `M${x(day)} ${y1}V${y2}`);
    line('bridge', `M${x(bridge.start)} ${y2}H${x(bridge.finish + 1)}`);
  }
  byId('body').append(linksLayer);
}
