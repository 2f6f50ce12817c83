'use strict';

// The plan, from the page's data block: lists become objects here, days count from the first day of the chart.
const plan = JSON.parse(document.getElementById('data').textContent);
const texts = plan.texts;
const locale = plan.language === 'fr' ? 'fr-FR' : 'en-GB';

const planRows = plan.rows.map(([kind, level, parent, end, label, application, wave, effort, id], place) => ({
  index: -1, place, kind, level, parent, end, label, wave, effort, id, task: null,
  application: application < 0 ? null : plan.applications[application], number: application, tasks: [], dropped: [],
}));

const tasks = plan.tasks.map(([row, phase, start, finish, team, people, effort, duration, slack, critical, status, before, because], index) => {
  const task = { index, row: planRows[row], phase, start, finish, team, people, effort, duration, slack, critical: critical === 1, status, before, because, after: [],
    former: plan.baseline?.tasks[index] ?? null };
  planRows[row].tasks.push(task);
  return task;
});
for (const task of tasks) for (const other of task.before) tasks[other].after.push(task.index);
for (const [row, phase, start, finish] of plan.baseline?.dropped ?? []) planRows[row].dropped.push({ phase, start, finish });

// The rows of the plan, depth first, with a row for each task below its application: what can be unfolded.
const rows = [];
for (const row of planRows) {
  row.index = rows.push(row) - 1;
  for (const task of row.tasks) {
    task.own = { index: rows.length, place: -1, kind: 'task', level: row.level + 1, parent: row.place, end: rows.length + 1, label: plan.phases[task.phase].name,
      wave: row.wave, effort: task.effort, id: row.id, task, application: null, number: -1, tasks: [task], dropped: [] };
    rows.push(task.own);
  }
}
for (const row of rows) {
  row.parent = row.parent < 0 ? -1 : planRows[row.parent].index;
  if (row.task) continue;
  row.end = row.end < planRows.length ? planRows[row.end].index : rows.length;
}

const bridges = plan.bridges.map(([from, to, start, finish, because]) => ({ from, to, start, finish, because }));
const bridgesOf = new Map();
for (const bridge of bridges)
  for (const end of new Set([bridge.from, bridge.to])) {
    if (!bridgesOf.has(end)) bridgesOf.set(end, []);
    bridgesOf.get(end).push(bridge);
  }
const rowOfApplication = new Map(rows.filter((row) => row.number >= 0).map((row) => [row.number, row]));
const waveIndex = new Map(plan.waves.map((wave, index) => [Number(wave.id), index]));

const bands = plan.bands.map(([kind, start, finish, label, wave]) => ({ kind, start, finish, label, wave }));

// Days and dates. UTC throughout: a day has no time zone.
const dayZero = Date.parse(plan.first + 'T00:00:00Z');
const dateOf = (day) => new Date(dayZero + day * 86400000);
const dayOf = (date) => Math.round((date - dayZero) / 86400000);
const formats = { number: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }) };
const dayNumber = (date) => (plan.language === 'fr' && date.getUTCDate() === 1 ? '1er' : String(date.getUTCDate()));
const dayMonth = (date) => `${dayNumber(date)} ${plan.shortMonths[date.getUTCMonth()]}`;
const dayText = (day) => `${dayMonth(dateOf(day))} ${dateOf(day).getUTCFullYear()}`;
const monthYear = (date) => `${plan.months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
// Two days of one month share it: "3–4 avr. 2027".
function spanText(start, finish) {
  if (start === finish) return dayText(start);
  const from = dateOf(start), to = dateOf(finish);
  if (from.getUTCFullYear() !== to.getUTCFullYear()) return `${dayText(start)} – ${dayText(finish)}`;
  if (from.getUTCMonth() !== to.getUTCMonth()) return `${dayMonth(from)} – ${dayText(finish)}`;
  return `${dayNumber(from)}–${dayText(finish)}`;
}
const quantity = (value) => formats.number.format(value);
const countText = (count, one, many) =>
  `${formats.number.format(count)}\u00a0${(plan.language === 'fr' ? count <= 1 : count === 1) ? one : many}`;

// An element with attributes and text; text is only ever set as text.
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (key === 'class') made.className = value;
    else if (key in made && typeof value !== 'string') made[key] = value;
    else made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const byId = (id) => document.getElementById(id);
