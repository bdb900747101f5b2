/** Published runs: what the driver shows of a run, kept with who showed it and in which turn. SPEC.md, [RUN-*]. */
import type { CommandOf } from "#protocol/session/commands.ts";
import { put, takeAway } from "./change.ts";
import { type Asked, type Decision, doneMaking, type Handlers, nextId, refused } from "./decision.ts";
import { shownPerson } from "./people.ts";
import { rotationOf, type State } from "./state.ts";

export const runHandlers: Handlers<"run.publish"> = { "run.publish": publish };

function publish(state: State, { run }: CommandOf<"run.publish">, asked: Asked): Decision {
  const { participant, limits, wall } = asked;
  const { runs, suggestions } = state.tables;
  if (run.suggestion !== null && !suggestions.has(run.suggestion)) return refused("not-found");
  const { id, counted } = nextId(state, "r");
  const shared = { ...run, by: participant, at: wall, turn: rotationOf(state).turn };
  const oldest = runs.size < limits.runs ? [] : [...runs.keys()].slice(0, 1);
  return doneMaking(
    id,
    counted,
    ...oldest.map((old) => takeAway("runs", old)),
    put("runs", id, shared),
    ...shownPerson(state, participant),
  );
}
