import { call, may, path } from "../api.js";
import { badge, button, field, h, table } from "../dom.js";
import { page } from "../format.js";
import { ask } from "./dialog.js";

const SHOWN = 100;
const TIERS = ["FREE", "SHARED", "BASIC", "STANDARD", "PREMIUM", "ISOLATED", "CONSUMPTION", "ELASTIC_PREMIUM", "FLEX_CONSUMPTION"];

/** All apps. */
export async function appsPage(console_) {
  const { apps } = await call("GET", "/apps");
  const body = h("tbody");
  const more = h("p.quiet");
  const filter = h("input", { type: "search", oninput: () => list() });

  async function list() {
    const wanted = apps.filter((it) => it.toLowerCase().includes(filter.value.toLowerCase()));
    const names = wanted.slice(0, SHOWN);
    const rows = await Promise.all(names.map((it) => call("GET", path("apps", it)).then(row)));
    body.replaceChildren(...rows);
    more.textContent = wanted.length > SHOWN
      ? `The first ${SHOWN} of ${wanted.length}; type a part of a name to see others.`
      : "";
  }

  await list();
  const heads = ["App", "Plan", "Slots", "In production", "Instances"];
  const grid = table("All apps", heads, []);
  grid.querySelector("tbody").replaceWith(body);
  return [
    h("div.heading", {}, h("h1", {}, "Apps"), may("OWNER") && button("Create app", async () => createApp(console_))),
    apps.length === 0
      ? h("p", {}, "There is no app yet.")
      : [apps.length > 10 && field("Filter by name", filter), grid, more],
  ];
}

function row(app) {
  const [production] = app.slots;
  const ready = production.instances.filter((it) => it.ready).length;
  const cells = [
    ["App", h("a", { href: page("apps", app.name) }, app.name)],
    ["Plan", planText(app.plan)],
    ["Slots", String(app.slots.length)],
    ["In production", production.content === null || production.content === undefined ? h("span.quiet", {}, "nothing") : production.content.version],
    ["Instances", health(ready, production.instances.length)],
  ];
  return h("tr", {}, cells.map(([head, cell], i) => h(i === 0 ? "th" : "td", { "data-head": head, scope: i === 0 && "row" }, cell)));
}

/** A plan in a few words. */
export function planText(plan) {
  return `${plan.tier.toLowerCase().replaceAll("_", " ")}, ${plan.workers} ${plan.workers === 1 ? "instance" : "instances"} a slot`;
}

/** How many of the instances may get requests. */
export function health(ready, all) {
  if (all === 0) {
    return h("span.quiet", {}, "none");
  }
  return badge(ready === all ? "good" : "warn", `${ready} of ${all} ready`);
}

async function createApp(console_) {
  const name = h("input", { type: "text", required: true, autocomplete: "off", spellcheck: "false" });
  const tier = h("select", {}, TIERS.map((it) => h("option", { value: it, selected: it === "PREMIUM" }, it.toLowerCase().replaceAll("_", " "))));
  const workers = h("input", { type: "number", min: "1", value: "1", required: true });
  ask("Create app", [
    field("Name", name, "Its production slot gets the host name made from it."),
    field("Plan", tier, "It says how many slots there may be."),
    field("Instances of each slot", workers),
  ], "Create", async () => {
    await call("POST", "/apps", { name: name.value, plan: { tier: tier.value, workers: Number(workers.value) } });
    console_.say(`App ${name.value} was created`);
    console_.go("apps", name.value);
  });
}
