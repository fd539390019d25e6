import { call, may, path } from "../api.js";
import { badge, button, h, table } from "../dom.js";
import { page, took, when, words } from "../format.js";
import { operation } from "./app.js";
import { ask } from "./dialog.js";

/** What has ended, the newest first, and the way back from a swap. */
export async function historyPage(console_, signal, name) {
  const [app, { operations }] = await Promise.all([
    call("GET", path("apps", name)),
    call("GET", `${path("apps", name, "history")}?limit=100`),
  ]);
  const intact = new Set(app.slots.filter((it) => it.lastSwap?.intact).map((it) => it.lastSwap.operation));
  return [
    h("div.heading", {}, h("h1", {}, `History of ${app.name}`), h("a", { href: page("apps", name) }, "Slots")),
    operations.length === 0 ? h("p", {}, "Nothing has ended yet.") : table("The last hundred operations",
      ["What", "Result", "Started", "Took", "Why", "Actions"], operations.map((it) => [
        h("a", { href: page("apps", name, "operations", it.id) }, it.description),
        badge(it.done ? (it.ending.endsWith("DEGRADED") ? "warn" : "good") : "bad", words(it.ending)),
        when(it.startedAt),
        took(new Date(it.endedAt) - new Date(it.startedAt)),
        it.reason ?? "",
        may("OPERATOR") && it.kind === "SWAP" && it.done && intact.has(it.id)
          ? button("Roll back", async () => rollBack(console_, app, it), { "aria-label": `Roll back ${it.description}` })
          : null,
      ])),
  ];
}

function rollBack(console_, app, swap) {
  ask("Roll back?", h("p", {}, `${swap.slots[1]} gets back what it had before ${swap.description}. It is a swap of its own: warmed up first, unless the former content is still kept warm.`),
    "Roll back", () => operation(console_, app, () => call("POST", path("apps", app.name, "rollbacks"), { operation: swap.id }), true));
}
