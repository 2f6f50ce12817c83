// Which rows are shown: what is unfolded, and what the search and the filters leave.

const filter = { words: [], class: -1, wave: -1, target: -1, team: -1, critical: false, bridged: false };
const opened = new Set();    // rows, by index, that are unfolded while no filter is set; applications always
let matching = null;     // Set of row indices when a filter is set: matches and all above them
let closedByHand = new Set();  // while a filter is set, matches are unfolded except these
let shown = [];          // rows in view order
let tops = [0];          // tops[i] is where shown[i] begins; one more for the end

const isSection = (row) => row.level === 0;
const canFold = (row) => row.end > row.index + 1;
const isLeaf = (row) => row.kind === 'application' || row.kind === 'target';
const filtering = () => matching !== null;
// What a filter leaves is unfolded down to applications, whose tasks their own row shows.
const opensItself = (row) => filtering() && !isLeaf(row);
const isOpen = (row) => canFold(row) && (opensItself(row) ? !closedByHand.has(row.index) : opened.has(row.index));

function setOpen(row, open) {
  if (!canFold(row)) return;
  if (opensItself(row)) closedByHand[open ? 'delete' : 'add'](row.index);
  else opened[open ? 'add' : 'delete'](row.index);
}

// Unfolds what stands above a level, and folds the rest: waves, groups, applications or tasks.
const levels = ['waves', 'groups', 'applications', 'tasks'];
function unfoldTo(level) {
  const depth = levels.indexOf(level);
  for (const row of rows) setOpen(row, isLeaf(row) ? depth >= 3 : depth >= (row.kind === 'group' ? 2 : 1));
}

// Small plans are shown whole, larger ones by wave with the next wave unfolded.
function openAtFirst() {
  if (planRows.length <= 45) return unfoldTo('applications');
  const now = plan.today ?? 0;
  const waves = rows.filter((row) => row.kind === 'wave');
  const next = waves.find((row) => (spanOf(row).cutoverEnd ?? -1) >= now) ?? waves[0];
  if (next && planRows.filter((row) => row.wave === next.wave).length <= 40) opened.add(next.index);
}

const plain = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
const haystacks = new Map();
function haystack(row) {
  if (!haystacks.has(row.index)) {
    const application = row.application;
    const parts = application
      ? [application.id, application.name, application.owner, application.business, application.site, application.strategy]
      : [row.label, row.id];
    haystacks.set(row.index, plain(parts.filter(Boolean).join(' ')));
  }
  return haystacks.get(row.index);
}

function matches(row) {
  const application = row.application;
  if (filter.class >= 0 && application?.class !== filter.class) return false;
  if (filter.wave >= 0 && waveIndex.get(row.wave) !== filter.wave) return false;
  if (filter.bridged && !bridgesOf.has(row.number)) return false;
  if (filter.target >= 0 && application?.target !== filter.target && row.id !== plan.targets[filter.target].id) return false;
  if (filter.team >= 0 && !row.tasks.some((task) => task.team === filter.team)) return false;
  if (filter.critical && !row.tasks.some((task) => task.critical)) return false;
  return filter.words.every((word) => haystack(row).includes(word));
}

function applyFilter() {
  const any = filter.words.length > 0 || ['class', 'wave', 'target', 'team'].some((key) => filter[key] >= 0) || filter.critical || filter.bridged;
  closedByHand = new Set();
  matching = any ? new Set() : null;
  summaries.clear();
  if (!any) return;
  for (const row of rows)
    if (isLeaf(row) && matches(row)) for (let at = row; at; at = rows[at.parent]) matching.add(at.index);
}

const isShown = (row) => !filtering() || matching.has(row.task ? row.parent : row.index);

function heightOf(row) {
  if (row.task) return 22;
  if (isLeaf(row)) return 25;
  if (canFold(row) && !isOpen(row) && spanOf(row).start !== null) return isSection(row) ? 52 : 40;
  return isSection(row) ? 34 : 25;
}

function arrange() {
  shown = [];
  tops = [0];
  for (let index = 0; index < rows.length;) {
    const row = rows[index];
    if (!isShown(row)) {
      index += 1;
      continue;
    }
    shown.push(row);
    tops.push(tops[tops.length - 1] + heightOf(row));
    index = canFold(row) && !isOpen(row) ? row.end : index + 1;
  }
}

// The place in `shown` of the row at a height.
function placeAt(y) {
  let low = 0, high = shown.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tops[middle + 1] <= y) low = middle + 1;
    else high = middle;
  }
  return low;
}

// The place of a row, or of the folded row that holds it; -1 when it is filtered away.
function placeOf(row) {
  let low = 0, high = shown.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1, at = shown[middle].index;
    if (at === row.index) return middle;
    if (at < row.index) low = middle + 1;
    else high = middle - 1;
  }
  return high >= 0 && shown[high].index <= row.index && row.index < shown[high].end ? high : -1;
}

function reveal(row) {
  for (let at = rows[row.parent]; at; at = rows[at.parent]) setOpen(at, true);
}

// What a row and all rows below it add up to; kept until the filter changes.
const summaries = new Map();
function summary(row) {
  if (summaries.has(row.index)) return summaries.get(row.index);
  const sum = { start: null, finish: null, cutover: null, cutoverEnd: null, former: null, formerEnd: null, effort: 0, leaves: 0, tasks: [], critical: false };
  for (let index = row.index; index < row.end; ++index) {
    if (!isShown(rows[index])) continue;
    if (rows[index].task) continue;
    if (isLeaf(rows[index])) sum.leaves += 1;
    for (const task of rows[index].tasks) {
      sum.tasks.push(task);
      sum.start = sum.start === null ? task.start : Math.min(sum.start, task.start);
      sum.finish = sum.finish === null ? task.finish : Math.max(sum.finish, task.finish);
      sum.effort += task.effort;
      sum.critical = sum.critical || task.critical;
      if (plan.phases[task.phase].id !== 'cutover') continue;
      sum.cutover = sum.cutover === null ? task.start : Math.min(sum.cutover, task.start);
      sum.cutoverEnd = sum.cutoverEnd === null ? task.finish : Math.max(sum.cutoverEnd, task.finish);
      if (!task.former) continue;
      sum.former = sum.former === null ? task.former[0] : Math.min(sum.former, task.former[0]);
      sum.formerEnd = sum.formerEnd === null ? task.former[1] : Math.max(sum.formerEnd, task.former[1]);
    }
  }
  summaries.set(row.index, sum);
  return sum;
}
const spanOf = summary;
