import { call } from "../api.js";
import { badge, h, table } from "../dom.js";
import { took, when } from "../format.js";

/** Who did what. */
export async function auditPage() {
  const { lines, unreadable } = await call("GET", "/audit?limit=200");
  return [
    h("h1", {}, "Audit log"),
    unreadable > 0 && h("p.bad", {}, `${unreadable} of the lines that were looked at cannot be read: a crash or a full disk has cut them.`),
    table("The last two hundred calls that changed something, showed a secret or were turned away",
      ["Who", "When", "What", "Answer", "Of", "From", "Took"], lines.map((it) => [
        it.who,
        when(it.at),
        h("code", {}, it.action),
        it.status === undefined ? badge("info", "not known") : badge(it.status < 400 ? "good" : "bad", String(it.status)),
        Object.entries(it.of).map(([key, value]) => `${key} ${value}`).join(", "),
        it.from,
        it.millis === undefined ? "" : took(it.millis),
      ])),
  ];
}
