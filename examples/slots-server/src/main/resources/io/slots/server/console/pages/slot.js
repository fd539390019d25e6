import { call, may, path } from "../api.js";
import { badge, button, field, fill, h, table, tick } from "../dom.js";
import { when, words } from "../format.js";
import { operation } from "./app.js";
import { health } from "./apps.js";
import { ask } from "./dialog.js";

const CONNECTION_TYPES = ["SQL_SERVER", "SQL_AZURE", "MYSQL", "POSTGRESQL", "NOTIFICATION_HUB", "SERVICE_BUS", "EVENT_HUB", "DOCUMENT_DB", "REDIS_CACHE", "CUSTOM"];

/** A slot: what it runs, and its configuration. */
export async function slotPage(console_, signal, appName, slotName) {
  const [app, slot, settings] = await Promise.all([
    call("GET", path("apps", appName)),
    call("GET", path("apps", appName, "slots", slotName)),
    call("GET", path("apps", appName, "slots", slotName, "settings")),
  ]);
  return [
    h("div.heading", {}, h("h1", {}, `${app.name} / ${slot.name}`), may("OPERATOR") && h("div.buttons", {},
      button("Deploy…", async () => deploy(console_, app, slot)),
      slot.content && button("Restart", () => operation(console_, app, () => call("POST", path("apps", app.name, "slots", slot.name, "restart")))))),
    h("dl.facts", {},
      h("dt", {}, "Host"), h("dd", {}, slot.host),
      h("dt", {}, "Content"), h("dd", {}, slot.content ? slot.content.version : "nothing"),
      h("dt", {}, "State"), h("dd", {}, slot.stopped ? badge("bad", "stopped") : "in service"),
      slot.keptWarmUntil && [h("dt", {}, "Kept warm until"), h("dd", {}, when(slot.keptWarmUntil))],
      slot.lastSwap && [h("dt", {}, "Last swap"), h("dd", {}, `${slot.lastSwap.source} into ${slot.lastSwap.target}, `, when(slot.lastSwap.at))]),
    h("h2", {}, "Instances"),
    h("p", {}, health(slot.instances.filter((it) => it.ready).length, slot.instances.length)),
    slot.instances.length > 0 && table("Instances", ["Instance", "Address", "State"],
      slot.instances.map((it) => [it.id, it.address, it.ready ? badge("good", "ready") : badge("bad", "not ready")])),
    configuration(console_, app, slot, settings.settings),
    slot.name !== "production" || slot.autoSwapTarget ? autoSwap(console_, app, slot) : null,
  ];
}

function configuration(console_, app, slot, settings) {
  const at = path("apps", app.name, "slots", slot.name, "settings");
  const place = h("div");
  const list = (shown) => {
    const values = new Map((shown ?? []).map((it) => [`${it.category} ${it.name}`, it.value]));
    fill(place, settings.length === 0
      ? h("p.quiet", {}, "It has no settings.")
      : table("Settings", ["Name", "Kind", "Value", "Slot setting", "Actions"], settings.map((it) => [
        it.name,
        words(it.category) + (it.connectionType ? `, ${words(it.connectionType)}` : ""),
        shown ? h("code", {}, values.get(`${it.category} ${it.name}`) ?? "") : h("span", { "aria-label": "hidden" }, "••••••••"),
        it.slotSetting ? badge("info", "slot setting") : h("span.quiet", {}, "moves with the content"),
        may("OPERATOR") && h("div.buttons", {},
          button("Edit", async () => edit(console_, at, it), { "aria-label": `Edit ${it.name}` }),
          button("Delete", async () => remove(console_, at, it), { "aria-label": `Delete ${it.name}` })),
      ])));
  };
  list(null);
  const reveal = button("Show values", async () => {
    if (reveal.textContent === "Hide values") {
      list(null);
      reveal.textContent = "Show values";
      return;
    }
    await console_.attempt(async () => {
      list((await call("GET", `${at}?values=true`)).settings);
      reveal.textContent = "Hide values";
    });
  });
  return h("section", {}, h("div.heading", {}, h("h2", {}, "Configuration"), may("OPERATOR") && h("div.buttons", {},
    settings.length > 0 && reveal,
    button("Add setting", async () => edit(console_, at, null)))),
  h("p.quiet", {}, "A slot setting stays with its slot in a swap, in every slot of the app. Instances see a change when they are restarted next."),
  place);
}

