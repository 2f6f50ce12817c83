// Arrows from and to the selected task, and the bridges of its application.

let linksLayer = null;
function drawLinks() {
  linksLayer?.remove();
  linksLayer = null;
  if (!selected && !chosenRow) return;
  linksLayer = svgElement('svg');
  linksLayer.setAttribute('class', 'links');
  linksLayer.setAttribute('width', chartWidth());
  linksLayer.setAttribute('height', tops[shown.length]);
  linksLayer.setAttribute('aria-hidden', 'true');
  const middle = (row) => {
    const place = placeOf(row);
    return place < 0 ? null : (tops[place] + tops[place + 1]) / 2;
  };
  const line = (kind, d) => {
    const path = svgElement('path');
    path.setAttribute('class', kind);
    path.setAttribute('d', d);
    linksLayer.append(path);
  };
  const arrow = (from, to) => {
    const y1 = middle(from.row), y2 = middle(to.row);
    if (y1 === null || y2 === null) return;
    const x1 = x(from.finish + 1), x2 = x(to.start), bend = y1 === y2 ? 0 : Math.max(10, Math.abs(x2 - x1) / 2);
    line('link', `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}m-5 -4l5 4l-5 4`);
  };
  if (selected) {
    for (const before of selected.before) arrow(tasks[before], selected);
    for (const after of selected.after) arrow(selected, tasks[after]);
  }
  const row = selected?.row ?? chosenRow;
  for (const bridge of bridgesOf.get(row.number) ?? []) {
    const other = rowOfApplication.get(bridge.from === row.number ? bridge.to : bridge.from);
    const y1 = middle(row), y2 = other ? middle(other) : null;
    if (y1 === null || y2 === null || y1 === y2) continue;
    for (const day of [bridge.start, bridge.finish + 1]) line('bridge', `M${x(day)} ${y1}V${y2}`);
    line('bridge', `M${x(bridge.start)} ${y2}H${x(bridge.finish + 1)}`);
  }
  byId('body').append(linksLayer);
}
