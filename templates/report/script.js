// Makes the table of settings a grid with a panel, and filters it. Without this script the page is read as it is.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const grid = byId("grid");
  if (grid === null) return;
  const data = JSON.parse(byId("data").textContent);
  const body = [...grid.querySelectorAll("tbody tr:not(.group)")];
  const heads = [...grid.querySelectorAll("thead th")];
  const panel = byId("panel");
  let current = null;
  let opened = null;

  const cellsOf = (row) => row.cells;
  const shownRows = () => body.filter((row) => !row.hidden);

  /** Makes one cell the one that the keyboard reaches. */
  function focusCell(cell, moves = true) {
    if (current) current.tabIndex = -1;
    current = cell;
    cell.tabIndex = 0;
    if (!moves) return;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    revealBehindHeads(cell);
  }

  /** A cell must not be hidden by the row and the column that stay. */
  function revealBehindHeads(cell) {
    const box = byId("matrix-scroll");
    const at = cell.getBoundingClientRect();
    const corner = heads[0].getBoundingClientRect();
    if (at.left < corner.right) box.scrollLeft -= corner.right - at.left;
    if (at.top < corner.bottom) box.scrollTop -= corner.bottom - at.top;
  }

  function move(rows, columns) {
    const row = current.parentElement;
    const all = shownRows();
    const at = all.indexOf(row) + rows;
    const to = all[Math.max(0, Math.min(all.length - 1, at))];
    if (!to) return;
    const cells = cellsOf(to);
    const step = Math.sign(columns) || 1;
    let column = current.cellIndex;
    let left = Math.abs(columns);
    for (
      let next = column + step;
      left > 0 && next > 0 && next < cells.length;
      next += step
    ) {
      if (cells[next].hidden) continue;
      column = next;
      left--;
    }
    focusCell(cells[column]);
  }

  const FAR = 1e6;
  const keys = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    PageUp: [-10, 0],
    PageDown: [10, 0],
    Home: [0, -FAR],
    End: [0, FAR],
  };

  function open(cell, focus) {
    close();
    opened = cell;
    cell.setAttribute("aria-selected", "true");
    const row = cell.parentElement;
    const column = cell.cellIndex - 1;
    byId("panel-title").textContent = row.cells[0].textContent;
    byId("panel-node").textContent = data.columns[column];
    const into = byId("panel-body");
    into.replaceChildren();
    const link = cell.querySelector("a");
    if (link === null) {
      const none = document.createElement("p");
      none.textContent = "Not set here: the default of the node applies.";
      into.append(none);
    } else {
      const article = byId(link.hash.slice(1)).cloneNode(true);
      // The panel has a heading of its own; an error that takes a setting away has none.
      const heading = article.querySelector("h4");
      if (heading !== null) {
        const value = document.createElement("p");
        value.className = "panel-value";
        value.append(...heading.childNodes);
        heading.replaceWith(value);
      }
      const lines = data.rows[body.indexOf(row)][column] || [];
      if (lines.length > 0)
        writeLines(article.querySelector("dd.files"), lines);
      into.append(...article.childNodes);
    }
    panel.hidden = false;
    if (focus) byId("panel-title").focus();
  }

  function writeLines(into, lines) {
    into.replaceChildren();
    for (let at = 0; at < lines.length; at += 2) {
      const line = document.createElement("p");
      const code = document.createElement("code");
      code.textContent = `${data.files[lines[at]]}:${lines[at + 1]}`;
      line.append(code);
      into.append(line);
    }
  }

  function close(goesBack = false) {
    if (!opened) return;
    opened.removeAttribute("aria-selected");
    panel.hidden = true;
    if (goesBack) focusCell(opened);
    opened = null;
  }

  function filter() {
    const word = byId("search").value.trim().toLowerCase();
    const role = byId("role").value;
    const mark = byId("mark").value;
    const hidden = heads.map(
      (head) => role !== "" && (head.dataset.role ?? role) !== role,
    );
    for (const row of [grid.tHead.rows[0], ...body])
      [...row.cells].forEach((cell, at) => (cell.hidden = hidden[at]));
    for (const row of body) {
      const named = row.cells[0].textContent.toLowerCase().includes(word);
      row.hidden = !named || !hasCell(row, hidden, role, mark);
    }
    for (const group of grid.tBodies)
      group.rows[0].hidden = [...group.rows]
        .slice(1)
        .every((row) => row.hidden);
    filterTimeline(word);
    const count = shownRows().length;
    byId("shown").textContent =
      count === body.length
        ? `${count} settings`
        : `${count} of ${body.length} settings`;
    reachable();
  }

  function hasCell(row, hidden, role, mark) {
    if (role === "" && mark === "") return true;
    return [...row.cells].some(
      (cell, at) =>
        at > 0 &&
        !hidden[at] &&
        cell.firstChild !== null &&
        (mark === "" || isMarked(cell, mark)),
    );
  }

  function isMarked(cell, mark) {
    return mark.length === 1
      ? cell.className.startsWith(mark)
      : (cell.dataset.m ?? "").split(" ").includes(mark);
  }

  function filterTimeline(word) {
    for (const row of document.querySelectorAll("#timeline-table tbody tr"))
      row.hidden = !row.cells[0].textContent.toLowerCase().includes(word);
  }

  /** One shown cell can be reached by the Tab key. */
  function reachable() {
    if (current && !current.hidden && !current.parentElement.hidden) return;
    const row = shownRows()[0];
    const cell =
      row && [...row.cells].find((each, at) => at > 0 && !each.hidden);
    if (cell) focusCell(cell, false);
  }

  grid.setAttribute("role", "grid");
  grid.setAttribute("aria-describedby", "grid-hint");
  for (const link of grid.querySelectorAll("td a")) link.tabIndex = -1;
  for (const id of ["filters", "grid-hint"]) byId(id).hidden = false;
  grid.addEventListener("keydown", (event) => {
    const step = keys[event.key];
    if (step && !event.altKey && !event.metaKey) {
      event.preventDefault();
      if (event.ctrlKey && event.key === "Home") move(-FAR, -FAR);
      else if (event.ctrlKey && event.key === "End") move(FAR, FAR);
      else move(...step);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(current, true);
    }
  });
  grid.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (cell === null) return;
    event.preventDefault();
    focusCell(cell);
    open(cell, false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(true);
  });
  byId("panel-close").addEventListener("click", () => close(true));
  byId("filters").addEventListener("input", filter);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  // A link to a setting opens what it is in; printed, everything is open.
  const reveal = () => {
    const target = location.hash && byId(location.hash.slice(1));
    const box = target && target.closest("details");
    if (box) {
      box.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);
  let closed = [];
  addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll("details:not([open])")) {
      each.open = true;
      closed.push(each);
    }
  });
  addEventListener("afterprint", () => {
    for (const each of closed) each.open = false;
    closed = [];
  });
  // A table that is wider than the page is moved with the keyboard, too.
  const reachWide = () => {
    for (const box of document.querySelectorAll(
      ".scroll:not(#matrix-scroll)",
    )) {
      const isWide = box.scrollWidth > box.clientWidth;
      box.toggleAttribute("tabindex", isWide);
      if (!isWide) continue;
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", "Wide table");
    }
  };
  addEventListener("resize", reachWide);
  document.addEventListener("toggle", reachWide, true);
  filter();
  reachWide();
  reveal();
})();