function edit(console_, at, setting) {
  const name = h("input", { type: "text", required: true, autocomplete: "off", spellcheck: "false", value: setting?.name ?? "", readonly: setting !== null });
  const value = h("textarea", { rows: "2", spellcheck: "false", autocomplete: "off" });
  const category = h("select", { disabled: setting !== null }, ["APP_SETTING", "CONNECTION_STRING"].map((it) => h("option", { value: it, selected: it === setting?.category }, words(it))));
  if (setting !== null && !["APP_SETTING", "CONNECTION_STRING"].includes(setting.category)) {
    category.append(h("option", { value: setting.category, selected: true }, words(setting.category)));
  }
  const type = h("select", {}, CONNECTION_TYPES.map((it) => h("option", { value: it, selected: it === (setting?.connectionType ?? "CUSTOM") }, words(it))));
  const typeField = field("Connects to", type, setting !== null && "It is saved with the value: to change it, give the value anew.");
  const sticky = h("input", { checked: setting?.slotSetting ?? false });
  const keep = h("input", { checked: setting !== null });
  const showType = () => {
    typeField.hidden = category.value !== "CONNECTION_STRING";
  };
  // What is not sent cannot be chosen: it would seem to be saved.
  const showValue = () => {
    value.disabled = setting !== null && keep.checked;
    type.disabled = value.disabled;
  };
  category.addEventListener("change", showType);
  keep.addEventListener("change", showValue);
  showType();
  showValue();
  ask(setting === null ? "Add setting" : `Edit ${setting.name}`, [
    field("Name", name), field("Kind", category), typeField,
    setting !== null && tick("Leave the value as it is", keep),
    field("Value", value),
    tick("Slot setting: the value stays with this slot in a swap", sticky),
  ], "Save", async () => {
    const key = { category: category.value, name: name.value };
    const change = { [sticky.checked ? "mark" : "unmark"]: [key] };
    if (setting === null || !keep.checked) {
      change.set = [{ ...key, value: value.value, ...(category.value === "CONNECTION_STRING" ? { connectionType: type.value } : {}) }];
    }
    await call("PATCH", at, change);
    console_.say(`${name.value} was saved`);
    await console_.refresh();
  });
}

function remove(console_, at, setting) {
  ask(`Delete ${setting.name}?`, h("p", {}, "From this slot; other slots keep theirs."), "Delete", async () => {
    await call("PATCH", at, { remove: [{ category: setting.category, name: setting.name }] });
    console_.say(`${setting.name} was deleted`);
    await console_.refresh();
  }, { danger: true });
}

function autoSwap(console_, app, slot) {
  const at = path("apps", app.name, "slots", slot.name, "auto-swap");
  const target = h("select", { disabled: !may("OPERATOR") }, h("option", { value: "" }, "off"),
    app.slots.filter((it) => it.name !== slot.name).map((it) => h("option", { value: it.name, selected: it.name === slot.autoSwapTarget }, it.name)));
  target.addEventListener("change", () => console_.attempt(async () => {
    await (target.value === "" ? call("DELETE", at) : call("PUT", at, { target: target.value }));
    console_.say(target.value === "" ? "Auto swap is off" : `Deployments are swapped into ${target.value}`);
    await console_.refresh();
  }));
  return h("section", {}, h("h2", {}, "Auto swap"), field("After a deployment, swap into", target));
}

function deploy(console_, app, slot) {
  const file = h("input", { type: "file", accept: ".zip,.jar", required: true });
  const version = h("input", { type: "text", autocomplete: "off", spellcheck: "false" });
  ask(`Deploy to ${slot.name}`, [
    field("Package", file, "A zip or jar file."),
    field("Version", version, "What people call it; the package's digest if empty."),
  ], "Deploy", () => operation(console_, app, () => call("POST",
    `${path("apps", app.name, "slots", slot.name, "deployments")}${version.value === "" ? "" : `?version=${encodeURIComponent(version.value)}`}`,
    file.files[0]), true));
}
