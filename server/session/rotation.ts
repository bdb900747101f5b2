/** The rotation's commands. SPEC.md, [ROT-*] and [TIME-3]. */
import type { CommandOf, CommandType } from "#protocol/session/commands.ts";
import type { Seat } from "#protocol/session/state.ts";
import { type Change, put } from "./change.ts";
import {
  type Asked,
  type Decision,
  done,
  doneMaking,
  type Handlers,
  nextId,
  refused,
  unchanged,
} from "./decision.ts";
import { handHandlers } from "./hands.ts";
import { mayDrive, shownPerson } from "./people.ts";
import { participantOf, rotationOf, type State } from "./state.ts";
import {
  beginWith,
  endTurn,
  newSeat,
  type RotationRow,
  remaining,
  seatName,
  seatOf,
  settled,
  splitSeats,
  withoutDriver,
} from "./turns.ts";

type RotationCommand = Extract<CommandType, `rotation.${string}`>;

export const rotationHandlers: Handlers<RotationCommand> = {
  ...handHandlers,
  "rotation.propose": propose,
  "rotation.stepOut": stepOut,
  "rotation.stepIn": stepIn,
  "rotation.start": atTurn(start),
  "rotation.pause": atTurn(pause),
  "rotation.resume": atTurn(resume),
  "rotation.next": atTurn((rotation, _command, asked) => end(rotation, true, asked)),
  "rotation.skip": atTurn((rotation, _command, asked) => end(rotation, false, asked)),
  "rotation.settings": changeSettings,
  "rotation.reorder": atTurn(reorder),
  "rotation.shuffle": atTurn(shuffle),
  "rotation.addBreak": addBreak,
  "rotation.handTo": handTo,
};

export function putRotation(rotation: RotationRow): Change {
  return put("rotation", "rotation", rotation);
}

/** [ROT-2]: what names another turn than the current one is stale. */
function atTurn<Asks extends { turn: number }>(
  decide: (rotation: RotationRow, command: Asks, asked: Asked) => Decision,
): (state: State, command: Asks, asked: Asked) => Decision {
  return (state, command, asked) => {
    const rotation = rotationOf(state);
    return command.turn === rotation.turn ? decide(rotation, command, asked) : refused("stale");
  };
}

function propose(state: State, command: CommandOf<"rotation.propose">, asked: Asked): Decision {
  const participant = command.participant ?? asked.participant;
  const rotation = rotationOf(state);
  if (participantOf(state, participant) === undefined) return refused("not-found");
  if (!mayDrive(state, participant)) return refused("not-possible");
  if (seatOf(rotation, participant) !== undefined) return unchanged;
  if (rotation.seats.length >= asked.limits.seats) return refused("too-many");
  const seated = { ...rotation, seats: [...rotation.seats, newSeat(participant)] };
  return done(...shownPerson(state, participant), putRotation(settled(seated, asked)));
}

function stepOut(state: State, command: CommandOf<"rotation.stepOut">, asked: Asked): Decision {
  const participant = command.participant ?? asked.participant;
  return withOut(state, participant, true, (rotation) =>
    rotation.driver === participant ? endTurn(rotation, true, asked) : rotation,
  );
}

function stepIn(state: State, command: CommandOf<"rotation.stepIn">, asked: Asked): Decision {
  const participant = command.participant ?? asked.participant;
  return withOut(state, participant, false, (rotation) => settled(rotation, asked));
}

function withOut(
  state: State,
  participant: string,
  out: boolean,
  then: (rotation: RotationRow) => RotationRow,
): Decision {
  const rotation = rotationOf(state);
  const seat = seatOf(rotation, participant);
  if (seat === undefined || seat.type === "break") return refused("not-found");
  if (seat.out === out) return unchanged;
  const seats = rotation.seats.map((other) => (other === seat ? { ...seat, out } : other));
  return done(putRotation(then({ ...rotation, seats })));
}

function start(rotation: RotationRow, _command: object, asked: Asked): Decision {
  if (rotation.phase === "running") return unchanged;
  return rotation.phase === "idle"
    ? done(putRotation(endTurn(rotation, false, asked)))
    : refused("not-possible");
}

