// How busy the teams are, under the bars: people at work day by day against the people there are.

// Tall enough to compare heights; less on paper, where all teams stand under each other.
const teamRow = () => (printing ? 30 : 46);

// Which days a team works, and how many people are there on each.
const teamDays = plan.teams.map((team) => {
  const worked = new Uint8Array(plan.days).fill(1), there = new Float64Array(plan.days);
  for (let at = 0; at < (team.off ?? []).length; at += 2) worked.fill(0, team.off[at], team.off[at] + team.off[at + 1]);
  const window = new Uint8Array(plan.days);
  if (team.windows)
    for (const band of bands) if (band.kind === 'window') window.fill(1, Math.max(band.start, 0), Math.min(band.finish + 1, plan.days));
  for (let day = 0; day < plan.days; ++day)
    if ((worked[day] || window[day]) && day >= (team.from ?? 0) && day <= (team.until ?? Infinity)) there[day] = team.capacity ?? 0;
  return { worked, there };
});

const cutoverPhase = plan.phases.findIndex((phase) => phase.id === 'cutover');

// People at work a day, per team: all, and those of the applications that the filter leaves.
function sumLoads() {
  const sums = plan.teams.map(() => ({ all: new Float64Array(plan.days), shown: new Float64Array(plan.days) }));
  for (const task of tasks) {
    if (task.team < 0) continue;
    const { worked } = teamDays[task.team], sum = sums[task.team], counts = isShown(task.row);
    for (let day = task.start; day <= task.finish; ++day) {
      if (!worked[day] && task.phase !== cutoverPhase) continue;
      sum.all[day] += task.people;
      if (counts) sum.shown[day] += task.people;
    }
  }
  return sums;
}
let loads = null;
const forgetLoads = () => { loads = null; };

// Stretches at least three pixels wide: days, weeks or months.
function loadStretches() {
  const next = dayWidth >= 3 ? nextDay : dayWidth * 7 >= 3 ? nextWeek : nextMonth, found = [];
  stretches(next, (start, finish) => found.push({ start, finish }));
  return found;
}

// Means over the days of a stretch on which the team works, so that a week-end does not halve a week.
function meansOf(team, stretch) {
  const { there } = teamDays[team], { all, shown: selectedPeople } = loads[team];
  const mean = { ...stretch, all: 0, shown: 0, there: 0, over: 0 };
  let days = 0;
  for (let day = stretch.start; day < stretch.finish; ++day) {
    if (there[day] <= 0 && all[day] <= 0) continue;
    days += 1;
    mean.all += all[day];
    mean.shown += selectedPeople[day];
    mean.there += there[day];
    if (plan.teams[team].capacity !== undefined && all[day] > there[day] + 1e-6) mean.over += all[day] - there[day];
  }
  if (days > 0) for (const key of ['all', 'shown', 'there', 'over']) mean[key] /= days;
  return mean;
}

const people = (count) => countText(count, texts.people_one, texts.people_many);

// "pic 4,2 sur 5", people on one day, and how busy it is on average while there is work.
function loadNote(team) {
  const { there } = teamDays[team], { all } = loads[team];
  let peak = 0, asked = 0, offered = 0, first = -1, last = -1;
  all.forEach((count, day) => {
    if (count > all[peak] + 1e-6) peak = day;
    if (count > 0) {
      if (first < 0) first = day;
      last = day;
    }
  });
  if (first < 0) return '';
  for (let day = first; day <= last; ++day) {
    asked += all[day];
    offered += there[day];
  }
  const capacity = plan.teams[team].capacity;
  const parts = [`${texts.load_peak} ${capacity === undefined ? people(all[peak]) : `${quantity(all[peak])} ${texts.of} ${quantity(capacity)}`}`];
  if (offered > 0) parts.push(`${percent.format(asked / offered)} ${texts.load_mean}`);
  return parts.join(' · ');
}
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });

