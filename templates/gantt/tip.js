// A short word on what is under the pointer or the keyboard. It stays while the pointer is on it, and Escape closes it.

let tipOwner = null, leaving = 0;

function tipOf(task) {
  const lines = [element('strong', {}, taskName(task)), spanText(task.start, task.finish)];
  const more = [task.team >= 0 ? plan.teams[task.team].name : '', task.critical ? texts.critical : '', slackText(task)].filter(Boolean);
  if (more.length > 0) lines.push(element('br'), more.join(' · '));
  if (plan.baseline) lines.push(element('br'), `${texts.baseline_short} ${formerText(task)}`);
  if (task.because.length > 0)
    lines.push(element('ul', {}, ...task.because.slice(0, 4).map((number) => element('li', {}, plan.reasons[number][2] || plan.reasons[number][0]))));
  return lines;
}

// `box` is what it must not hide.
function showTip(owner, lines, box) {
  const tip = byId('tip');
  clearTimeout(leaving);
  tipOwner?.removeAttribute?.('aria-describedby');
  tipOwner = owner;
  owner.setAttribute('aria-describedby', 'tip');
  tip.replaceChildren(...lines);
  tip.hidden = false;
  const size = tip.getBoundingClientRect();
  const left = Math.min(Math.max(8, box.left), window.innerWidth - size.width - 8);
  const below = box.bottom + 4 + size.height < window.innerHeight;
  tip.style.left = `${left}px`;
  tip.style.top = `${Math.max(4, below ? box.bottom + 4 : box.top - size.height - 4)}px`;
}

function hideTip() {
  clearTimeout(leaving);
  byId('tip').hidden = true;
  tipOwner?.removeAttribute('aria-describedby');
  tipOwner = null;
}

// Long enough to move the pointer onto the tip.
function leaveTip() {
  clearTimeout(leaving);
  leaving = setTimeout(hideTip, 250);
}

function tipOnBar(event) {
  const bar = event.target.closest('.bar');
  if (bar) showTip(bar, tipOf(bar.task), bar.getBoundingClientRect());
  else if (event.type === 'focusin') hideTip();
  else leaveTip();
}

function listenForTips() {
  const chart = byId('chart'), tip = byId('tip');
  chart.addEventListener('pointerover', tipOnBar);
  chart.addEventListener('focusin', tipOnBar);
  chart.addEventListener('pointerleave', leaveTip);
  chart.addEventListener('focusout', hideTip);
  tip.addEventListener('pointerenter', () => clearTimeout(leaving));
  tip.addEventListener('pointerleave', leaveTip);
}
