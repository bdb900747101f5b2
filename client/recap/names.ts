/** Who is called what in a recap: by name who agreed to it, all others by a number that stays the same throughout. */
import type { SessionView } from "#protocol/session/state.ts";
import { escapeLine } from "./escapeMarkdown.ts";

export interface Names {
  /** As Markdown. */
  of(participant: string): string;
  /** Who agreed, in alphabetical order, as Markdown. */
  readonly named: readonly string[];
  /** How many are known and did not. */
  readonly unnamed: number;
}

function numberOf(id: string): number {
  return Number(id.slice(1));
}

export function namesIn({ people }: SessionView): Names {
  const known = Object.entries(people).toSorted(([one], [other]) => numberOf(one) - numberOf(other));
  const names = new Map<string, string>();
  let unnamed = 0;
  for (const [id, { name, named }] of known) {
    if (named === undefined) unnamed += 1;
    names.set(id, named === undefined ? `participant ${unnamed}` : escapeLine(name));
  }
  return {
    of: (participant) => names.get(participant) ?? "a participant",
    named: known
      .filter(([, { named }]) => named !== undefined)
      .map(([id]) => names.get(id) ?? "")
      .toSorted((one, other) => one.localeCompare(other)),
    unnamed,
  };
}
