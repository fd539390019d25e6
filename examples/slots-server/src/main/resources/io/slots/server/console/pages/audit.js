import { call } from "../api.js";
import { badge, h, table } from "../dom.js";
import { took, when } from "../format.js";

/** Who did what. */
export async function auditPage() {
  const { lines } = await call("GET", "/audit?limit=200");
  return [
    h("h1", {}, "Audit log"),
    table("The last two hundred calls that changed something, showed a secret or were turned away",
      ["Who", "When", "What", "Answer", "Of", "From", "Took"], lines.map((it) => [
        it.who,
        when(it.at),
        h("code", {}, it.action),
        badge(it.status < 400 ? "good" : "bad", String(it.status)),
        Object.entries(it.of).map(([key, value]) => `${key} ${value}`).join(", "),
        it.from,
        took(it.millis),
      ])),
  ];
}
