/** How long something took, in the unit and precision that people read; the words are the reader's own room's. */
export type Duration =
  | { unit: "milliseconds"; count: string }
  | { unit: "seconds"; count: string }
  | { unit: "minutes"; minutes: number; seconds: number };

/** 61 milliseconds, 1.2 seconds, 3 minutes 20: never 1000 milliseconds, 60.0 seconds or 1 minute 60. */
export function durationOf(milliseconds: number): Duration {
  if (milliseconds < 999.5) return { unit: "milliseconds", count: milliseconds.toFixed(0) };
  if (milliseconds < 59_950) return { unit: "seconds", count: (milliseconds / 1000).toFixed(1) };
  const seconds = Math.round(milliseconds / 1000);
  return { unit: "minutes", minutes: Math.floor(seconds / 60), seconds: seconds % 60 };
}
