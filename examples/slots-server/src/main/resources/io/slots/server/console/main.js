/** Which page is shown, and what all pages share. */

import { caller, Problem, resume, signOut } from "./api.js";
import { button, fill, h, redraw } from "./dom.js";
import { page } from "./format.js";
import { appPage } from "./pages/app.js";
import { appsPage } from "./pages/apps.js";
import { auditPage } from "./pages/audit.js";
import { historyPage } from "./pages/history.js";
import { operationPage } from "./pages/operation.js";
import { signInPage } from "./pages/sign-in.js";
import { slotPage } from "./pages/slot.js";

const ROUTES = [
  [/^$/, appsPage],
  [/^audit$/, auditPage],
  [/^apps\/([^/]+)$/, appPage],
  [/^apps\/([^/]+)\/history$/, historyPage],
  [/^apps\/([^/]+)\/slots\/([^/]+)$/, slotPage],
  [/^apps\/([^/]+)\/operations\/([^/]+)$/, operationPage],
];

/** How long what was said is shown, in milliseconds. */
const SAID = 6000;

const main = document.getElementById("main");
const status = document.getElementById("status");
let shown = new AbortController();
let silence = 0;

/** What pages are given besides their place. */
const console_ = {
  /** Says something to who cannot see it happen, and for a while to everybody. */
  say(text) {
    status.textContent = text;
    clearTimeout(silence);
    silence = setTimeout(() => {
      status.textContent = "";
    }, SAID);
  },
  /** Tells of trouble at the top of the page. */
  tell(problem) {
    const text = problem instanceof Error ? problem.message : String(problem);
    const notice = h("div.notice.bad", { role: "alert" }, h("p", {}, text),
      problem.accepted && h("p", {}, "Accepted: ", problem.accepted),
      problem.rule && h("p.quiet", {}, "Rule ", problem.rule),
      button("Dismiss", async () => notice.remove()));
    main.prepend(notice);
    notice.scrollIntoView({ block: "nearest" });
  },
  /** Does something, and tells of it if the server does not do it. */
  async attempt(work) {
    try {
      return await work();
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 401) {
        await show();
      } else {
        console_.tell(problem);
      }
      return undefined;
    }
  },
  /** Shows the page anew. */
  refresh: () => show(),
  /** Goes to another page. */
  go(...parts) {
    location.hash = page(...parts);
  },
};

async function show() {
  shown.abort();
  shown = new AbortController();
  const { signal } = shown;
  const place = location.hash.replace(/^#\/?/, "").replace(/\/$/, "");
  whoAmI();
  if (caller() === null) {
    crumbs([]);
    title("Sign in");
    fill(main, signInPage(show));
    return;
  }
  const [route, render] = ROUTES.find(([pattern]) => pattern.test(place)) ?? [];
  if (route === undefined) {
    crumbs([]);
    title("Not found");
    fill(main, h("h1", {}, "There is no such page"), h("p", {}, h("a", { href: "#/" }, "All apps")));
    return;
  }
  const parts = place.match(route).slice(1).map(decodeURIComponent);
  main.setAttribute("aria-busy", "true");
  try {
    const content = await render(console_, signal, ...parts);
    if (!signal.aborted) {
      crumbs(place.split("/").map(decodeURIComponent));
      redraw(main, content);
      title(main.querySelector("h1")?.textContent ?? "");
    }
  } catch (problem) {
    if (signal.aborted) {
      return;
    }
    if (problem instanceof Problem && problem.status === 401) {
      await show();
      return;
    }
    fill(main, h("h1", {}, "That did not work"), h("p", {}, h("a", { href: "#/" }, "All apps")));
    console_.tell(problem);
  } finally {
    main.removeAttribute("aria-busy");
  }
}

function title(text) {
  document.title = text === "" ? "Slots" : `${text} – Slots`;
}

function crumbs(parts) {
  const list = [];
  if (parts[0] === "apps" && parts.length > 1) {
    list.push(h("a", { href: page("apps", parts[1]) }, parts[1]));
    if (parts[2] === "slots") {
      list.push(h("span", {}, parts[3]));
    } else if (parts.length > 2) {
      list.push(h("span", {}, parts[2] === "history" ? "history" : "operation"));
    }
  }
  fill(document.getElementById("crumbs"), h("ol", {}, list.map((it) => h("li", {}, it))));
}

function whoAmI() {
  const me = caller();
  fill(document.getElementById("caller"), me && [
    me.role === "OWNER" && h("a", { href: "#/audit" }, "Audit log"),
    h("span.quiet", {}, `${me.name}, ${me.role.toLowerCase()}`),
    button("Sign out", async () => {
      await console_.attempt(signOut);
      location.hash = "#/";
      await show();
    }),
  ]);
}

window.addEventListener("hashchange", async () => {
  await show();
  main.focus({ preventScroll: true });
  window.scrollTo(0, 0);
});

try {
  await resume();
} catch (problem) {
  console_.tell(problem);
}
await show();
