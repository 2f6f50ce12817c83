// The tools above the chart, the pointer, the keyboard, paper.

// The chart and the load take what the window leaves under the tools.
function refit() {
  const top = byId('stage').getBoundingClientRect().top + window.scrollY;
  document.documentElement.style.setProperty('--stage', `${Math.max(560, window.innerHeight - top - 44)}px`);
  setDayWidth();
  redraw();
}

function fillSelect(id, list) {
  const order = list.map((swatch, index) => [swatch.name, index]);
  if (id !== 'class') order.sort((a, b) => a[0].localeCompare(b[0], locale));
  byId(id).append(...order.map(([name, index]) => element('option', { value: String(index) }, name)));
  byId(id).closest('label').hidden = list.length < 2;
}

function drawState() {
  const count = planRows.filter((row) => row.application && isShown(row)).length;
  byId('clear').hidden = !filtering();
  byId('state').textContent = filtering()
    ? `${countText(count, texts.application_one, texts.application_many)} ${texts.of} ${formats.number.format(plan.applications.length)}` : '';
}

function drawLegend() {
  const legend = byId('legend'), made = [];
  const entry = (sign, name) => made.push(element('span', {}, sign, name));
  const used = new Set(tasks.map(swatchNumber));
  swatchLists[colour].forEach((swatch, number) => {
    if (!used.has(number)) return;
    const sign = element('i', { class: `bar p-${swatch.pattern}` }, element('b', {}, swatch.mark));
    paint(sign, swatch);
    entry(sign, swatch.name);
  });
  entry(element('i', { class: 'sign-critical' }), texts.critical_path);
  if (tasks.some((task) => task.slack > 0)) entry(element('i', { class: 'sign-slack' }), texts.slack_sign);
  if (plan.baseline) entry(element('i', { class: 'sign-former' }), texts.baseline_sign);
  entry(element('i', { class: 'sign-link' }), texts.link_sign);
  if (bridges.length > 0) entry(element('i', { class: 'sign-bridge' }), texts.bridge_sign);
  entry(element('i', { class: 'sign-diamond' }), texts.cutover_sign);
  entry(element('i', { class: 'sign-window' }), texts.window_sign);
  if (bands.some((band) => band.kind === 'freeze')) entry(element('i', { class: 'sign-freeze' }), texts.freeze_sign);
  if (bands.some((band) => band.kind === 'holiday')) entry(element('i', { class: 'sign-holiday' }), texts.holiday_sign);
  if (plan.today !== undefined) entry(element('i', { class: 'sign-today' }), texts.today_sign);
  legend.replaceChildren(...made);
}

function filterChanged() {
  filter.words = plain(byId('search').value).split(/\s+/).filter(Boolean);
  for (const key of ['class', 'wave', 'target', 'team']) filter[key] = Number(byId(key).value);
  for (const key of ['critical', 'bridged']) filter[key] = byId(key).checked;
  applyFilter();
  forgetLoads();
  focused = 0;
  byId('chart').scrollTop = 0;
  redraw();
  drawState();
}

function clearFilter() {
  byId('search').value = '';
  for (const key of ['class', 'wave', 'target', 'team']) byId(key).value = '-1';
  for (const key of ['critical', 'bridged']) byId(key).checked = false;
  filterChanged();
}

function setZoom(next) {
  const chart = byId('chart'), room = chart.clientWidth - namesWidth();
  const day = (chart.scrollLeft + room / 2) / dayWidth;
  zoom = next;
  byId('zoom').value = next;
  refit();
  chart.scrollLeft = x(day) - room / 2;
}

function zoomBy(step) {
  // Scales that would show less than the whole plan's do are no step.
  const whole = fittingWidth(byId('chart').clientWidth);
  const names = ['fit', ...Object.keys(zooms).filter((name) => zooms[name] > whole || name === zoom)];
  const next = names[names.indexOf(zoom) + step];
  if (next) setZoom(next);
}

function turn(row) {
  setOpen(row, !isOpen(row));
  redraw();
}

function focusRow(place, bar = -1) {
  if (place < 0 || place >= shown.length) return;
  const chart = byId('chart'), before = drawn.get(shown[focused]?.index);
  if (before) before.tabIndex = -1;
  focused = place;
  const head = 64, top = tops[place], bottom = tops[place + 1];
  if (top < chart.scrollTop) chart.scrollTop = top;
  else if (bottom + head > chart.scrollTop + chart.clientHeight) chart.scrollTop = bottom + head - chart.clientHeight;
  drawRows(false);
  const line = drawn.get(shown[place].index);
  line.tabIndex = 0;
  const bars = line.querySelectorAll('.bar');
  if (bar < 0 || bars.length === 0) return line.focus({ preventScroll: true });
  const chosen = bars[Math.min(bar, bars.length - 1)];
  chosen.focus({ preventScroll: true });
  const left = x(chosen.task.start), room = chart.clientWidth - namesWidth();
  if (left < chart.scrollLeft) chart.scrollLeft = Math.max(0, left - 20);
  else if (left + 60 > chart.scrollLeft + room) chart.scrollLeft = left + 60 - room;
}

// The keys of the tree grid pattern of the ARIA Authoring Practices.
function chartKey(event) {
  const line = event.target.closest('.row');
  if (!line || event.ctrlKey || event.metaKey || event.altKey) return;
  const row = line.row, place = placeOf(row);
  const bars = [...line.querySelectorAll('.bar')], bar = bars.indexOf(event.target);
  const page = Math.max(1, Math.floor(byId('chart').clientHeight / 30) - 2);
  const last = shown.length - 1;
  const acts = {
    ArrowDown: () => focusRow(Math.min(place + 1, last)),
    ArrowUp: () => focusRow(Math.max(place - 1, 0)),
    PageDown: () => focusRow(Math.min(place + page, last)),
    PageUp: () => focusRow(Math.max(place - page, 0)),
    Home: () => focusRow(0),
    End: () => focusRow(last),
    ArrowRight: () => {
      // A folded application shows its tasks in its own row: from bar to bar. Space unfolds it.
      if (bars.length > 0) return focusRow(place, Math.min(bar + 1, bars.length - 1));
      if (canFold(row)) return isOpen(row) ? focusRow(Math.min(place + 1, last)) : turn(row);
    },
    ArrowLeft: () => {
      if (bar > 0) return focusRow(place, bar - 1);
      if (bar === 0) return focusRow(place);
      if (isOpen(row)) return turn(row);
      if (row.parent >= 0) focusRow(placeOf(rows[row.parent]));
    },
    Enter: () => {
      if (bar >= 0 || row.task) return selectTask(row.task ?? bars[bar].task);
      return isLeaf(row) ? selectRow(row) : turn(row);
    },
    ' ': () => (bar < 0 && canFold(row) ? turn(row) : acts.Enter()),
    '+': () => zoomBy(1),
    '-': () => zoomBy(-1),
  };
  if (!acts[event.key]) return;
  event.preventDefault();
  acts[event.key]();
}

function chartClick(event) {
  const bar = event.target.closest('.bar'), line = event.target.closest('.row');
  if (!line) return;
  focused = Math.max(0, placeOf(line.row));
  if (bar) return selectTask(bar.task);
  if (!event.target.closest('.name')) return;
  if (line.row.task) selectTask(line.row.task);
  else if (event.target.closest('.turn') || !isLeaf(line.row)) turn(line.row);
  else selectRow(line.row);
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  byId('theme').setAttribute('aria-pressed', String(theme === 'dark'));
}
