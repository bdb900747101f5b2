/** The order of a rotation, as this screen reckons it: who comes next, and what a move makes of it. */
import type { ClientState } from "#client/createClient.ts";
import type { Rotation, Seat } from "#protocol/session/state.ts";

type PersonSeat = Extract<Seat, { type: "person" }>;

export function seatId(seat: Seat): string {
  return seat.type === "break" ? seat.id : seat.participant;
}

/** All seats but the driver's. */
export function seatsBehind({ seats, driver }: Rotation): readonly Seat[] {
  return driver === null ? seats : seats.slice(1);
}

/** Who is past what the roster names counts as there. */
export function isAway({ roster }: Pick<ClientState, "roster">, participant: string): boolean {
  return roster.people.get(participant)?.away ?? false;
}

/** Who drives after this turn, the soonest first: the relay passes over who is away or stepped out. */
export function upcoming(client: Pick<ClientState, "roster">, rotation: Rotation): string[] {
  const ready = seatsBehind(rotation).filter(
    (seat): seat is PersonSeat => seat.type === "person" && !seat.out && !isAway(client, seat.participant),
  );
  const inOrder = rotation.fair ? ready.toSorted((a, b) => a.turns - b.turns) : ready;
  return inOrder.map(({ participant }) => participant);
}

/** The order with one seat put at another's place; null where nothing moves. */
export function withSeatAt(order: readonly string[], seat: string, place: number): string[] | null {
  const from = order.indexOf(seat);
  const to = Math.min(Math.max(place, 0), order.length - 1);
  if (from === -1 || from === to) return null;
  return order.toSpliced(from, 1).toSpliced(to, 0, seat);
}

/** The seats behind the driver's, as they will stand when the relay has taken what is on its way to it. */
export function expectedOrder({ pending }: Pick<ClientState, "pending">, rotation: Rotation): string[] {
  const moved = pending
    .map(({ command }) => command)
    .findLast((command) => command.type === "rotation.reorder" && command.turn === rotation.turn);
  return moved?.type === "rotation.reorder" ? moved.order : seatsBehind(rotation).map(seatId);
}
