// The player above the drawing, the keyboard, paper.

function drawState() {
  const step = steps[now];
  const counts = [countText(step.moved, 'moved'), countText(step.held, 'bridge')];
  if (step.opened > 0) counts.push(countText(step.opened, 'opened'));
  if (step.closed > 0) counts.push(countText(step.closed, 'closed'));
  const dates = step.cutovers ? `${step.name} (${step.cutovers})` : `${step.name}, ${step.date}`;
  byId('state').replaceChildren(`${texts.step} ${now + 1} ${texts.of} ${steps.length}\u00a0: ${dates}`, ' ', element('span', {}, `– ${counts.join(', ')}`));
  const slider = byId('slider');
  slider.value = String(now);
  slider.setAttribute('aria-valuetext', `${now + 1} ${texts.of} ${steps.length}, ${dates}`);
  byId('first').disabled = byId('previous').disabled = now === 0;
  byId('last').disabled = byId('next').disabled = now === steps.length - 1;
  [...byId('bars').children].forEach((bar, number) => bar.classList.toggle('now', number === now));
}

function goTo(number) {
  const next = Math.min(Math.max(number, 0), steps.length - 1);
  if (next === now) return;
  const focused = document.activeElement;
  now = next;
  draw();
  drawState();
  // A button that is now at its end passes the keyboard on.
  if (focused?.disabled) byId('slider').focus();
}

let timer = 0;
function play(on) {
  clearInterval(timer);
  timer = 0;
  byId('play').textContent = on ? texts.pause : texts.play;
  if (!on) return;
  if (now === steps.length - 1) goTo(0);
  timer = setInterval(() => {
    goTo(now + 1);
    if (now === steps.length - 1) play(false);
  }, 1800);
}

function drawBars() {
  const most = Math.max(1, ...steps.map((step) => step.held));
  let marked = false;
  byId('bars').replaceChildren(...steps.map((step) => {
    const bar = element('i', { title: `${step.name}\u00a0: ${countText(step.held, 'bridge')}`, 'data-count': numbers.format(step.held) });
    bar.style.height = `${Math.round(100 * step.held / most)}%`;
    if (!marked && step.held === most) bar.classList.add('most');
    marked ||= step.held === most;
    return bar;
  }));
}

function drawLegend() {
  const entry = (sign, name) => element('span', {}, sign, name);
  byId('legend').replaceChildren(entry(element('i', { class: 'sign-bridge' }), texts.bridge_sign), entry(element('i', { class: 'sign-opened' }), texts.opened_sign),
    entry(element('i', { class: 'sign-arrived' }, '+'), texts.arrival_sign));
}

function search() {
  const wanted = plain(byId('search').value.trim());
  found = new Set(wanted === '' ? [] : applications.filter(({ id, name }) => plain(id).includes(wanted) || plain(name).includes(wanted)).map(({ index }) => index));
  draw();
  sayFound();
}

// Where what is searched for is now; more than a few are only counted.
function sayFound() {
  const line = byId('found'), list = [...found].map((number) => applications[number]);
  if (byId('search').value.trim() === '') line.textContent = '';
  else if (list.length === 0) line.textContent = texts.found_none;
  else if (list.length > 3) line.textContent = countText(list.length, 'application');
  else
    line.textContent = list.map((application) => {
      const held = state.held.filter(({ from, to }) => from === application || to === application).length;
      return `${application.name}\u00a0: ${places[placeOf(application, state.day)].name}, ${countText(held, 'bridge')}`;
    }).join(' · ');
}

function unfold(domains) {
  unfolded.clear();
  for (const domain of domains) unfolded.add(domain);
  draw();
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  byId('theme').setAttribute('aria-pressed', String(theme === 'dark'));
}

function stageKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const goals = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: steps.length - 1 };
  if (!(event.key in goals)) return;
  event.preventDefault();
  play(false);
  goTo(goals[event.key]);
  sayFound();
}

function start() {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  setTheme(dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', () => setTheme(dark.matches ? 'dark' : 'light'));
  byId('alternative').open = false;
  for (const id of ['player', 'legend', 'stage', 'keys', 'held']) byId(id).hidden = false;
  byId('slider').max = String(steps.length - 1);
  // Few applications are all seen; many are folded by domain.
  if (applications.length <= 40) plan.domains.forEach((_, domain) => unfolded.add(domain));
  drawBars();
  drawLegend();
  draw();
  drawState();

  const byHand = (number) => () => {
    play(false);
    goTo(number());
    sayFound();
  };
  byId('first').addEventListener('click', byHand(() => 0));
  byId('previous').addEventListener('click', byHand(() => now - 1));
  byId('next').addEventListener('click', byHand(() => now + 1));
  byId('last').addEventListener('click', byHand(() => steps.length - 1));
  byId('slider').addEventListener('input', byHand(() => Number(byId('slider').value)));
  byId('play').addEventListener('click', () => play(timer === 0));
  byId('search').addEventListener('input', search);
  byId('unfold').addEventListener('click', () => unfold(plan.domains.map((_, domain) => domain)));
  byId('fold').addEventListener('click', () => unfold([]));
  byId('theme').addEventListener('click', () => setTheme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'));
  byId('print').addEventListener('click', () => window.print());

  const stage = byId('stage');
  stage.addEventListener('keydown', stageKey);
  stage.addEventListener('click', (event) => {
    const button = event.target.closest('.domain > button');
    if (!button) return;
    const domain = Number(button.dataset.domain);
    if (!unfolded.delete(domain)) unfolded.add(domain);
    draw();
  });
  const follow = (event) => choose(event.target.closest('.application, .domain > button'));
  stage.addEventListener('pointerover', follow);
  stage.addEventListener('focusin', follow);
  stage.addEventListener('pointerleave', () => choose(null));
  let width = 0;
  new ResizeObserver(() => {
    if (stage.clientWidth === width) return;
    width = stage.clientWidth;
    drawLines();
  }).observe(stage);
  for (const event of ['beforeprint', 'afterprint']) window.addEventListener(event, drawLines);
}

start();
