'use strict';

// The plan, from the page's data block, and what holds at a step. Days count from the first step's day.
const plan = JSON.parse(document.getElementById('data').textContent);
const texts = plan.texts;
const places = plan.places.map(([kind, name], index) => ({ index, kind, name }));
const applications = plan.applications.map(([id, name, domain, swatch, before, after, arrives], index) =>
  ({ index, id, name, domain, swatch, before, after, arrives }));
const steps = plan.steps.map(([name, day, date, cutovers, moved, held, opened, closed]) => ({ name, day, date, cutovers, moved, held, opened, closed }));
const bridges = plan.bridges.map(([from, to, start, finish, since, until]) => ({ from, to, start, finish, since, until }));

const placeOf = (application, day) => (day >= application.arrives ? application.after : application.before);
const isHeld = (bridge, day) => bridge.start <= day && day <= bridge.finish;

let now = plan.shown; // the step that is shown
const unfolded = new Set(); // domains that are open, by number: the same in every place
let found = new Set(); // applications that are searched for, by number

// What holds at the step: applications by place and domain, bridges with whether they are new.
function stateOf(number) {
  const day = steps[number].day, before = number > 0 ? steps[number - 1].day : null;
  const at = places.map(() => new Map());
  for (const application of applications) {
    const domains = at[placeOf(application, day)];
    if (!domains.has(application.domain)) domains.set(application.domain, []);
    const arrived = before !== null && placeOf(application, before) !== placeOf(application, day);
    domains.get(application.domain).push({ application, arrived });
  }
  const held = bridges.filter((bridge) => isHeld(bridge, day)).map((bridge) =>
    ({ bridge, opened: before !== null && !isHeld(bridge, before), from: applications[bridge.from], to: applications[bridge.to] }));
  return { day, at, held };
}

const locale = plan.language === 'fr' ? 'fr-FR' : 'en-GB';
const numbers = new Intl.NumberFormat(locale);
const countText = (count, kind) =>
  `${numbers.format(count)}\u00a0${texts[`${kind}_${(plan.language === 'fr' ? count <= 1 : count === 1) ? 'one' : 'many'}`]}`;

// Lower case without accents.
const plain = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();

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
function drawnElement(name, attributes, text) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}
const byId = (id) => document.getElementById(id);
