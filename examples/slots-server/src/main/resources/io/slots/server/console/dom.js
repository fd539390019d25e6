/** Elements, made from plain values: no markup is ever put together from text. */

/**
 * Makes an element.
 *
 * @param {string} tag its name, with classes: "p.note"
 * @param {object} [attributes] attributes; those that begin with "on" listen; false and null are left out
 * @param {...(Node|string|number|null|Array)} children what is in it
 */
export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length > 0) {
    element.className = classes.join(" ");
  }
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) {
      continue;
    }
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  element.append(...children.flat(Infinity).filter((it) => it !== null && it !== undefined && it !== false));
  return element;
}

/** Puts children in the place of those that an element has. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((it) => it !== null && it !== undefined && it !== false));
  return element;
}

/**
 * The same for what is drawn anew while somebody is there: who had a button or a link in focus has the
 * one of the same name in focus afterwards.
 */
export function redraw(element, ...children) {
  const focused = element.contains(document.activeElement) ? nameOf(document.activeElement) : null;
  fill(element, ...children);
  if (focused !== null) {
    [...element.querySelectorAll("a, button, summary")].find((it) => nameOf(it) === focused)?.focus();
  }
  return element;
}

function nameOf(element) {
  return `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent}`;
}

let ids = 0;

/** A field with its label, and a sentence that helps. */
export function field(label, input, help) {
  const id = `field-${++ids}`;
  input.id = id;
  if (help) {
    input.setAttribute("aria-describedby", `${id}-help`);
  }
  return h("div.field", {}, h("label", { for: id }, label), input, help && h("small", { id: `${id}-help` }, help));
}

/** A box to tick, with its label after it. */
export function tick(label, input) {
  const id = `field-${++ids}`;
  input.id = id;
  input.type = "checkbox";
  return h("div.tick", {}, input, h("label", { for: id }, label));
}

/**
 * A table.
 *
 * @param {string} caption what it shows, for who cannot see where it stands
 * @param {string[]} heads the heads of its columns
 * @param {Array<Array|HTMLElement>} rows cells, of which the first is the row's head; or whole rows
 */
export function table(caption, heads, rows) {
  return h("div.scroll", { tabindex: "0", role: "region", "aria-label": caption },
    h("table", {},
      h("caption", {}, caption),
      h("thead", {}, h("tr", {}, heads.map((it) => h("th", { scope: "col" }, it)))),
      h("tbody", {}, rows.map((row) => (row instanceof HTMLElement ? row : cells(heads, row))))));
}

function cells(heads, row) {
  return h("tr", {}, row.map((cell, i) => (i === 0
    ? h("th", { scope: "row", "data-head": heads[i] }, cell)
    : h("td", { "data-head": heads[i] }, cell))));
}

/** A mark of how something is: in words too, for colour says nothing to some. */
export function badge(kind, text) {
  return h(`span.badge.${kind}`, {}, text);
}

/** A button that is not pressed twice while what it began is under way. */
export function button(label, action, attributes = {}) {
  const element = h("button", { type: "button", ...attributes }, label);
  element.addEventListener("click", async () => {
    element.disabled = true;
    try {
      await action();
    } finally {
      element.disabled = false;
    }
  });
  return element;
}
