/** What a screen reader hears while stages run: what became of them, each in a word; of many at once, how many. */
import type { ShownState, StageNow } from "#protocol/graphPanel.ts";
import { text } from "../page/strings.ts";
import { stateWord, tally } from "./words.ts";

type Nows = ReadonlyMap<string, StageNow>;

/** Of so many each is named. */
const mostNamed = 3;

/** That a file's change made a stage stale is seen, and heard where the keyboard goes: nobody is interrupted for it. */
const told: ReadonlySet<ShownState> = new Set([
  "running",
  "ran",
  "cached",
  "restored",
  "failed",
  "skipped",
  "cancelled",
]);

/** Empty when nothing is worth a word. Stages that were not there before are no news. */
export function announcement(before: Nows, after: Nows): string {
  const changed = Array.from(after.values()).filter(({ name, state }) => {
    const known = before.get(name);
    return known !== undefined && known.state !== state && told.has(state);
  });
  if (changed.length > mostNamed) return text("graph.announce.several", { states: tally(changed) });
  return changed
    .map(({ name, state }) => text("graph.announce.stage", { name, state: stateWord(state) }))
    .join(" ");
}
