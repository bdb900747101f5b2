/** The session itself: its beginning, its settings, its end. */
import type { CommandOf, CommandType } from "#protocol/session/commands.ts";
import type { Limits } from "#protocol/session/limits.ts";
import type { Role } from "#protocol/session/roles.ts";
import { protocolVersion } from "#protocol/session/wire.ts";
import { type Change, put, takeAway } from "./change.ts";
import { type Decision, done, type Handlers, unchanged } from "./decision.ts";
import { type State, sessionOf } from "./state.ts";

export const sessionHandlers: Handlers<Extract<CommandType, `session.${string}`>> = {
  "session.lock": lock,
  "session.settings": changeSettings,
  "session.end": end,
};

/** A turn of a mob: long enough to get something done, short enough to keep everybody at it. */
const defaultTurnMilliseconds = 8 * 60_000;

/** The rows of a session that nobody has joined yet. */
export function newSession(id: string): readonly Change[] {
  return [
    put("session", "session", {
      protocol: protocolVersion,
      id,
      epoch: 1,
      title: "Baton session",
      state: "open",
      locked: false,
      anonymous: false,
    }),
    put("rotation", "rotation", {
      turn: 0,
      phase: "idle",
      driver: null,
      seats: [],
      turnMilliseconds: defaultTurnMilliseconds,
      autoRotate: false,
      fair: false,
      history: [],
      everybody: true,
      hands: [],
      clock: null,
      warned: true,
    }),
  ];
}

/** The next document has a name that none had before. [EPOCH-1] */
export function nextEpoch(state: State): readonly Change[] {
  const session = sessionOf(state);
  return [put("session", "session", { ...session, epoch: session.epoch + 1 })];
}

/** One more invitation; of its kind the expired and the oldest give way. [TOKEN-4] */
export function invite(
  { tables }: State,
  { hash, role, wall, limits }: { hash: string; role: Role; wall: number; limits: Limits },
): readonly Change[] {
  const ofKind = [...tables.invitations].filter(([, invitation]) => invitation.role === role);
  const byAge = ofKind.toSorted(([, one], [, other]) => one.expires - other.expires);
  const excess = byAge.slice(0, Math.max(0, byAge.length + 1 - limits.invitations));
  return [
    ...excess.map(([old]) => takeAway("invitations", old)),
    put("invitations", hash, { role, expires: wall + limits.tokenMilliseconds }),
  ];
}

function lock(state: State, { locked }: CommandOf<"session.lock">): Decision {
  const session = sessionOf(state);
  return session.locked === locked ? unchanged : done(put("session", "session", { ...session, locked }));
}

function changeSettings(state: State, command: CommandOf<"session.settings">): Decision {
  const session = sessionOf(state);
  const { title = session.title, anonymous = session.anonymous } = command;
  if (title === session.title && anonymous === session.anonymous) return unchanged;
  return done(put("session", "session", { ...session, title, anonymous }));
}

function end(state: State): Decision {
  return done(put("session", "session", { ...sessionOf(state), state: "ended" }));
}
