/**
 * A run takes about as long as a blink. What a new one does not yet have stays as it was for that time, so that
 * nothing flickers; only then skeletons take its place.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type { RunView } from "#protocol/metricsPanel.ts";

const patience = 200;

export interface Shown {
  /** The run, its gaps filled from the run shown before while the wait lasts. */
  readonly run: RunView;
  /** Since when something is missing: skeletons wait by themselves, unless the wait is over already. */
  readonly gaps: "none" | "fresh" | "late";
}

export function useHeldOver(run: RunView): Shown {
  const before = useRef<RunView | null>(null);
  const [late, setLate] = useState<string | null>(null);
  const isBare = run.phase === "running" && run.plots.length === 0;
  useEffect(() => {
    if (!isBare) return;
    const timer = setTimeout(() => setLate(run.id), patience);
    return () => clearTimeout(timer);
  }, [isBare, run.id]);
  if (!isBare) before.current = run;
  if (!isBare) return { run, gaps: "none" };
  if (before.current === null) return { run, gaps: "fresh" };
  return late === run.id ? { run, gaps: "late" } : { run: filledFrom(before.current, run), gaps: "none" };
}

function filledFrom({ plots, headlines, history, source, split }: RunView, run: RunView): RunView {
  return run.headlines.length > 0 ? { ...run, plots } : { ...run, plots, headlines, history, source, split };
}
