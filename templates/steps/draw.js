// The drawing of a step: a card for each place with its domains, and lines for the bridges between what is seen.

const leftKinds = ['not_yet', 'site', 'unknown'];
const sideOf = (place) => (leftKinds.includes(place.kind) ? 'left' : 'right');

function paint(sign, swatch) {
  sign.classList.add('swatch');
  sign.style.setProperty('--light', swatch.light);
  sign.style.setProperty('--dark', swatch.dark);
}

function applicationItem({ application, arrived }) {
  const swatch = plan.classes[application.swatch];
  const mark = element('i', { title: swatch.name }, swatch.mark);
  paint(mark, swatch);
  const item = element('li', { class: 'application', title: application.id }, mark, application.name);
  item.classList.toggle('arrived', arrived);
  item.classList.toggle('found', found.has(application.index));
  item.dataset.application = application.index;
  return item;
}

function domainItem(place, domain, members) {
  const open = unfolded.has(domain), arrivals = members.filter((member) => member.arrived).length;
  const button = element('button', { type: 'button', 'aria-expanded': String(open) }, plan.domains[domain], element('b', {}, numbers.format(members.length)));
  button.dataset.domain = domain;
  if (arrivals > 0) button.append(element('span', { class: 'arrived-count' }, `+${countText(arrivals, 'arrives')}`));
  const item = element('li', { class: 'domain' }, button);
  item.classList.toggle('open', open);
  item.classList.toggle('arrived', arrivals > 0);
  item.classList.toggle('found', members.some(({ application }) => found.has(application.index)));
  if (open) item.append(element('ul', { class: 'applications' }, ...members.map(applicationItem)));
  return item;
}

function placeCard(place, domains) {
  const members = [...domains.values()].flat(), arrivals = members.filter((member) => member.arrived).length;
  const count = element('p', {}, members.length > 0 ? countText(members.length, 'application') : texts.empty);
  if (arrivals > 0) count.append(' · ', element('span', { class: 'arrived-count' }, `+${countText(arrivals, 'arrives')}`));
  const card = element('article', { class: `place ${place.kind}` }, element('h3', {}, place.name), count);
  const order = [...domains].sort((a, b) => a[0] - b[0]);
  if (order.length > 0) card.append(element('ul', { class: 'domains' }, ...order.map(([domain, list]) => domainItem(place, domain, list))));
  card.dataset.place = place.index;
  return card;
}

// What stands for an application in the drawing: itself where its domain is open, else the domain at its place, else,
// where there are too many lines to follow, the place.
const endKey = (application, day) =>
  (unfolded.has(application.domain) ? `a${application.index}` : `d${placeOf(application, day)}/${application.domain}`);
const placeKey = (application, day) => `p${placeOf(application, day)}`;
const itemKey = (item) => (item.dataset.application !== undefined ? `a${item.dataset.application}`
  : item.dataset.domain !== undefined ? `d${item.closest('.place').dataset.place}/${item.dataset.domain}` : `p${item.dataset.place}`);

function ends() {
  const seen = new Map();
  for (const item of document.querySelectorAll('.place, .application, .domain > button'))
    seen.set(itemKey(item), { item, left: item.closest('#left') !== null });
  return seen;
}

// The bridges held, by what stands for their ends; the most first.
function bundled(keyOf) {
  const bundles = new Map();
  for (const { from, to, opened } of state.held) {
    const keys = [keyOf(from, state.day), keyOf(to, state.day)].sort(), key = keys.join(' ');
    if (!bundles.has(key)) bundles.set(key, { keys, count: 0, opened: false });
    const bundle = bundles.get(key);
    bundle.count += 1;
    bundle.opened ||= opened;
  }
  return [...bundles.values()].filter(({ keys }) => keys[0] !== keys[1]).sort((a, b) => b.count - a.count);
}

// More lines than this hide each other.
const mostLines = 30;
let state = null, chosen = null; // the key of what is under the pointer or the keyboard

