/** Moments and durations in words: `12 s ago`, `61 ms`. Pure; the clock is handed in. */
import { durationOf } from "#protocol/duration.ts";
import { counted, text } from "./strings.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago `moment` (milliseconds since 1970) was at `now`; a clock that runs ahead counts as now. */
export function timeAgo(moment: number, now: number): string {
  const age = now - moment;
  if (age < 2 * second) return text("time.now");
  if (age < minute) return text("time.seconds", { count: Math.floor(age / second) });
  if (age < hour) return text("time.minutes", { count: Math.floor(age / minute) });
  if (age < day) return text("time.hours", { count: Math.floor(age / hour) });
  return counted("time.days", Math.floor(age / day));
}

/** Milliseconds until what `timeAgo` says may change. */
export function nextChange(moment: number, now: number): number {
  const age = Math.max(0, now - moment);
  const unit = age < minute ? second : age < hour ? minute : hour;
  return unit - (age % unit);
}

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

/** Date and time in the reader's own form and time zone. */
export function exactTime(moment: number): string {
  return exact.format(moment);
}

/** `61 ms`, `1.2 s`, `3 min 20 s`. */
export function formatDuration(milliseconds: number): string {
  const duration = durationOf(milliseconds);
  return text(`duration.${duration.unit}`, duration);
}
