"use strict";
// What the page can do beyond being read: choice of colours, filters, deep links, and the picture of the map.
// Text from the report only ever becomes text nodes and attribute values, never markup; what the page wrote as markup of a
// function, and left unread because there are many, is read as such.

const byId = (id) => document.getElementById(id);

// Colours: system, light, dark.
{
  const button = byId("theme"), root = document.documentElement, names = ["system", "light", "dark"];
  const stored = () => { try { return localStorage.getItem("iam-tailor-colours"); } catch { return null; } };
  const show = (name) => {
    if (name === "system") delete root.dataset.theme; else root.dataset.theme = name;
    button.textContent = `Colours: ${name}`;
  };
  let at = Math.max(0, names.indexOf(stored()));
  show(names[at]);
  button.hidden = false;
  button.addEventListener("click", () => {
    at = (at + 1) % names.length;
    show(names[at]);
    try { localStorage.setItem("iam-tailor-colours", names[at]); } catch { /* not kept */ }
  });
}

// What stands below the functions of a large page, and its map as a table: filled in when they come near the window, are linked to, are printed, or, where there are not
// thousands, when the browser has nothing else to do, so that its own search finds them.
const unread = (element) => element.querySelector(":scope > noscript");
const fill = (element) => {
  const source = unread(element);
  if (!source) return;
  const markup = document.createElement("template");
  markup.innerHTML = source.textContent;
  source.replaceWith(markup.content);
};
const whenNear = (elements, act) => {
  const near = new IntersectionObserver((entries) => {
    for (const it of entries.filter((it) => it.isIntersecting)) { near.unobserve(it.target); act(it.target); }
  }, { rootMargin: "600px" });
  for (const it of elements) near.observe(it);
};
{
  const waiting = [...document.querySelectorAll(".function")].filter(unread);
  whenNear(waiting, fill);
  const MOST = 1000;
  const idle = window.requestIdleCallback ?? ((act) => setTimeout(() => act({ timeRemaining: () => 10 }), 100));
  const fillSome = (deadline) => {
    do fill(waiting.shift()); while (waiting.length && deadline.timeRemaining() > 5);
    if (waiting.length) idle(fillSome);
  };
  if (waiting.length && waiting.length <= MOST) addEventListener("load", () => setTimeout(() => idle(fillSome), 1000));
}

// Deep links open what they point to; printing opens everything.
{
  const open = () => {
    const target = location.hash.length > 1 && byId(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    target.hidden = false;
    if (target.matches(".function") && unread(target)) { fill(target); target.scrollIntoView(); }
    for (let it = target; it; it = it.parentElement) if (it.tagName === "DETAILS") it.open = true;
  };
  addEventListener("hashchange", open);
  open();
  let closed = [];
  addEventListener("beforeprint", () => {
    for (const it of document.querySelectorAll(".function:not([hidden]), #map-table")) fill(it);
    closed = [...document.querySelectorAll(".function details:not([open])")];
    for (const it of closed) it.open = true;
  });
  addEventListener("afterprint", () => { for (const it of closed) it.open = false; });
}

// The list of functions: one filter for the list and the sections.
{
  const form = byId("function-filters"), find = byId("function-find"), status = byId("function-status"), severity = byId("function-severity");
  const count = byId("function-count");
  const rows = [...byId("function-list").tBodies[0].rows];
  const entries = rows.map((row) => ({ row, section: byId(row.dataset.for), text: null }));
  const names = { lt: "<", gt: ">", amp: "&", quot: '"' };
  const textOf = (section) => {
    const source = unread(section);
    if (!source) return section.textContent;
    const read = [...section.children].filter((it) => it !== source).map((it) => it.textContent);
    return `${read.join(" ")} ${source.textContent.replace(/<[^>]*>/g, " ").replace(/&(\w+);/g, (_, name) => names[name] ?? " ")}`;
  };
  const apply = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const it of entries) {
      if (words.length) it.text ??= `${it.row.textContent} ${textOf(it.section)}`.toLowerCase();
      const fits = (!status.value || it.section.dataset.status === status.value)
        && (!severity?.value || (it.section.dataset.severities ?? "").split(" ").includes(severity.value))
        && words.every((word) => it.text.includes(word));
      it.row.hidden = it.section.hidden = !fits;
      shown += fits;
    }
    count.textContent = `${shown} of ${entries.length} functions`;
  };
  form.hidden = count.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  apply();
}

