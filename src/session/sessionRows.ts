/** The rows of the Session view: who drives, who comes next, who asks to, and who else is there. */
import type { ClientState } from "#client/createClient.ts";
import type { HandoverStanding } from "#protocol/session/handover.ts";
import type { Role } from "#protocol/session/roles.ts";
import type { Rotation, Seat, SessionView } from "#protocol/session/state.ts";
import { nameOf } from "./names.ts";
import { isAway, seatId, seatsBehind, upcoming } from "./rotation/order.ts";

interface Somebody {
  readonly participant: string;
  readonly name: string;
  /** Is this window's participant. */
  readonly mine: boolean;
  readonly role: Role;
  readonly away: boolean;
}

export type SessionRow =
  /** Stands where the driver would. */
  | { readonly type: "nobody"; readonly phase: "idle" | "waiting" | "break" | "breakOver" }
  | (Somebody & { readonly type: "driver"; readonly turns: number })
  | (Somebody & {
      readonly type: "seat";
      /** 1 is who drives, or would first. */
      readonly place: number;
      readonly call: "next" | "then" | null;
      readonly out: boolean;
      readonly turns: number;
    })
  /** How far the code is on its way to the driver. */
  | (Somebody & { readonly type: "handover"; readonly standing: HandoverStanding })
  | { readonly type: "break"; readonly id: string; readonly place: number; readonly milliseconds: number }
  | (Somebody & { readonly type: "hand" })
  | {
      readonly type: "others";
      readonly here: number;
      readonly away: number;
      readonly rows: readonly SessionRow[];
    }
  | (Somebody & { readonly type: "person" })
  /** People whom the roster counts and does not name. */
  | { readonly type: "unnamed"; readonly count: number };

/** Stays with the person or break through all its moves, so that the selection does. */
export function rowId(row: SessionRow): string {
  switch (row.type) {
    case "driver":
    case "seat":
      return `seat.${row.participant}`;
    case "break":
      return `seat.${row.id}`;
    case "hand":
    case "person":
      return `${row.type}.${row.participant}`;
    default:
      return row.type;
  }
}

type Shown = ClientState & { readonly view: SessionView };

function somebody(client: Shown, participant: string): Somebody {
  return {
    participant,
    name: nameOf(client, participant),
    mine: participant === client.me.participant,
    role: (client.view.people[participant] ?? client.roster.people.get(participant))?.role ?? "participant",
    away: isAway(client, participant),
  };
}

function driverRow(client: Shown, { phase, driver, seats }: Rotation): SessionRow {
  if (driver === null) {
    const empty = phase === "idle" || phase === "waiting" || phase === "break" ? phase : "breakOver";
    return { type: "nobody", phase: empty };
  }
  const [seat] = seats;
  return { type: "driver", ...somebody(client, driver), turns: seat?.type === "person" ? seat.turns : 0 };
}

/** Of this change of drivers, or of the one that is about to come. */
function handoverRow(client: Shown, { turn }: Rotation): SessionRow[] {
  const { handover } = client.view;
  if (handover === null || handover.turn < turn - 1) return [];
  return [{ type: "handover", ...somebody(client, handover.by), standing: handover.standing }];
}

const calls = ["next", "then"] as const;

function seatRow(client: Shown, seat: Seat, place: number, coming: readonly string[]): SessionRow {
  if (seat.type === "break") return { type: "break", id: seat.id, place, milliseconds: seat.milliseconds };
  const { participant, out, turns } = seat;
  const call = calls[coming.indexOf(participant)] ?? null;
  return { type: "seat", ...somebody(client, participant), place, call, out, turns };
}

function othersRow(client: Shown): SessionRow[] {
  const { rotation } = client.view;
  const { people, here, away } = client.roster;
  const seated = new Set(rotation.seats.map(seatId));
  const rows = [...people.keys()]
    .filter((id) => !seated.has(id))
    .map((id) => ({ type: "person" as const, ...somebody(client, id) }))
    .sort((a, b) => Number(a.away) - Number(b.away) || a.name.localeCompare(b.name));
  const unnamed = Math.max(0, here + away - people.size);
  if (rows.length + unnamed === 0) return [];
  const rowsAway = rows.filter((row) => row.away).length;
  const last: SessionRow[] = unnamed === 0 ? [] : [{ type: "unnamed", count: unnamed }];
  const unnamedHere = Math.min(unnamed, Math.max(0, here - named(client, false)));
  return [
    {
      type: "others",
      here: rows.length - rowsAway + unnamedHere,
      away: rowsAway + unnamed - unnamedHere,
      rows: [...rows, ...last],
    },
  ];
}

function named({ roster }: Shown, away: boolean): number {
  return [...roster.people.values()].filter((person) => person.away === away).length;
}

/** None until the session's state has arrived. */
export function sessionRows(client: ClientState): SessionRow[] {
  const { view } = client;
  if (view === null) return [];
  const shown = { ...client, view };
  const { rotation } = view;
  const coming = upcoming(client, rotation);
  const behind = seatsBehind(rotation);
  const first = rotation.seats.length - behind.length + 1;
  return [
    driverRow(shown, rotation),
    ...handoverRow(shown, rotation),
    ...behind.map((seat, index) => seatRow(shown, seat, first + index, coming)),
    ...rotation.hands.map((hand) => ({ type: "hand" as const, ...somebody(shown, hand) })),
    ...othersRow(shown),
  ];
}
