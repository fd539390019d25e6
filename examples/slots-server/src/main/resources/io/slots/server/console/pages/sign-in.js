import { signIn } from "../api.js";
import { field, h } from "../dom.js";

/** Asks for a token. The browser keeps a session in its place, which no script can read. */
export function signInPage(signedIn) {
  const token = h("input", { type: "password", autocomplete: "current-password", required: true, spellcheck: "false" });
  const trouble = h("p.bad", { role: "alert" });
  const form = h("form.narrow", {
    async onsubmit(event) {
      event.preventDefault();
      trouble.textContent = "";
      try {
        await signIn(token.value.trim());
        await signedIn();
      } catch (problem) {
        trouble.textContent = problem.message;
        token.select();
        token.focus();
      }
    },
  },
    h("h1", {}, "Sign in"),
    field("Token", token, "The server has written the owner's into the file owner.token in its directory; owners make others."),
    trouble,
    h("button.primary", { type: "submit" }, "Sign in"));
  queueMicrotask(() => token.focus());
  return form;
}
