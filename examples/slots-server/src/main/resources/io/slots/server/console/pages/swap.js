import { call, may, path } from "../api.js";
import { badge, field, fill, h, table, tick } from "../dom.js";
import { words } from "../format.js";
import { operation } from "./app.js";
import { ask } from "./dialog.js";

const STAYS = {
  FREE: "moves with the content",
  STICKY: "slot setting: stays, and is applied",
  RESIDENT: "stays",
};

/** The swap dialog: what it would do, warnings first, then swap, or swap with preview. */
export async function askToSwap(console_, app, from) {
  const source = select(app.slots, from ?? app.slots.find((it) => it.name !== "production").name);
  const target = select(app.slots, "production");
  const withPreview = h("input");
  const values = h("input");
  const preview = h("div", { "aria-live": "polite" });
  let asked = 0;
  const { doIt } = ask("Swap", [
    h("div.inline", {}, field("Source", source), field("Target", target)),
    tick("Swap with preview: pause when the source runs with the target's settings, until you complete or cancel", withPreview),
    may("OPERATOR") && tick("Show values of settings", values),
    preview,
  ], "Swap", () => operation(console_, app, () => call("POST", path("apps", app.name, "swaps"), {
    source: source.value,
    target: target.value,
    withPreview: withPreview.checked,
  }), true), { wide: true });

  async function look() {
    const mine = ++asked;
    doIt.disabled = true;
    doIt.textContent = withPreview.checked ? "Start swap with preview" : "Swap";
    doIt.className = source.value === "production" ? "danger" : "primary";
    fill(preview, h("p.quiet", {}, "Looking at what it would do …"));
    try {
      const it = await call("POST", `${path("apps", app.name, "swaps", "preview")}?values=${values.checked}`, {
        source: source.value, target: target.value,
      });
      if (mine === asked) {
        fill(preview, shown(it, app));
        doIt.disabled = !it.allowed;
      }
    } catch (problem) {
      if (mine === asked) {
        fill(preview, h("p.bad", {}, problem.message));
      }
    }
  }

  [source, target, withPreview, values].forEach((it) => it.addEventListener("change", look));
  await look();
}

function select(slots, chosen) {
  return h("select", {}, slots.map((it) => h("option", { value: it.name, selected: it.name === chosen }, it.name)));
}

function shown(preview, app) {
  return [
    h("p", {}, `${preview.target} gets ${version(app, preview.source)}; ${preview.source} gets ${version(app, preview.target)}.`),
    preview.refusals.length > 0 && h("div.notice.bad", {}, h("h3", {}, "It would be refused"),
      h("ul", {}, preview.refusals.map((it) => h("li", {}, `${it.problem}. Accepted: ${it.accepted} `, h("span.quiet", {}, `(${it.rule})`))))),
    preview.source === "production" && h("p.notice.warn", {}, "Production is the source: what serves your users now is restarted with the other slot's settings first."),
    preview.warnings.length > 0 && h("div.notice.warn", {}, h("h3", {}, "Warnings"),
      h("ul", {}, preview.warnings.map((it) => h("li", {}, it.text)))),
    changes(`Changes of ${preview.source} (source changes)`, preview.sourceSettings),
    changes(`Changes of ${preview.target} (target changes)`, preview.targetSettings),
    h("p", {}, preview.restarts.length === 0
      ? "No instance restarts."
      : `Instances that restart: ${preview.restarts.join(", ")}.`),
    preview.warmUpPaths.length > 0 && h("p", {}, `In warm-up each instance is asked for ${preview.warmUpPaths.join(", ")}; good is ${preview.warmUpAccepts}.`),
    h("details", {}, h("summary", {}, "Every step"), h("ol", {}, preview.steps.map((it) => h("li", {}, words(it.step),
      h("ul", {}, it.effects.map((effect) => h("li", {}, effect))))))),
  ];
}

function version(app, slot) {
  return app.slots.find((it) => it.name === slot)?.content?.version ?? "nothing";
}

function changes(caption, settings) {
  const changed = settings.filter((it) => it.kind !== "SAME");
  const same = settings.length - changed.length;
  const rows = changed.map((it) => [
    it.name,
    words(it.category),
    badge(it.kind === "REMOVED" ? "bad" : it.kind === "ADDED" ? "good" : "warn", words(it.kind)),
    STAYS[it.stays],
    ...(it.before === undefined && it.after === undefined ? [] : [it.before ?? "", it.after ?? ""]),
  ]);
  const heads = ["Setting", "Kind", "Change", "In a swap it", ...(rows.some((it) => it.length > 4) ? ["Before", "After"] : [])];
  return [
    changed.length === 0 ? h("p", {}, `${caption}: none.`) : table(caption, heads, rows),
    same > 0 && h("p.quiet", {}, `${same} ${same === 1 ? "setting is" : "settings are"} the same before and after.`),
  ];
}
