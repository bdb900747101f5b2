/** States of a participant's client, made by hand: for what is drawn or told from them. */
import type { ClientState } from "#client/createClient.ts";
import type { Role } from "#protocol/session/roles.ts";
import type { Rotation, Seat, SessionView, Suggestion } from "#protocol/session/state.ts";

/** `p1` is this screen's participant. */
export interface Scene {
  readonly names?: Readonly<Record<string, string>>;
  readonly role?: Role;
  readonly away?: readonly string[];
  /** People whom the roster counts without naming them. */
  readonly unnamed?: number;
  readonly rotation?: Partial<Rotation>;
  readonly suggestions?: Readonly<Record<string, Suggestion>>;
  readonly clock?: ClientState["clock"];
  readonly pending?: ClientState["pending"];
  readonly anonymous?: ReadonlySet<string>;
}

export const everybodyHere = { p1: "Ana", p2: "Ben", p3: "Chi", p4: "Dee" };

export function seat(participant: string, { turns = 0, out = false } = {}): Seat {
  return { type: "person", participant, turns, out };
}

const resting: Rotation = {
  turn: 0,
  phase: "idle",
  driver: null,
  seats: [],
  turnMilliseconds: 300_000,
  autoRotate: true,
  fair: false,
  hands: [],
  everybody: false,
  history: [],
};

export function sessionView({ names = everybodyHere, role, rotation, suggestions }: Scene): SessionView {
  const people = Object.entries(names).map(([id, name]) => [id, { name, role: roleOf(id, role) }]);
  return {
    session: {
      protocol: 1,
      id: "a".repeat(22),
      epoch: 1,
      title: "Grades workshop",
      state: "open",
      locked: false,
      anonymous: false,
    },
    people: Object.fromEntries(people),
    suggestions: { ...suggestions },
    votes: {},
    comments: {},
    rotation: { ...resting, ...rotation },
    runs: {},
    shown: null,
    handover: null,
  };
}

function roleOf(id: string, mine: Role = "participant"): Role {
  return id === "p1" ? mine : "participant";
}

export function clientState(scene: Scene = {}): ClientState & { readonly view: SessionView } {
  const { names = everybodyHere, role = "participant", away = [], unnamed = 0 } = scene;
  const people = Object.entries(names).map(
    ([id, name]) => [id, { id, name, role: roleOf(id, role), away: away.includes(id) }] as const,
  );
  return {
    status: { state: "connected", unsent: 0 },
    me: { participant: "p1", name: names["p1"] ?? null, role, named: false },
    view: sessionView(scene),
    votes: new Set(),
    anonymous: scene.anonymous ?? new Set(),
    pending: scene.pending ?? [],
    roster: { here: people.length - away.length + unnamed, away: away.length, people: new Map(people) },
    clock: scene.clock ?? null,
  };
}
