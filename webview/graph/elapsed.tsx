/** How long a stage has been running, kept true while it does. */
import { useEffect, useReducer } from "preact/hooks";
import { text } from "../page/strings.ts";
import { formatDuration } from "../page/times.ts";

const second = 1000;
const minute = 60 * second;

/** `since`: milliseconds since 1970. Nothing in the first second, of which nobody needs to hear. */
export function Elapsed({ since }: { since: number }) {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(tick, second);
    return () => clearInterval(timer);
  }, [since]);
  const seconds = Math.floor((Date.now() - since) / second);
  if (seconds < 1) return null;
  const long = seconds * second >= minute;
  const words = long ? formatDuration(seconds * second) : text("duration.seconds", { count: seconds });
  // Not for ears: who listens to a stage would hear it anew each second.
  return <span aria-hidden="true"> · {words}</span>;
}