function pause(rotation: RotationRow, _command: object, { now }: Asked): Decision {
  if (rotation.phase === "paused") return unchanged;
  const left = remaining(rotation, now);
  if (rotation.phase !== "running" || left === null) return refused("not-possible");
  return done(putRotation({ ...rotation, phase: "paused", clock: { left, since: null } }));
}

function resume(rotation: RotationRow, _command: object, { now }: Asked): Decision {
  if (rotation.phase === "running") return unchanged;
  if (rotation.phase !== "paused" || rotation.clock === null) return refused("not-possible");
  const clock = { left: rotation.clock.left, since: now };
  return done(putRotation({ ...rotation, phase: "running", clock }));
}

function end(rotation: RotationRow, counts: boolean, asked: Asked): Decision {
  if (rotation.phase === "idle" || rotation.phase === "waiting") return refused("not-possible");
  return done(putRotation(endTurn(rotation, counts, asked)));
}

function changeSettings(state: State, command: CommandOf<"rotation.settings">): Decision {
  const rotation = rotationOf(state);
  const { turnMilliseconds = rotation.turnMilliseconds, autoRotate = rotation.autoRotate } = command;
  const { fair = rotation.fair, everybody = rotation.everybody } = command;
  const same =
    turnMilliseconds === rotation.turnMilliseconds &&
    autoRotate === rotation.autoRotate &&
    fair === rotation.fair &&
    everybody === rotation.everybody;
  if (same) return unchanged;
  return done(putRotation({ ...rotation, turnMilliseconds, autoRotate, fair, everybody }));
}

/** An order that lacks a seat or names one that is gone was made from another list than this. */
function reorder(rotation: RotationRow, { order }: CommandOf<"rotation.reorder">): Decision {
  const { own, behind } = splitSeats(rotation);
  const byName = new Map(behind.map((seat) => [seatName(seat), seat]));
  const seats = [...new Set(order)].flatMap((name) => byName.get(name) ?? []);
  if (seats.length !== behind.length || order.length !== behind.length) return refused("stale");
  if (seats.every((seat, place) => seat === behind[place])) return unchanged;
  return done(putRotation({ ...rotation, seats: [...own, ...seats] }));
}

function shuffle(rotation: RotationRow, _command: object, { random }: Asked): Decision {
  const { own, behind } = splitSeats(rotation);
  const drawn = behind.map((seat) => ({ seat, lot: random() })).toSorted((a, b) => a.lot - b.lot);
  return done(putRotation({ ...rotation, seats: [...own, ...drawn.map(({ seat }) => seat)] }));
}

function addBreak(state: State, command: CommandOf<"rotation.addBreak">, { limits }: Asked): Decision {
  const rotation = rotationOf(state);
  if (command.turn !== rotation.turn) return refused("stale");
  if (rotation.seats.length >= limits.seats) return refused("too-many");
  const { id, counted } = nextId(state, "b");
  const { own, behind } = splitSeats(rotation);
  const pause: Seat = { type: "break", id, milliseconds: command.milliseconds };
  return doneMaking(id, counted, putRotation({ ...rotation, seats: [...own, pause, ...behind] }));
}

function handTo(state: State, command: CommandOf<"rotation.handTo">, asked: Asked): Decision {
  const rotation = rotationOf(state);
  const { participant, turn } = command;
  if (turn !== rotation.turn) return refused("stale");
  if (participantOf(state, participant) === undefined) return refused("not-found");
  if (rotation.driver === participant && rotation.phase === "running") return unchanged;
  if (!mayDrive(state, participant) || !asked.isHere(participant)) return refused("not-possible");
  const known = seatOf(rotation, participant);
  if (known === undefined && rotation.seats.length >= asked.limits.seats) return refused("too-many");
  const free = withoutDriver(rotation, true);
  const seat = seatOf(free, participant) ?? newSeat(participant);
  if (seat.type === "break") return refused("not-possible");
  return done(
    ...shownPerson(state, participant),
    putRotation(beginWith(free, { ...seat, out: false }, asked)),
  );
}