// The lines of what is chosen stand before the others.
function drawLines() {
  const stage = byId('stage'), frame = stage.getBoundingClientRect(), at = ends(), fine = bundled(endKey);
  stage.querySelector('.lines')?.remove();
  const coarse = fine.length > mostLines;
  byId('coarse').hidden = !coarse;
  const own = chosen === null ? [] : fine.filter(({ keys }) => keys.includes(chosen));
  const others = coarse ? bundled(placeKey) : fine.filter((bundle) => !own.includes(bundle));
  const svg = drawnElement('svg', { class: own.length > 0 ? 'lines choosing' : 'lines', 'aria-hidden': 'true' });
  for (const [list, kind] of [[others, 'other'], [own, 'own']])
    for (const { keys, count, opened } of list) {
      const [one, other] = keys.map((key) => at.get(key));
      if (!one || !other) continue;
      const point = ({ item, left }) => {
        const box = item.getBoundingClientRect();
        return [(left ? box.right : box.left) - frame.left - stage.clientLeft, box.top + box.height / 2 - frame.top - stage.clientTop];
      };
      const [x1, y1] = point(one), [x2, y2] = point(other), middle = frame.width / 2;
      // Between two places of one side the line bends into the gap between the sides.
      const bend1 = one.left === other.left ? middle + (one.left ? -20 : 20) : (x1 + middle * 2) / 3;
      const bend2 = one.left === other.left ? bend1 : (x2 + middle * 2) / 3;
      const group = drawnElement('g', { class: kind });
      group.append(drawnElement('path', { d: `M${x1} ${y1}C${bend1} ${y1} ${bend2} ${y2} ${x2} ${y2}`, 'stroke-width': 1 + Math.log2(1 + count), class: opened ? 'opened' : '' }),
        drawnElement('text', { x: (x1 + 3 * bend1 + 3 * bend2 + x2) / 8, y: (y1 + y2) / 2 }, numbers.format(count)));
      svg.append(group);
    }
  stage.append(svg);
}

function choose(item) {
  const key = item ? itemKey(item) : null;
  if (key === chosen) return;
  chosen = key;
  drawLines();
}

function drawHeld() {
  const held = byId('held'), pairs = new Map();
  if (state.held.length === 0) {
    held.replaceChildren(element('p', {}, texts.none_held));
    return;
  }
  for (const { from, to } of state.held) {
    const key = [placeOf(from, state.day), placeOf(to, state.day)].sort((a, b) => a - b).map((place) => places[place].name).join(' – ');
    pairs.set(key, (pairs.get(key) ?? 0) + 1);
  }
  const row = ({ from, to, bridge, opened }) => element('tr', {}, element('th', { scope: 'row' }, from.name), ...[to.name,
    `${places[placeOf(from, state.day)].name} – ${places[placeOf(to, state.day)].name}`, bridge.since, bridge.until, opened ? texts.opened_now : ''].map((text) => element('td', {}, text)));
  const head = ['from', 'to', 'between', 'start', 'finish'].map((key) => element('th', { scope: 'col' }, texts[key]));
  const wasOpen = held.querySelector('details')?.open ?? false;
  held.replaceChildren(element('h2', {}, texts.held_between),
    element('ul', {}, ...[...pairs].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], locale)).map(([key, count]) => element('li', {}, `${key}\u00a0: ${numbers.format(count)}`))),
    element('details', { open: wasOpen }, element('summary', {}, element('h2', {}, texts.held)),
      element('div', { class: 'scroll', role: 'region', 'aria-label': texts.held, tabindex: '0' },
        element('table', {}, element('thead', {}, element('tr', {}, ...head, element('td', {}, ''))), element('tbody', {}, ...state.held.map(row))))));
}

function draw() {
  chosen = null;
  const focused = document.activeElement?.dataset?.domain, focusedPlace = document.activeElement?.closest?.('.place')?.dataset.place;
  state = stateOf(now);
  for (const side of ['left', 'right'])
    byId(side).querySelector('.places').replaceChildren(...places.filter((place) => sideOf(place) === side).map((place) => placeCard(place, state.at[place.index])));
  drawLines();
  drawHeld();
  // The keyboard stays on the domain it was on, where that is still there.
  if (focused !== undefined) (document.querySelector(`.place[data-place="${focusedPlace}"] [data-domain="${focused}"]`) ?? byId('stage')).focus({ preventScroll: true });
}
