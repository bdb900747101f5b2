/** Time left as a clock shows it: `06:42`, `1:06:42`. A second that has begun counts, so that 00:00 is the end. */
export function clockText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const hours = Math.floor(seconds / 3600);
  const rest = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0"));
  return [...(hours === 0 ? [] : [hours]), ...rest].join(":");
}

/** Milliseconds until `clockText` says something else. */
export function untilNextSecond(milliseconds: number): number {
  return milliseconds % 1000 || 1000;
}
