import { call, follow, may, path } from "../api.js";
import { badge, button, field, h, table, tick } from "../dom.js";
import { page, when, words } from "../format.js";
import { health, planText } from "./apps.js";
import { ask, askToDelete } from "./dialog.js";
import { askToSwap } from "./swap.js";

/** An app: its slots, its traffic, what is under way. */
export async function appPage(console_, signal, name) {
  const [app, { operations }] = await Promise.all([
    call("GET", path("apps", name)),
    call("GET", path("apps", name, "operations")),
  ]);
  refreshWhenSomethingChanges(console_, signal, name);
  return [
    h("div.heading", {}, h("h1", {}, app.name), h("div.buttons", {},
      h("a", { href: page("apps", name, "history") }, "History"),
      may("OPERATOR") && app.slots.length > 1 && button("Swap…", async () => askToSwap(console_, app)),
      may("OPERATOR") && button("Add slot", async () => addSlot(console_, app)),
      may("OWNER") && button("Plan", async () => changePlan(console_, app)),
      may("OWNER") && button("Delete app", async () => deleteApp(console_, app)))),
    h("p.quiet", {}, `${planText(app.plan)}; hosts under ${app.domain}`),
    underWay(operations),
    slots(console_, app),
    traffic(console_, app),
  ];
}

function refreshWhenSomethingChanges(console_, signal, name) {
  let waiting = false;
  follow(name, signal, (event) => {
    if (waiting || event.type === "effect-ended" || event.type === "instance-ended") {
      return;
    }
    waiting = true;
    setTimeout(() => {
      const busy = document.querySelector("dialog[open]") !== null || document.activeElement?.tagName === "INPUT";
      waiting = false;
      if (!signal.aborted && !busy) {
        console_.refresh();
      }
    }, 500);
  });
}

function underWay(operations) {
  if (operations.length === 0) {
    return null;
  }
  return h("section", { "aria-label": "Under way" }, operations.map((it) => h("p.notice", {},
    badge(it.state === "paused" ? "warn" : "busy", it.state), " ",
    h("a", { href: page("apps", it.app, "operations", it.id) }, it.description),
    it.step && ` – ${words(it.step)}${it.direction === "BACK" ? ", going back" : ""}`,
    it.waits.length > 0 && `; waits for ${it.waits[0].what}`)));
}

function slots(console_, app) {
  const shares = new Map(app.traffic.map((it) => [it.slot, it.percent]));
  const left = 100 - app.traffic.reduce((sum, it) => sum + it.percent, 0);
  return table("Slots", ["Slot", "Host", "Content", "Health", "Traffic", "State", "Actions"], app.slots.map((slot) => [
    h("a", { href: page("apps", app.name, "slots", slot.name) }, slot.name),
    slot.host,
    slot.content ? slot.content.version : h("span.quiet", {}, "nothing"),
    health(slot.instances.filter((it) => it.ready).length, slot.instances.length),
    slot.name === "production" ? `${round(left)} %` : shares.has(slot.name) ? `${shares.get(slot.name)} %` : h("span.quiet", {}, "–"),
    state(slot),
    may("OPERATOR") ? actions(console_, app, slot) : null,
  ]));
}

function state(slot) {
  const marks = [];
  if (slot.stopped) {
    marks.push(badge("bad", "stopped"));
  }
  if (slot.autoSwapTarget) {
    marks.push(badge("info", `auto swap into ${slot.autoSwapTarget}`));
  }
  if (slot.keptWarmUntil) {
    marks.push(h("span", {}, badge("info", "kept warm"), " until ", when(slot.keptWarmUntil)));
  }
  return marks.length === 0 ? h("span.quiet", {}, "in service") : marks;
}

function actions(console_, app, slot) {
  const at = (...more) => path("apps", app.name, "slots", slot.name, ...more);
  const is = (label) => ({ "aria-label": `${label} ${slot.name}` });
  return h("div.buttons", {},
    slot.name !== "production" && slot.content && button("Swap…", async () => askToSwap(console_, app, slot.name), is("Swap")),
    slot.stopped
      ? button("Start", () => simply(console_, () => call("POST", at("start")), `${slot.name} is in service`), is("Start"))
      : button("Stop", () => simply(console_, () => call("POST", at("stop")), `${slot.name} is stopped`), is("Stop")),
    slot.instances.some((it) => !it.ready) && button("Repair", () => operation(console_, app, () => call("POST", at("repair"))), is("Repair")),
    slot.name !== "production" && button("Delete", async () => askToDelete("slot", slot.name,
      "Its requests in flight finish, its instances end, and its settings are gone.",
      () => operation(console_, app, () => call("DELETE", at()), true)), is("Delete")));
}

