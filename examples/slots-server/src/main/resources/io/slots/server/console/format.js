/** How values are shown. */

const CLOCK = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** A point in time, where the reader is. */
export function when(instant) {
  const time = document.createElement("time");
  time.dateTime = instant;
  time.textContent = CLOCK.format(new Date(instant));
  return time;
}

/** So many milliseconds. */
export function took(millis) {
  if (millis < 1000) {
    return `${millis} ms`;
  }
  const seconds = millis / 1000;
  return seconds < 120 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** UPDATE_ROUTING as "update routing". */
export function words(name) {
  return name.toLowerCase().replaceAll("_", " ");
}

/** The address of a page of the console. */
export function page(...parts) {
  return `#/${parts.map(encodeURIComponent).join("/")}`;
}
