// Days to pixels, the calendar above the rows, and what is shaded behind them.

const zooms = { quarter: 1.4, month: 4, week: 13, day: 30 };
let zoom = 'fit';
let dayWidth = 2;
const namesWidth = () => Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--names'));
const x = (day) => day * dayWidth;
const chartWidth = () => plan.days * dayWidth;

// So that the whole plan is as wide as the room.
const fittingWidth = (room) => (room - namesWidth() - 1) / plan.days;

// `paper`: the width of a sheet, on which everything must fit; a screen scrolls rather than squeeze days together.
function setDayWidth(paper) {
  if (paper) dayWidth = Math.max(fittingWidth(paper), 0.05);
  else dayWidth = zoom === 'fit' ? Math.max(fittingWidth(byId('chart').clientWidth), 0.7) : zooms[zoom];
}

// Calls visit(start, finish) for each stretch of days that `next` cuts; finish is not included.
function stretches(next, visit) {
  for (let start = 0; start < plan.days;) {
    const finish = Math.min(dayOf(next(dateOf(start))), plan.days);
    visit(start, finish);
    start = finish;
  }
}
const nextYear = (date) => Date.UTC(date.getUTCFullYear() + 1, 0, 1);
const nextMonth = (date) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
const nextQuarter = (date) => Date.UTC(date.getUTCFullYear(), 3 * Math.floor(date.getUTCMonth() / 3) + 3, 1);
const nextWeek = (date) => date.getTime() + (8 - (date.getUTCDay() || 7)) * 86400000;
const nextDay = (date) => date.getTime() + 86400000;

function cell(start, finish, label, kind) {
  const span = element('span', { class: kind ?? '' }, label);
  span.style.left = `${x(start)}px`;
  span.style.width = `${x(finish) - x(start)}px`;
  return span;
}

// All months in the same form, so that they read as one line.
function monthLabel(date) {
  const width = 28 * dayWidth;
  const month = date.getUTCMonth();
  if (width > 76) return plan.months[month];
  return width > 44 ? plan.shortMonths[month] : plan.months[month][0].toUpperCase();
}

// The number of each wave over its window, where there is room for it.
function drawFlags() {
  const flags = [];
  let free = 0;
  for (const band of bands) {
    if (band.kind !== 'window' || band.wave < 0) continue;
    const middle = x((band.start + band.finish + 1) / 2), half = 10 + 3.5 * String(band.wave).length;
    if (middle - half < free || middle + half > chartWidth()) continue;
    const flag = element('span', { class: 'flag', title: band.label }, `${texts.wave_mark}${band.wave}`);
    flag.style.left = `${middle}px`;
    flag.left = middle - half;
    flag.right = free = middle + half;
    flags.push(flag);
  }
  return flags;
}

// The days of a freeze with its reason, which begins after the flags that stand in its way.
function drawFrozen(flags) {
  return bands.filter((band) => band.kind === 'freeze').map((band) => {
    const left = x(band.start), right = Math.max(x(band.finish + 1), left + 2);
    let free = left;
    for (const flag of flags) if (flag.right > free && flag.left < Math.min(free + 40, right)) free = flag.right;
    const next = Math.min(right, ...flags.map((flag) => flag.left).filter((edge) => edge >= free));
    const frozen = element('span', { class: 'frozen', title: [texts.freeze_sign, band.label, spanText(band.start, band.finish)].filter(Boolean).join(' – ') },
      next - free > 50 ? band.label || texts.freeze_sign : '');
    frozen.style.left = `${left}px`;
    frozen.style.width = `${right - left}px`;
    frozen.style.paddingLeft = `${free - left + 4}px`;
    frozen.style.paddingRight = `${right - next}px`;
    return frozen;
  });
}

function drawCalendar() {
  const months = byId('months'), made = [];
  months.style.width = `${chartWidth()}px`;
  if (dayWidth >= 8) {
    stretches(nextMonth, (start, finish) => made.push(cell(start, finish, monthYear(dateOf(start)), 'coarse')));
    const days = dayWidth >= 22;
    stretches(days ? nextDay : nextWeek, (start, finish) => made.push(cell(start, finish, String(dateOf(start).getUTCDate()))));
  } else {
    stretches(nextYear, (start, finish) =>
      made.push(cell(start, finish, x(finish) - x(start) > 48 ? String(dateOf(start).getUTCFullYear()) : '', 'coarse')));
    if (dayWidth * 28 >= 16)
      stretches(nextMonth, (start, finish) => made.push(cell(start, finish, monthLabel(dateOf(start)))));
    else
      stretches(nextQuarter, (start, finish) =>
        made.push(cell(start, finish, x(finish) - x(start) > 22 ? `${texts.quarter}${1 + Math.floor(dateOf(start).getUTCMonth() / 3)}` : '')));
  }
  const flags = drawFlags();
  made.push(...drawFrozen(flags), ...flags);
  if (plan.today !== undefined) {
    const now = element('span', { class: 'now' }, dayText(plan.today));
    // Beside the name of the year or the month that it would hide.
    let left = Math.max(0, x(plan.today + 0.5) - 40);
    const [beginning, named] = dayWidth >= 8 ? [Date.UTC(dateOf(plan.today).getUTCFullYear(), dateOf(plan.today).getUTCMonth(), 1), 116] : [Date.UTC(dateOf(plan.today).getUTCFullYear(), 0, 1), 42];
    const edge = Math.max(x(dayOf(beginning)), 0) + named;
    if (left < edge && left + 86 > edge - named) left = edge;
    now.style.left = `${Math.min(left, chartWidth() - 86)}px`;
    made.push(now);
  }
  months.replaceChildren(...made);
}

function drawBands() {
  const layer = element('div', { class: 'bands', 'aria-hidden': 'true' });
  layer.style.width = `${chartWidth()}px`;
  const strip = (kind, start, finish) => {
    const band = element('i', { class: kind });
    band.style.left = `${x(start)}px`;
    band.style.width = kind === 'tick' || kind === 'today' ? '' : `${Math.max(x(finish) - x(start), 1.5)}px`;
    layer.append(band);
  };
  if (dayWidth >= 4) {
    const monday = (8 - (dateOf(0).getUTCDay() || 7)) % 7;
    layer.style.backgroundImage = `linear-gradient(90deg, transparent ${5 * dayWidth}px, var(--weekend) ${5 * dayWidth}px)`;
    layer.style.backgroundSize = `${7 * dayWidth}px 100%`;
    layer.style.backgroundPositionX = `${monday * dayWidth}px`;
  }
  stretches(dayWidth * 28 >= 16 ? nextMonth : nextQuarter, (start) => strip('tick', start));
  for (const kind of ['freeze', 'holiday', 'window'])
    for (const band of bands)
      if (band.kind === kind && (kind !== 'holiday' || dayWidth >= 2.5)) strip(kind, band.start, band.finish + 1);
  if (plan.today !== undefined) strip('today', plan.today + 0.5);
  return layer;
}
