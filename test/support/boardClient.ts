/** What a participant's client shows, put together by hand: for tests of what views make of it. */
import type { ClientState } from "#client/createClient.ts";
import { emptyRoster } from "#client/roster.ts";
import type { Role } from "#protocol/session/roles.ts";
import type { Comment, SessionView, SharedRun, Suggestion } from "#protocol/session/state.ts";

export interface BoardParts {
  readonly role?: Role | null;
  /** p1 is the participant. */
  readonly driver?: string | null;
  readonly suggestions?: Readonly<Record<string, Partial<Suggestion>>>;
  readonly votes?: Readonly<Record<string, number>>;
  readonly comments?: Readonly<Record<string, Comment>>;
  readonly runs?: Readonly<Record<string, SharedRun>>;
  readonly state?: Partial<ClientState>;
  readonly session?: Partial<SessionView["session"]>;
}

export function suggestion(part: Partial<Suggestion> = {}): Suggestion {
  return { text: "More trees", kind: "idea", author: "p2", at: 0, status: "open", ...part };
}

/** Run `number`; for the suggestion, if one is named. */
export function sharedRun(part: Partial<SharedRun> = {}): SharedRun {
  return {
    number: 1,
    outcome: "done",
    ms: 10,
    source: null,
    metrics: [],
    parameters: [],
    commit: null,
    suggestion: null,
    by: "p2",
    at: 0,
    turn: 1,
    ...part,
  };
}

/** Ana is p1, Ben p2, Chi p3. */
export function boardClient(parts: BoardParts = {}): ClientState {
  const { role = "participant", driver = null, suggestions = {} } = parts;
  const view: SessionView = {
    session: {
      protocol: 1,
      id: "x".repeat(22),
      epoch: 1,
      title: "Workshop",
      state: "open",
      locked: false,
      anonymous: false,
      ...parts.session,
    },
    people: {
      p1: { name: "Ana", role: "participant" },
      p2: { name: "Ben", role: "participant" },
      p3: { name: "Chi", role: "facilitator" },
    },
    suggestions: Object.fromEntries(Object.entries(suggestions).map(([id, part]) => [id, suggestion(part)])),
    votes: { ...parts.votes },
    comments: { ...parts.comments },
    rotation: {
      turn: 1,
      phase: driver === null ? "idle" : "running",
      driver,
      seats: [],
      turnMilliseconds: 60_000,
      autoRotate: true,
      fair: false,
      hands: [],
      history: [],
      everybody: true,
    },
    runs: { ...parts.runs },
    shown: null,
    handover: null,
  };
  return {
    status: { state: "connected", unsent: 0 },
    me: { participant: "p1", name: "Ana", role, named: false },
    view,
    votes: new Set(),
    anonymous: new Set(),
    pending: [],
    roster: emptyRoster,
    clock: null,
    ...parts.state,
  };
}
