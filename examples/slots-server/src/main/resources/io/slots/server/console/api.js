/** The server's API, as the console calls it. */

const ROOT = "/api/v1";

/** What the server says when it does not do what was asked. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? `the server answered ${status}`);
    this.status = status;
    this.title = body.title ?? "";
    this.accepted = body.accepted ?? null;
    this.rule = body.rule ?? null;
  }
}

let session = null;

/** Who has signed in, with what a request that changes something must show; null if nobody has. */
export function caller() {
  return session;
}

/** Whether who has signed in may do that: READER, OPERATOR, OWNER. */
export function may(role) {
  const roles = ["READER", "OPERATOR", "OWNER"];
  return session !== null && roles.indexOf(session.role) >= roles.indexOf(role);
}

/** Finds out whether this browser has a session already. */
export async function resume() {
  try {
    session = await call("GET", "/session");
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status !== 401) {
      throw problem;
    }
    session = null;
  }
  return session;
}

/** Begins a session for who shows a token. */
export async function signIn(token) {
  session = await call("POST", "/session", { token });
  return session;
}

/** Ends the session. */
export async function signOut() {
  await call("DELETE", "/session");
  session = null;
}

/** Joins the parts of a path, each as it must be written there. */
export function path(...parts) {
  return `/${parts.map(encodeURIComponent).join("/")}`;
}

/**
 * Calls the API.
 *
 * @param {string} verb the method
 * @param {string} where the path, see {@link path}, with a query if there is one
 * @param {object|Blob} [body] what to send
 * @returns what was answered, or null if that is nothing
 * @throws {Problem} if the server does not do it
 */
export async function call(verb, where, body) {
  const headers = { Accept: "application/json" };
  if (session !== null && verb !== "GET") {
    headers["X-CSRF-Token"] = session.csrf;
  }
  const options = { method: verb, headers, credentials: "same-origin", cache: "no-store" };
  if (body instanceof Blob) {
    headers["Content-Type"] = "application/octet-stream";
    options.body = body;
  } else if (body !== undefined) {
    headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  const answer = await fetch(ROOT + where, options);
  const text = await answer.text();
  const json = text === "" ? null : parse(text);
  if (!answer.ok) {
    if (answer.status === 401) {
      session = null;
    }
    throw new Problem(answer.status, json ?? {});
  }
  return json;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { detail: "the server answered something that is not JSON" };
  }
}

const TYPES = [
  "started", "step-started", "step-ended", "effect-ended", "instance-ended", "waiting", "paused",
  "resumed", "turned-back", "kept-warm", "queued", "lost", "ended", "other",
];

/**
 * Follows the events of an app until the signal says to stop. The browser connects again by itself,
 * and brings what was missed.
 */
export function follow(app, signal, heard) {
  const events = new EventSource(`${ROOT}${path("apps", app, "events")}`);
  const hear = (event) => heard(JSON.parse(event.data));
  TYPES.forEach((type) => events.addEventListener(type, hear));
  signal.addEventListener("abort", () => events.close());
}
