/** A moment as `12 s ago`, kept true while the page is open; exact on hover. */
import { useEffect, useState } from "preact/hooks";
import { exactTime, nextChange, timeAgo } from "../page/times.ts";

export function TimeAgo({ iso }: { iso: string }) {
  const moment = Date.parse(iso);
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (Number.isNaN(moment)) return;
    const timer = setTimeout(() => setNow(Date.now()), nextChange(moment, Date.now()));
    return () => clearTimeout(timer);
  }, [moment, now]);
  if (Number.isNaN(moment)) return null;
  return (
    <time dateTime={iso} title={exactTime(moment)}>
      {timeAgo(moment, Math.max(now, Date.now()))}
    </time>
  );
}
