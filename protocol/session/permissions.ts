/** The permission table: who may ask for what. The relay decides by it, and views enable their buttons by it. */
import type { CommandType } from "./commands.ts";
import type { Role } from "./roles.ts";

/**
 * - `anybody`: whoever is in the session
 * - `own`: a participant about what is theirs, a facilitator about anybody's
 * - `members`: participants and facilitators
 * - `driver`: the driver and facilitators
 * - `ownTurn`: the driver of the turn that the command names, and facilitators
 * - `facilitator`: facilitators alone
 */
export type Permission = "anybody" | "own" | "members" | "driver" | "ownTurn" | "facilitator";

/** What may be asked for: the commands, and what are requests of their own: the export, and a pipeline's outputs. */
export type Action = CommandType | "session.export" | "object.get" | "object.put";

export const permissions: { readonly [Name in Action]: Permission } = {
  "suggestion.post": "members",
  "suggestion.edit": "own",
  "suggestion.withdraw": "own",
  "suggestion.vote": "members",
  "suggestion.unvote": "members",
  "suggestion.comment": "members",
  "suggestion.accept": "driver",
  "suggestion.start": "driver",
  "suggestion.done": "driver",
  "suggestion.decline": "driver",
  "suggestion.reopen": "facilitator",
  "suggestion.pin": "facilitator",
  "suggestion.merge": "facilitator",
  "suggestion.archive": "facilitator",
  "suggestion.restore": "facilitator",
  "rotation.propose": "own",
  "rotation.stepOut": "own",
  "rotation.stepIn": "own",
  "rotation.raiseHand": "own",
  "rotation.lowerHand": "own",
  "rotation.start": "facilitator",
  "rotation.pause": "facilitator",
  "rotation.resume": "facilitator",
  "rotation.next": "ownTurn",
  "rotation.skip": "facilitator",
  "rotation.settings": "facilitator",
  "rotation.reorder": "facilitator",
  "rotation.shuffle": "facilitator",
  "rotation.addBreak": "facilitator",
  "rotation.handTo": "facilitator",
  "run.publish": "driver",
  "run.show": "driver",
  "handover.show": "driver",
  "participant.rename": "anybody",
  "participant.naming": "anybody",
  "participant.setRole": "facilitator",
  "participant.remove": "facilitator",
  "session.lock": "facilitator",
  "session.settings": "facilitator",
  "session.end": "facilitator",
  "session.export": "facilitator",
  "object.get": "anybody",
  "object.put": "own",
};

export interface Asker {
  readonly role: Role;
  /** Holds the driver's seat. */
  readonly drives: boolean;
  /** What is asked for is about what belongs to the asker: the suggestion's author, the seat's holder. */
  readonly owns: boolean;
}

export function mayDo(action: Action, { role, drives, owns }: Asker): boolean {
  const permission = permissions[action];
  if (permission === "anybody" || role === "facilitator") return true;
  if (role === "observer") return false;
  switch (permission) {
    case "members":
      return true;
    case "own":
      return owns;
    case "driver":
    case "ownTurn":
      return drives;
    case "facilitator":
      return false;
  }
}
