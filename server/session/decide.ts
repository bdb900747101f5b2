/**
 * Who decides: a command against the state, in the order of [CMD-1]: session open, right, premise. Pure; the same
 * state, command and circumstances always bring the same decision.
 */
import type { Command, CommandOf, CommandType } from "#protocol/session/commands.ts";
import { mayDo } from "#protocol/session/permissions.ts";
import { type Asked, type Decision, type Handlers, refused } from "./decision.ts";
import { handoverHandlers, passesCode } from "./handover.ts";
import { peopleHandlers } from "./people.ts";
import { rotationHandlers } from "./rotation.ts";
import { runHandlers } from "./runs.ts";
import { sessionHandlers } from "./session.ts";
import { participantOf, rotationOf, type State, sessionOf } from "./state.ts";
import { suggestionHandlers } from "./suggestions.ts";
import { voteHandlers } from "./votes.ts";

const handlers: Handlers<CommandType> = {
  ...suggestionHandlers,
  ...voteHandlers,
  ...rotationHandlers,
  ...peopleHandlers,
  ...runHandlers,
  ...handoverHandlers,
  ...sessionHandlers,
};

export function decide(state: State, command: Command, asked: Asked): Decision {
  if (sessionOf(state).state === "ended") return refused("ended");
  const person = participantOf(state, asked.participant);
  if (person === undefined) return refused("forbidden");
  const asker = {
    role: person.role,
    drives: drives(state, command, asked.participant),
    owns: owns(state, command, asked.participant),
  };
  return mayDo(command.type, asker) ? handle(command.type, state, command, asked) : refused("forbidden");
}

function handle<Type extends CommandType>(
  type: Type,
  state: State,
  command: CommandOf<Type>,
  asked: Asked,
): Decision {
  return handlers[type](state, command, asked);
}

/**
 * Of a turn that is over anybody may speak: what is said of it is stale, not forbidden. And a run that was shown while
 * its participant drove may come to its end after the turn. [RUN-3] So may a handover. [HAND-2]
 */
function drives(state: State, command: Command, participant: string): boolean {
  const { driver, turn } = rotationOf(state);
  if (command.type === "rotation.next" && command.turn !== turn) return true;
  if (command.type === "handover.show" && passesCode(state, participant)) return true;
  return driver === participant || isShownRun(state, command, participant);
}

function isShownRun({ tables }: State, command: Command, participant: string): boolean {
  const shown = tables.shown.get("run");
  if (shown?.by !== participant) return false;
  if (command.type === "run.show") return command.view.id === shown.view.id;
  return command.type === "run.publish" && command.run.number === shown.view.number;
}

/** What is not there belongs to everybody: it is not found, not forbidden. */
function owns({ tables }: State, command: Command, participant: string): boolean {
  if ("suggestion" in command)
    return (tables.suggestions.get(command.suggestion)?.owner ?? participant) === participant;
  return "participant" in command ? (command.participant ?? participant) === participant : true;
}