function drawTeam(team, spans) {
  const means = spans.map((stretch) => meansOf(team, stretch));
  const top = Math.max(...means.map((mean) => Math.max(mean.all, mean.there)), plan.teams[team].capacity ?? 0, 1e-6);
  const height = teamRow(), floor = height - 4;
  const y = (count) => (floor - (count / top) * (height - 10)).toFixed(1);
  const paths = { others: '', busy: '', over: '', there: '' };
  let before = null;
  for (const mean of means) {
    const left = x(mean.start).toFixed(1), right = x(mean.finish).toFixed(1);
    const block = (low, high) => (high - low > 1e-6 ? `M${left} ${y(low)}H${right}V${y(high)}H${left}z` : '');
    const within = mean.all - mean.over;
    paths.busy += block(0, Math.min(mean.shown, within));
    paths.others += block(Math.min(mean.shown, within), within);
    paths.over += block(within, mean.all);
    if (plan.teams[team].capacity !== undefined && mean.there > 0) paths.there += `${before === mean.start ? 'L' : 'M'}${left} ${y(mean.there)}H${right}`;
    before = mean.there > 0 ? mean.finish : null;
  }
  const svg = svgElement('svg');
  svg.setAttribute('class', 'work');
  svg.setAttribute('width', chartWidth());
  svg.setAttribute('height', height);
  svg.setAttribute('aria-hidden', 'true');
  for (const [kind, d] of [['others', paths.others], ['busy', paths.busy], ['over', paths.over], ['there', paths.there], ['floor', `M0 ${floor}H${chartWidth()}`]]) {
    if (!d) continue;
    const path = svgElement('path');
    path.setAttribute('class', kind);
    path.setAttribute('d', d);
    svg.append(path);
  }
  const note = loadNote(team);
  const line = element('div', { class: 'team', role: 'listitem' },
    element('div', { class: 'name' }, element('div', { class: 'text' }, element('span', { class: 'title', title: plan.teams[team].name }, plan.teams[team].name),
      element('span', { class: 'note', title: note }, note))),
    element('div', { class: 'days' }, svg));
  line.style.height = `${height}px`;
  line.team = team;
  return line;
}

function drawLoad() {
  const pane = byId('load');
  pane.hidden = plan.teams.length === 0;
  if (pane.hidden || (!pane.open && !printing)) return;
  loads ??= sumLoads();
  const body = byId('load-body'), spans = loadStretches();
  const order = plan.teams.map((_, team) => team).sort((a, b) => plan.teams[a].name.localeCompare(plan.teams[b].name, locale));
  body.style.width = `${namesWidth() + chartWidth()}px`;
  body.replaceChildren(drawBands(), ...order.map((team) => drawTeam(team, spans)));
  followChart();
}

// The load moves with the days of the chart.
function followChart() {
  byId('load-scroll').scrollLeft = byId('chart').scrollLeft;
}

function tipOnLoad(event) {
  const line = event.target.closest('.team');
  if (!line) return leaveTip();
  const box = line.querySelector('.days').getBoundingClientRect();
  if (event.clientX < byId('load-scroll').getBoundingClientRect().left + namesWidth()) return leaveTip();
  const day = Math.floor((event.clientX - box.left) / dayWidth);
  const stretch = loadStretches().find((candidate) => candidate.start <= day && day < candidate.finish);
  if (!stretch) return leaveTip();
  const mean = meansOf(line.team, stretch), capacity = plan.teams[line.team].capacity;
  const lines = [element('strong', {}, plan.teams[line.team].name), spanText(stretch.start, stretch.finish - 1), element('br'),
    capacity === undefined ? people(mean.all) : `${quantity(mean.all)} ${texts.of} ${people(mean.there)}`];
  if (filtering() && mean.shown < mean.all) lines.push(element('br'), `${quantity(mean.all - mean.shown)} ${texts.load_others}`);
  if (mean.over > 0) lines.push(element('br'), texts.exceeded_sign);
  showTip(line, lines, { left: event.clientX + 12, top: line.getBoundingClientRect().top, bottom: line.getBoundingClientRect().bottom });
}

function listenForLoad() {
  const scroll = byId('load-scroll'), chart = byId('chart');
  byId('load').addEventListener('toggle', () => {
    if (printing) return;
    drawLoad();
    refit();
  });
  scroll.addEventListener('pointermove', tipOnLoad);
  scroll.addEventListener('pointerleave', leaveTip);
  // What would move it sideways moves the chart, which it follows.
  scroll.addEventListener('wheel', (event) => { if (event.deltaX !== 0) chart.scrollLeft += event.deltaX; }, { passive: true });
  scroll.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    chart.scrollLeft += event.key === 'ArrowRight' ? 60 : -60;
  });
}
