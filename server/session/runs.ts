/** The driver's runs: those that are kept, and the one that everybody's panel shows. SPEC.md, [RUN-*]. */
import type { CommandOf } from "#protocol/session/commands.ts";
import { put, takeAway } from "./change.ts";
import { type Asked, type Decision, done, doneMaking, type Handlers, nextId, refused } from "./decision.ts";
import { shownPerson } from "./people.ts";
import { rotationOf, type State } from "./state.ts";

export const runHandlers: Handlers<"run.publish" | "run.show"> = {
  "run.publish": publish,
  "run.show": show,
};

function show(state: State, { view }: CommandOf<"run.show">, { participant, wall }: Asked): Decision {
  const shown = { view, by: participant, at: wall, turn: rotationOf(state).turn };
  return done(put("shown", "run", shown), ...shownPerson(state, participant));
}

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
