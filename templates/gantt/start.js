// Paper, and the beginning. The script stands before the tables: the chart is there while they are still being read, and
// they are read into what is closed, so that nothing of them is laid out.

// On paper every row that is unfolded is drawn, as wide as an A3 sheet in landscape. What is a little too long for one
// sheet is made smaller to fit it; what is much longer goes over several, under the same calendar.
const paperWidth = 1500, paperHeight = 1030, smallest = 0.68;
let printing = false;
function beforePrint() {
  printing = true;
  const above = byId('stage').offsetTop - byId('tools').offsetHeight;
  // With the load of the teams below on the same sheet, else with the rows alone.
  const rowsHeight = above + 90 + tops[shown.length], loadHeight = 50 + teamRow() * plan.teams.length;
  const scale = [paperHeight / (rowsHeight + loadHeight), paperHeight / rowsHeight].find((candidate) => candidate >= smallest) ?? 1;
  const chosen = Math.min(scale, 1);
  document.body.style.zoom = chosen;
  setDayWidth(paperWidth / chosen);
  redraw(true);
}

function start() {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  setTheme(dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', () => setTheme(dark.matches ? 'dark' : 'light'));
  byId('alternative').open = false;
  byId('stage').hidden = byId('tools').hidden = byId('keys').hidden = false;
  fillSelect('class', plan.classes);
  fillSelect('wave', plan.waves);
  fillSelect('target', plan.targets);
  fillSelect('team', plan.teams);
  openAtFirst();
  drawLegend();
  refit();

  const chart = byId('chart');
  let waiting = false;
  chart.addEventListener('scroll', () => {
    hideTip();
    followChart();
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      drawRows(false);
    });
  });
  chart.addEventListener('click', chartClick);
  chart.addEventListener('keydown', chartKey);
  listenForTips();
  listenForLoad();
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      if (!byId('tip').hidden) hideTip();
      else if (!event.target.closest('input, select')) closePanel();
    }
    if (event.key === '/' && !event.target.closest('input, select')) {
      event.preventDefault();
      byId('search').focus();
    }
  });
  byId('tools').addEventListener('submit', (event) => event.preventDefault());
  byId('search').addEventListener('input', filterChanged);
  for (const id of ['class', 'wave', 'target', 'team', 'critical', 'bridged']) byId(id).addEventListener('change', filterChanged);
  byId('colour').addEventListener('change', () => {
    colour = byId('colour').value;
    drawLegend();
    redraw();
  });
  byId('zoom').addEventListener('change', () => setZoom(byId('zoom').value));
  byId('zoom-in').addEventListener('click', () => zoomBy(1));
  byId('zoom-out').addEventListener('click', () => zoomBy(-1));
  for (const level of levels) byId(level).addEventListener('click', () => { unfoldTo(level); redraw(); });
  byId('clear').addEventListener('click', () => { clearFilter(); byId('search').focus(); });
  byId('theme').addEventListener('click', () => setTheme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'));
  document.querySelector('.skip').addEventListener('click', () => { byId('alternative').open = true; });
  byId('print').addEventListener('click', () => window.print());
  let width = chart.clientWidth, settling = 0;
  new ResizeObserver(() => {
    if (printing || chart.clientWidth === width) return;
    width = chart.clientWidth;
    clearTimeout(settling);
    settling = setTimeout(refit, 60);
  }).observe(chart);
  window.addEventListener('beforeprint', beforePrint);
  window.addEventListener('afterprint', () => {
    printing = false;
    document.body.style.zoom = '';
    refit();
  });
}

start();