async function simply(console_, work, said) {
  await console_.attempt(async () => {
    await work();
    console_.say(said);
    await console_.refresh();
  });
}

/** Begins an operation and shows it. */
export async function operation(console_, app, work, throws = false) {
  const begin = async () => {
    const begun = await work();
    console_.say(`${begun.description} has begun`);
    console_.go("apps", app.name, "operations", begun.id);
  };
  await (throws ? begin() : console_.attempt(begin));
}

function traffic(console_, app) {
  const others = app.slots.filter((it) => it.name !== "production");
  if (others.length === 0) {
    return h("p.quiet", {}, "There is one slot. With a second one, releases can be tried before they are swapped into production.");
  }
  if (!may("OPERATOR")) {
    return null;
  }
  const inputs = new Map(others.map((slot) => [slot.name, h("input", {
    type: "number", min: "0", max: "100", step: "0.1", inputmode: "decimal",
    value: app.traffic.find((it) => it.slot === slot.name)?.percent ?? "",
  })]));
  const left = h("output");
  const count = () => {
    const sum = [...inputs.values()].reduce((all, it) => all + Number(it.value || 0), 0);
    left.textContent = sum > 100 ? `${round(sum)} % is more than there is` : `Production keeps ${round(100 - sum)} %.`;
  };
  inputs.forEach((it) => it.addEventListener("input", count));
  count();
  return h("section", {}, h("h2", {}, "Traffic"),
    h("p.quiet", {}, "Shares of production's requests that go to other slots. A client stays where it was sent first. Empty is no rule; 0 % lets only those in who ask for the slot by name."),
    h("form.inline", {
      onsubmit: (event) => {
        event.preventDefault();
        console_.attempt(async () => {
          const shares = [...inputs].filter(([, it]) => it.value !== "").map(([slot, it]) => ({ slot, percent: Number(it.value) }));
          await call("PUT", path("apps", app.name, "traffic"), { shares });
          console_.say("Traffic was changed");
          await console_.refresh();
        });
      },
    }, others.map((slot) => field(`${slot.name}, %`, inputs.get(slot.name))), left, h("button", { type: "submit" }, "Save traffic")));
}

function round(number) {
  return Math.round(number * 10) / 10;
}

async function addSlot(console_, app) {
  const name = h("input", { type: "text", required: true, autocomplete: "off", spellcheck: "false" });
  const source = h("select", {}, h("option", { value: "" }, "do not clone settings"), app.slots.map((it) => h("option", { value: it.name }, it.name)));
  const withSlotSettings = h("input", { checked: true });
  ask("Add slot", [
    field("Name", name, "2 to 59 letters, digits and hyphens."),
    field("Clone settings from", source, "Content is not cloned."),
    tick("Also the values of slot settings", withSlotSettings),
  ], "Add", async () => {
    await call("POST", path("apps", app.name, "slots"), {
      name: name.value,
      cloneOf: source.value === "" ? null : source.value,
      withSlotSettings: withSlotSettings.checked,
    });
    console_.say(`Slot ${name.value} was added`);
    await console_.refresh();
  });
}

async function changePlan(console_, app) {
  const workers = h("input", { type: "number", min: "1", value: String(app.plan.workers), required: true });
  const tier = h("input", { type: "text", value: app.plan.tier, required: true, spellcheck: "false" });
  ask("Plan", [field("Tier", tier), field("Instances of each slot", workers)], "Change", () => operation(console_, app,
    () => call("PUT", path("apps", app.name, "plan"), { ...app.plan, tier: tier.value, workers: Number(workers.value) }), true));
}

function deleteApp(console_, app) {
  const slots = app.slots.length;
  askToDelete("app", app.name,
    slots > 1 ? `Its ${slots} slots are deleted with it, and its history.` : "Its history is deleted with it.",
    async () => {
      await call("DELETE", `${path("apps", app.name)}?withSlots=${slots > 1}`);
      console_.say(`App ${app.name} is being deleted`);
      console_.go();
    });
}
