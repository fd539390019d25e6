import { call, follow, may, path } from "../api.js";
import { badge, button, fill, h, redraw, table } from "../dom.js";
import { page, took, when, words } from "../format.js";
import { operation as begin } from "./app.js";

const MOST_EVENTS = 200;

/** An operation, live: its steps, its instances, why it waits, what can be done. */
export async function operationPage(console_, signal, app, id) {
  const at = path("apps", app, "operations", id);
  const place = h("div");
  const log = h("ol.log", { reversed: true });
  let shown = await call("GET", at);
  let said = "";
  const draw = () => {
    redraw(place, view(console_, app, shown));
    const now = sentence(shown);
    if (now !== said) {
      said = now;
      console_.say(now);
    }
  };
  draw();
  if (shown.state !== "ended") {
    let asked = false;
    const look = async () => {
      if (asked || signal.aborted) {
        return;
      }
      asked = true;
      try {
        const now = await call("GET", at);
        if (JSON.stringify(now) !== JSON.stringify(shown)) {
          shown = now;
          draw();
        }
      } catch (problem) {
        if (problem.status === 404) {
          fill(place, h("p", {}, "It is over, and its app is gone."));
        } else {
          console_.tell(problem);
        }
      } finally {
        asked = false;
      }
    };
    follow(app, signal, (event) => {
      if (event.operation !== id) {
        return;
      }
      log.prepend(h("li", {}, when(event.at), " ", event.instance ? `${event.instance}: ` : "", event.text));
      while (log.childElementCount > MOST_EVENTS) {
        log.lastElementChild.remove();
      }
      look();
    });
    const timer = setInterval(look, 3000);
    signal.addEventListener("abort", () => clearInterval(timer));
  }
  return [
    h("h1", {}, shown.description),
    place,
    shown.state === "ended" ? null : h("details", {}, h("summary", {}, "As it happens"), log),
  ];
}

function sentence(it) {
  if (it.state === "ended") {
    return `${it.description}: ${words(it.ending)}`;
  }
  return `${it.description}: ${it.state}${it.step ? `, ${words(it.step)}` : ""}${it.direction === "BACK" ? ", going back" : ""}`;
}

function view(console_, app, it) {
  return [
    h("p", {}, result(it), " ", `${words(it.kind)} of ${it.slots.join(", ")}; started `, when(it.startedAt), it.endedAt && ["; ended ", when(it.endedAt)], "."),
    it.reason && h("p.notice.warn", {}, it.reason),
    it.waits.length > 0 && h("section", {}, h("h2", {}, "Why it waits"), h("ul", {}, it.waits.map((wait) => h("li", {},
      `${wait.what}${wait.instance ? ` (${wait.instance})` : ""}, since `, when(wait.since), wait.until && [", at most until ", when(wait.until)], `. ${wait.remedy}`)))),
    actions(console_, app, it),
    h("h2", {}, "Steps"),
    h("ol.steps", {},
      it.steps.map((step) => h("li", {}, badge(step.direction === "BACK" ? "warn" : "good", step.direction === "BACK" ? "undone" : "done"), ` ${words(step.step)} `, h("span.quiet", {}, took(step.millis)))),
      it.step && h("li", { "aria-current": "step" }, badge(it.state === "paused" ? "warn" : "busy", it.state === "paused" ? "paused" : it.direction === "BACK" ? "going back" : "now"), ` ${words(it.step)}`)),
    it.degraded.length > 0 && h("p.notice.bad", {}, `Did not come back: ${it.degraded.join(", ")}. Repair the slot when the cause is gone.`),
    it.attempts.length > 0 && table("What was tried on instances", ["Instance", "Step", "What", "Result", "Took"],
      it.attempts.map((each) => [each.instance, words(each.step), each.what, badge(each.ok ? "good" : "bad", each.result), took(each.millis)])),
    it.followedBy && h("p", {}, "It was followed by ", h("a", { href: page("apps", app, "operations", it.followedBy) }, "another operation"), "."),
  ];
}

function result(it) {
  if (it.state === "ended") {
    return badge(it.done ? (it.ending.endsWith("DEGRADED") ? "warn" : "good") : "bad", words(it.ending));
  }
  return badge(it.state === "paused" ? "warn" : "busy", it.state);
}

function actions(console_, app, it) {
  if (!may("OPERATOR") || it.state === "ended") {
    return null;
  }
  const slot = it.slots[0];
  return h("div.buttons", {},
    it.state === "paused" && it.kind === "SWAP" && button("Complete swap",
      () => begin(console_, { name: app }, () => call("POST", path("apps", app, "slots", slot, "swap", "complete"))), { class: "primary" }),
    button(it.state === "queued" ? "Take out of the queue" : "Cancel", () => console_.attempt(async () => {
      const answer = await call("POST", path("apps", app, "operations", it.id, "cancel"));
      console_.say({ reverting: "It turns back", "too-late": "It is too late: the routes are switched", "nothing-to-cancel": "There is nothing to cancel" }[answer.result]);
      if (answer.result !== "reverting") {
        console_.tell(new Error(answer.result === "too-late" ? "It is too late: the routes are switched already. Roll the swap back when it has ended." : "There is nothing to cancel."));
      }
      await console_.refresh();
    })));
}
