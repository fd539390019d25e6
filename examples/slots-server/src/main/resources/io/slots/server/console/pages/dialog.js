import { h } from "../dom.js";

/**
 * Asks in a dialog. It closes when what is asked for is done, and stays open, with the trouble, when
 * that does not work.
 *
 * @param {string} title what is asked
 * @param {Node|Node[]} content its fields
 * @param {string} label what the button says that does it
 * @param {() => Promise<void>} action what it does
 * @param {object} [options] danger: it cannot be taken back; wide: it needs room
 * @returns the dialog and its button
 */
export function ask(title, content, label, action, options = {}) {
  const trouble = h("p.bad", { role: "alert" });
  const doIt = h(options.danger ? "button.danger" : "button.primary", { type: "submit" }, label);
  const heading = h("h2", { id: `dialog-${Math.random().toString(36).slice(2)}` }, title);
  const dialog = h(options.wide ? "dialog.wide" : "dialog", { "aria-labelledby": heading.id },
    h("form", {
      async onsubmit(event) {
        event.preventDefault();
        trouble.textContent = "";
        doIt.disabled = true;
        try {
          await action();
          dialog.close();
        } catch (problem) {
          trouble.textContent = problem.accepted ? `${problem.message}. Accepted: ${problem.accepted}` : problem.message;
        } finally {
          doIt.disabled = false;
        }
      },
    },
      heading, content, trouble,
      h("div.buttons", {}, h("button", { type: "button", onclick: () => dialog.close() }, "Cancel"), doIt)));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, doIt };
}

/** Asks for a name to be typed before something is deleted. */
export function askToDelete(what, name, consequences, action) {
  const typed = h("input", { type: "text", autocomplete: "off", spellcheck: "false", required: true });
  const label = h("label", {}, h("span", {}, "Type ", h("strong", {}, name), " to delete it"), typed);
  const { doIt } = ask(`Delete ${what} ${name}?`, [h("p", {}, consequences), h("div.field", {}, label)], "Delete", async () => {
    if (typed.value !== name) {
      throw new Error(`That is not “${name}”`);
    }
    await action();
  }, { danger: true });
  doIt.disabled = true;
  typed.addEventListener("input", () => {
    doIt.disabled = typed.value !== name;
  });
  typed.focus();
}
