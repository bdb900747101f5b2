/** Turns: who drives next, and what the clock says. Functions of the rotation's row; nothing is decided here. */
import type { Seat } from "#protocol/session/state.ts";
import type { Circumstances } from "./decision.ts";
import type { Row } from "./state.ts";

export type RotationRow = Row<"rotation">;

/** Milliseconds left of the turn or break; null where no clock applies. */
export function remaining({ clock }: RotationRow, now: number): number | null {
  if (clock === null) return null;
  return clock.since === null ? clock.left : Math.max(0, clock.left - (now - clock.since));
}

/** The driver's seat apart from those behind it. */
export function splitSeats({ seats, driver }: RotationRow): { own: Seat[]; behind: Seat[] } {
  const count = driver === null ? 0 : 1;
  return { own: seats.slice(0, count), behind: seats.slice(count) };
}

export function newSeat(participant: string): Seat & { type: "person" } {
  return { type: "person", participant, turns: 0, out: false };
}

export function seatName(seat: Seat): string {
  return seat.type === "break" ? seat.id : seat.participant;
}

export function seatOf({ seats }: RotationRow, participant: string): Seat | undefined {
  return seats.find((seat) => seatName(seat) === participant);
}

/** [ROT-3] to [ROT-5]: the first break or, among those who are there, the first or the one with the fewest turns. */
function nextSeat(seats: readonly Seat[], fair: boolean, { isHere }: Circumstances): Seat | undefined {
  const ready = seats.filter((seat) => seat.type === "break" || (!seat.out && isHere(seat.participant)));
  const first = ready[0];
  if (!fair || first === undefined || first.type === "break") return first;
  return ready.reduce<Seat>((best, seat) => (turnsOf(seat) < turnsOf(best) ? seat : best), first);
}

function turnsOf(seat: Seat): number {
  return seat.type === "break" ? Number.POSITIVE_INFINITY : seat.turns;
}

/** The next turn, break or wait of a rotation in which nobody drives any more. [ROT-1] */
function begin(rotation: RotationRow, circumstances: Circumstances): RotationRow {
  const seat = nextSeat(rotation.seats, rotation.fair, circumstances);
  const turn = rotation.turn + 1;
  if (seat === undefined)
    return { ...rotation, turn, phase: "waiting", driver: null, clock: null, warned: true };
  if (seat.type === "person") return beginWith(rotation, seat, circumstances);
  return {
    ...rotation,
    turn,
    phase: "break",
    driver: null,
    seats: rotation.seats.filter((other) => other !== seat),
    clock: { left: seat.milliseconds, since: circumstances.now },
    warned: true,
  };
}

/** This one drives, wherever the seat was. */
export function beginWith(
  rotation: RotationRow,
  seat: Seat & { type: "person" },
  { now, wall, limits }: Circumstances,
): RotationRow {
  const turn = rotation.turn + 1;
  const begun = { turn, driver: seat.participant, at: wall };
  return {
    ...withoutHand(rotation, seat.participant),
    turn,
    history: [...rotation.history, begun].slice(-limits.history),
    phase: "running",
    driver: seat.participant,
    seats: [seat, ...rotation.seats.filter((other) => seatName(other) !== seat.participant)],
    clock: { left: rotation.turnMilliseconds, since: now },
    warned: rotation.turnMilliseconds <= limits.warningMilliseconds,
  };
}

/** Nobody drives: the driver's seat went to the end, and counts one turn more unless the turn does not count. */
export function withoutDriver(rotation: RotationRow, counts: boolean): RotationRow {
  const { own, behind } = splitSeats(rotation);
  const last = own.map((seat) =>
    seat.type === "person" && counts ? { ...seat, turns: seat.turns + 1 } : seat,
  );
  const history = counts ? rotation.history : rotation.history.filter(({ turn }) => turn !== rotation.turn);
  return { ...rotation, driver: null, seats: [...behind, ...last], history };
}

export function endTurn(rotation: RotationRow, counts: boolean, circumstances: Circumstances): RotationRow {
  return begin(withoutDriver(rotation, counts), circumstances);
}

/** The hand is down. The same rotation where it was not up. */
export function withoutHand(rotation: RotationRow, participant: string): RotationRow {
  const hands = rotation.hands.filter((other) => other !== participant);
  return hands.length === rotation.hands.length ? rotation : { ...rotation, hands };
}

/** Seat and hand are gone, and with the seat the turn if its holder drove. The same rotation where neither was there. */
export function withoutPerson(
  rotation: RotationRow,
  participant: string,
  circumstances: Circumstances,
): RotationRow {
  const lowered = withoutHand(rotation, participant);
  const seats = rotation.seats.filter((seat) => seatName(seat) !== participant);
  if (rotation.driver === participant) return begin({ ...lowered, driver: null, seats }, circumstances);
  return seats.length === rotation.seats.length ? lowered : { ...lowered, seats };
}

/** A rotation that waits begins as soon as somebody may drive. */
export function settled(rotation: RotationRow, circumstances: Circumstances): RotationRow {
  if (rotation.phase !== "waiting") return rotation;
  const seat = nextSeat(rotation.seats, rotation.fair, circumstances);
  return seat === undefined ? rotation : begin(rotation, circumstances);
}