// The map.
{
  const data = JSON.parse(byId("map-data").textContent);
  const LEVELS = ["list", "read", "tagging", "write", "permissions"];
  const PLATFORM = 1, OPEN = 2;
  // More nodes on a side than this are shown as groups; choosing a group narrows the map to it.
  const MOST = 60;
  const form = byId("map-filters"), picture = byId("map-picture"), status = byId("map-status");
  const find = byId("map-find"), service = byId("map-service"), where = byId("map-where"), onlyOpen = byId("map-open"), platform = byId("map-platform");

  const svgElement = (name, attributes = {}, ...children) => {
    const it = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) it.setAttribute(key, value);
    it.append(...children);
    return it;
  };
  // A text that fits into so many pixels: its middle gives way.
  const pen = document.createElement("canvas").getContext("2d");
  const fit = (text, room, bold) => {
    pen.font = `${bold ? "600 " : ""}12px system-ui, "Segoe UI", Roboto, Arial, sans-serif`;
    const short = (most) => (most >= text.length ? text : `${text.slice(0, Math.ceil((most - 1) / 2))}…${text.slice(text.length - Math.floor((most - 1) / 2))}`);
    if (pen.measureText(text).width <= room) return text;
    let fits = 3, tooLong = text.length;
    while (tooLong - fits > 1) {
      const middle = (fits + tooLong) >> 1;
      if (pen.measureText(short(middle)).width > room) tooLong = middle; else fits = middle;
    }
    return short(fits);
  };
  const levelsOf = (mask) => LEVELS.map((_, level) => level).filter((level) => mask & (1 << level));
  const many = (count, one) => `${count} ${one}${count === 1 ? "" : "s"}`;

  // What the filters leave: links between functions and resources.
  const chosen = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const mask = [...form.querySelectorAll("[name=level]:checked")].reduce((sum, it) => sum | Number(it.value), 0);
    const links = [];
    for (const [f, r, levels, flags] of data.links) {
      const [, name, group] = data.functions[f], [label, kind, home] = data.resources[r];
      if (!(levels & mask) || (flags & PLATFORM && !platform.checked) || (!(flags & OPEN) && onlyOpen.checked)) continue;
      if (service.value && kind !== service.value || where.value && String(group) !== where.value) continue;
      const text = `${name} ${data.groups[group]} ${label} ${kind} ${home}`.toLowerCase();
      if (!words.every((word) => text.includes(word))) continue;
      links.push([f, r, levels & mask, flags]);
    }
    return links;
  };

  // One side of the picture: members in order, or their groups where there are too many members.
  const side = (prefix, members, groupOf, nodeOf, choose) => {
    const groups = new Map();
    for (const id of members) {
      const group = groupOf(id);
      if (!groups.has(group)) groups.set(group, []);
      groups.get(group).push(id);
    }
    const nodes = [], at = new Map();
    const grouped = members.length > MOST && groups.size > 1;
    for (const [group, ids] of [...groups].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
      if (grouped && ids.length > 1) {
        for (const id of ids) at.set(id, nodes.length);
        nodes.push({ key: `${prefix}:${group}`, label: group, count: ids.length, choose: () => choose(ids[0]) });
        continue;
      }
      const members = ids.map((id) => ({ id, key: prefix + id, ...nodeOf(id) })).sort((a, b) => (a.label < b.label ? -1 : 1));
      for (const node of members) {
        at.set(node.id, nodes.length);
        nodes.push(node);
      }
    }
    return { nodes, at };
  };

  const bundle = (links, rows, columns) => {
    const cells = new Map();
    for (const [f, r, levels, flags] of links) {
      const row = rows.at.get(f), column = columns.at.get(r), key = row * 65536 + column;
      const cell = cells.get(key) ?? { row, column, levels: 0, open: true, count: 0 };
      cell.levels |= levels;
      cell.open &&= Boolean(flags & OPEN);
      cell.count += 1;
      cells.set(key, cell);
    }
    return [...cells.values()];
  };

  // A name that does something: goes to its function, or narrows the map to its group or its resource.
  const nameOf = (node, text, hit) => {
    // What is heard contains what is seen, also where that is cut short.
    const seen = text.textContent, heard = seen.includes(node.label) ? seen : `${seen} (${node.label})`;
    const attributes = { class: node.count ? "node group" : "node", tabindex: 0, "aria-label": heard };
    const it = node.link ? svgElement("a", { ...attributes, href: node.link }) : svgElement("g", { ...attributes, role: "button" });
    it.append(svgElement("title", {}, node.detail ? `${node.label} (${node.detail})` : node.label), hit, text);
    const act = () => {
      if (node.choose) node.choose(); else find.value = find.value === node.label ? "" : node.label;
      draw();
      status.focus({ preventScroll: true });
    };
    if (!node.link) {
      it.addEventListener("click", act);
      it.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(); } });
    }
    return it;
  };
  const shownLabel = (node, room) => (node.count ? `${fit(node.label, room - 50, true)} (${node.count})` : fit(node.label, room, false));
  const tip = (cell, rows, columns) => {
    const words = levelsOf(cell.levels).map((level) => LEVELS[level]).join(", ");
    return `${rows.nodes[cell.row].label} → ${columns.nodes[cell.column].label}: ${words}${cell.open ? " (open until run time)" : ""}${cell.count > 1 ? `, ${many(cell.count, "link")}` : ""}`;
  };

  // Hovering or focusing a name dims what has nothing to do with it.
  const highlight = (root) => {
    const parts = [...root.querySelectorAll("[data-row]")];
    const names = [...root.querySelectorAll("[data-name]")];
    const set = (name) => {
      const touched = new Set([name]);
      for (const it of parts) {
        const row = `r${it.dataset.row}`, column = `c${it.dataset.column}`, mine = !name || row === name || column === name;
        it.classList.toggle("dim", !mine);
        if (mine) touched.add(row).add(column);
      }
      for (const it of names) it.classList.toggle("dim", Boolean(name) && !touched.has(it.dataset.name));
    };
    for (const it of names) {
      for (const event of ["mouseenter", "focus"]) it.addEventListener(event, () => set(it.dataset.name));
      for (const event of ["mouseleave", "blur"]) it.addEventListener(event, () => set(null));
    }
  };

  const drawLinks = (rows, columns, cells) => {
    const width = Math.max(320, picture.clientWidth), high = 24, top = 30, narrow = width < 560;
    const left = Math.min(300, Math.round(width * 0.36)), right = width - Math.min(340, Math.round(width * 0.4));
    const height = top + high * Math.max(rows.nodes.length, columns.nodes.length) + 10;
    const offset = (count) => top + (height - top - 10 - high * count) / 2;
    const rowTop = offset(rows.nodes.length), columnTop = offset(columns.nodes.length);
    const y = (from, index) => from + high * index + high / 2;
    const root = svgElement("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
    root.append(svgElement("text", { x: left - 8, y: 18, class: "soft", "text-anchor": "end" }, "Functions"), svgElement("text", { x: right + 8, y: 18, class: "soft" }, "Resources"));
    const bent = (left + right) / 2;
    for (const cell of cells.sort((a, b) => a.levels - b.levels)) {
      const levels = levelsOf(cell.levels), wide = 1.6;
      const tipText = tip(cell, rows, columns);
      levels.forEach((level, index) => {
        const shift = (index - (levels.length - 1) / 2) * (wide + 0.9);
        const from = y(rowTop, cell.row) + shift, to = y(columnTop, cell.column) + shift;
        root.append(svgElement("path", { class: `link l${level}`, "data-row": cell.row, "data-column": cell.column, "stroke-width": wide, "stroke-dasharray": cell.open ? "5 3" : "none", d: `M${left} ${from}C${bent} ${from} ${bent} ${to} ${right} ${to}` }, svgElement("title", {}, tipText)));
      });
    }
    rows.nodes.forEach((node, index) => {
      const text = svgElement("text", { x: left - 8, y: y(rowTop, index) + 4, "text-anchor": "end" }, shownLabel(node, left - 14));
      const it = nameOf(node, text, svgElement("rect", { class: "hit", x: 1, y: rowTop + high * index + 1, width: left - 3, height: high - 2, rx: 4 }));
      it.dataset.name = `r${index}`;
      root.append(it);
    });
    columns.nodes.forEach((node, index) => {
      const text = svgElement("text", { x: right + 8, y: y(columnTop, index) + 4 }, shownLabel(node, width - right - (narrow ? 14 : 110)));
      if (!node.count && !narrow) text.append(svgElement("tspan", { class: "soft", dx: 6 }, node.service));
      const it = nameOf(node, text, svgElement("rect", { class: "hit", x: right + 2, y: columnTop + high * index + 1, width: width - right - 3, height: high - 2, rx: 4 }));
      it.dataset.name = `c${index}`;
      root.append(it);
    });
    picture.replaceChildren(root);
    highlight(root);
  };

  const drawMatrix = (rows, columns, cells) => {
    const size = 26, room = picture.clientWidth, left = Math.max(130, Math.min(280, Math.round(room * 0.4)));
    const labels = columns.nodes.map((node) => shownLabel(node, 150));
    const kinds = columns.nodes.map((node) => (node.count ? "" : ` ${node.service}`));
    const longest = Math.max(...labels.map((label, index) => pen.measureText(label + kinds[index]).width), 60) + 8;
    const top = Math.round(longest * 0.77) + 22, across = size * columns.nodes.length, lean = Math.round(longest * 0.65) + 12;
    const down = size * rows.nodes.length, grid = svgElement("svg", { width: across + lean, height: down });
    const heads = svgElement("svg", { width: across + lean, height: top }), names = svgElement("svg", { width: left, height: down });
    rows.nodes.forEach((node, index) => {
      if (index % 2 === 0) for (const [it, width] of [[grid, across], [names, left]]) it.append(svgElement("rect", { class: "band", x: 0, y: size * index, width, height: size }));
      const text = svgElement("text", { x: left - 6, y: size * index + 17, "text-anchor": "end" }, shownLabel(node, left - 12));
      const it = nameOf(node, text, svgElement("rect", { class: "hit", x: 1, y: size * index + 1, width: left - 2, height: size - 2, rx: 4 }));
      it.dataset.name = `r${index}`;
      names.append(it);
    });
    columns.nodes.forEach((node, index) => {
      const x = size * index + size / 2;
      const text = svgElement("text", { x: 0, y: 4 }, labels[index], svgElement("tspan", { class: "soft" }, kinds[index]));
      const it = nameOf(node, text, svgElement("rect", { class: "hit", x: -4, y: -10, width: longest + 8, height: 20, rx: 4 }));
      it.setAttribute("transform", `translate(${x} ${top - 8}) rotate(-50)`);
      it.dataset.name = `c${index}`;
      heads.append(it);
      grid.append(svgElement("line", { class: "grid", x1: size * index, x2: size * index, y1: 0, y2: down }));
    });
    // A level has its place in the cell as well as its colour.
    for (const cell of cells) {
      const it = svgElement("g", { "data-row": cell.row, "data-column": cell.column }, svgElement("title", {}, tip(cell, rows, columns)));
      it.append(svgElement("rect", { class: "hit", x: size * cell.column, y: size * cell.row, width: size, height: size }));
      for (const level of levelsOf(cell.levels)) {
        it.append(svgElement("rect", { class: `cell l${level}${cell.open ? " open" : ""}`, x: size * cell.column + 2 + level * 4.6, y: size * cell.row + 4, width: 3.8, height: size - 8, rx: 1 }));
      }
      grid.append(it);
    }
    const quarters = document.createElement("div");
    quarters.className = "quarters";
    quarters.style.gridTemplateColumns = `${left}px auto`;
    const quarter = (name, ...children) => { const it = document.createElement("div"); it.className = name; it.append(...children); quarters.append(it); };
    const key = svgElement("svg", { width: left, height: top });
    LEVELS.forEach((name, level) => key.append(svgElement("rect", { class: `cell l${level}`, x: 10 + level * 4.6, y: top - 10 - 15 * level - 11, width: 3.8, height: 13 }), svgElement("text", { class: `mark l${level}`, x: 40, y: top - 10 - 15 * level }, name)));
    quarter("corner", key);
    quarter("top", heads);
    quarter("left", names);
    quarter("cells", grid);
    picture.replaceChildren(quarters);
    highlight(quarters);
  };

  const draw = () => {
    const links = chosen();
    const functionIds = [...new Set(links.map((it) => it[0]))], resourceIds = [...new Set(links.map((it) => it[1]))];
    const rows = side("f", functionIds, (id) => data.groups[data.functions[id][2]], (id) => {
      const [anchor, label, group] = data.functions[id];
      return { label, detail: data.groups[group], link: `#${anchor}` };
    }, (id) => { where.value = data.functions[id][2]; });
    const columns = side("r", resourceIds, (id) => data.resources[id][1], (id) => {
      const [label, kind, home] = data.resources[id];
      return { label, service: kind, detail: home ? `${kind}, ${home}` : kind };
    }, (id) => { service.value = data.resources[id][1]; });
    const cells = bundle(links, rows, columns);
    status.textContent = links.length
      ? `${many(functionIds.length, "function")}, ${many(resourceIds.length, "resource")}, ${many(links.length, "link")}`
      : "Nothing fits these filters.";
    picture.hidden = !links.length;
    picture.setAttribute("aria-label", `Map of ${status.textContent}`);
    if (links.length) (form.elements.view.value === "links" ? drawLinks : drawMatrix)(rows, columns, cells);
  };

  const usual = data.functions.length > 25 ? "matrix" : "links";
  form.querySelector(`[name=view][value=${usual}]`).defaultChecked = true;
  picture.setAttribute("role", "group");
  form.hidden = status.hidden = picture.hidden = false;
  form.addEventListener("input", draw);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(draw));
  // Drawn when it is first seen: measuring it earlier would lay out the whole page.
  let width = null;
  const start = () => {
    if (width !== null) return;
    width = picture.clientWidth;
    new ResizeObserver(() => { if (picture.clientWidth !== width) { width = picture.clientWidth; draw(); } }).observe(picture);
    draw();
  };
  whenNear([picture], start);
  addEventListener("beforeprint", start);
  byId("map-table").addEventListener("toggle", (event) => fill(event.target));
}
