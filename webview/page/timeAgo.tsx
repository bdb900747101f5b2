/** A moment as `12 s ago`, kept true while the page is open; exact on hover. */
import { useEffect, useReducer } from "preact/hooks";
import { exactTime, nextChange, timeAgo } from "./times.ts";

export function TimeAgo({ iso }: { iso: string }) {
  const moment = Date.parse(iso);
  const now = Date.now();
  // Counted, as a timer may come before its time and find the clock where it was.
  const [looks, look] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (Number.isNaN(moment)) return;
    // From what is shown: by now it may have changed already.
    const timer = setTimeout(look, now + nextChange(moment, now) - Date.now());
    return () => clearTimeout(timer);
  }, [moment, looks]);
  if (Number.isNaN(moment)) return null;
  return (
    <time dateTime={iso} title={exactTime(moment)}>
      {timeAgo(moment, now)}
    </time>
  );
}
