/** What this window's participant should be told, from one state of the session to the next. Nothing is shown here. */
import type { ClientEvent, ClientState } from "#client/createClient.ts";
import type { CommandType } from "#protocol/session/commands.ts";
import type { Suggestion } from "#protocol/session/state.ts";
import { nameOf } from "../names.ts";
import { upcoming } from "../rotation/order.ts";

type Outcome = Extract<Suggestion["status"], "accepted" | "inProgress" | "done" | "declined">;

export type SessionNotice =
  /** `from`: who drove before, where that is known. */
  | { readonly type: "youHaveTheBaton"; readonly turn: number; readonly from: string | null }
  /** The first driver, who started the rotation. */
  | { readonly type: "youDriveFirst" }
  | { readonly type: "oneMinuteLeft" }
  | { readonly type: "youDriveNext"; readonly soon: boolean }
  | {
      readonly type: "suggestionOutcome";
      readonly text: string;
      readonly outcome: Outcome;
      /** Why it was declined. */
      readonly reason: string | null;
    }
  | { readonly type: "handRaised"; readonly participant: string; readonly name: string }
  | Extract<ClientEvent, { type: "refused" | "stopping" }>;

/** The turns of which the participant was told, so that a reload does not tell again. */
export interface Told {
  /** The last turn that they drove. */
  readonly drove: number | null;
  /** The last turn during which they knew that they come next. */
  readonly next: number | null;
  /** The turn at which this window asked for the rotation to start. */
  readonly started: number | null;
}

export const nothingTold: Told = { drove: null, next: null, started: null };

export interface Telling {
  readonly notices: readonly SessionNotice[];
  readonly told: Told;
}

type Shown = ClientState & { readonly view: NonNullable<ClientState["view"]> };

function isShown(client: ClientState | null): client is Shown {
  return client !== null && client.view !== null;
}

/** Each turn is told once. Who drove the turn before, too, has nothing to take over. */
function baton(before: ClientState | null, after: Shown, { drove, started }: Told): SessionNotice[] {
  const { driver, phase, turn } = after.view.rotation;
  if (driver !== after.me.participant || phase !== "running" || drove === turn) return [];
  const last = before?.view?.rotation.driver ?? null;
  if (last === driver) return [];
  // Who asked for it and gets it at once need not be stopped by a dialog.
  if (started === turn - 1) return [{ type: "youDriveFirst" }];
  return [{ type: "youHaveTheBaton", turn, from: last === null ? null : nameOf(after, last) }];
}

/** The turn whose start is on its way to the relay. */
function startedHere({ pending }: ClientState): number | null {
  const start = pending.map(({ command }) => command).findLast(({ type }) => type === "rotation.start");
  return start?.type === "rotation.start" ? start.turn : null;
}

function comesNext({ view, me, roster }: Shown): boolean {
  const { rotation } = view;
  return rotation.phase === "running" && upcoming({ roster }, rotation)[0] === me.participant;
}

/** Who drove just now learns it a minute before the turn instead: with two who take turns it would be no news. */
function next(after: Shown, { drove, next: told }: Told): SessionNotice[] {
  const { turn } = after.view.rotation;
  if (!comesNext(after) || told === turn || drove === turn - 1) return [];
  return [{ type: "youDriveNext", soon: false }];
}

const outcomes: ReadonlySet<string> = new Set<Outcome>(["accepted", "inProgress", "done", "declined"]);

function isOutcome(status: Suggestion["status"]): status is Outcome {
  return outcomes.has(status);
}

function isOwn(id: string, { author }: Suggestion, { me, anonymous }: ClientState): boolean {
  return author === me.participant || anonymous.has(id);
}

/** Not what the participant does themselves: that is on its way to the relay when the view shows it. */
function askedHere({ pending }: ClientState, id: string): boolean {
  return pending.some(({ command }) => "suggestion" in command && command.suggestion === id);
}

function suggestions(before: Shown, after: Shown): SessionNotice[] {
  if (before.view.suggestions === after.view.suggestions) return [];
  return Object.entries(after.view.suggestions).flatMap(([id, suggestion]) => {
    const { status, text, reason = null } = suggestion;
    const last = before.view.suggestions[id]?.status;
    if (!isOutcome(status) || last === undefined || last === status) return [];
    // A merge, an archive and back again decide nothing anew.
    if (last === "archived" || !isOwn(id, suggestion, after) || askedHere(after, id)) return [];
    return [{ type: "suggestionOutcome", text, outcome: status, reason }];
  });
}

function hands(before: Shown, after: Shown): SessionNotice[] {
  const { me, view } = after;
  if (me.role !== "facilitator") return [];
  const known = new Set([...before.view.rotation.hands, me.participant]);
  return view.rotation.hands
    .filter((participant) => !known.has(participant))
    .map((participant) => ({ type: "handRaised", participant, name: nameOf(after, participant) }));
}

/** `before`: null where this is the first state that the window sees. */
export function noticesBetween(before: ClientState | null, after: ClientState, told: Told): Telling {
  if (!isShown(after)) return { notices: [], told };
  const { driver, turn } = after.view.rotation;
  const mine = driver === after.me.participant;
  return {
    notices: [
      ...baton(before, after, told),
      ...next(after, told),
      ...(isShown(before) ? [...suggestions(before, after), ...hands(before, after)] : []),
    ],
    told: {
      drove: mine ? turn : told.drove,
      next: comesNext(after) && told.drove !== turn - 1 ? turn : told.next,
      started: startedHere(after) ?? told.started,
    },
  };
}

/** Nobody asked for these with a hand of their own: the editor shows runs and handovers by itself. */
const unasked: ReadonlySet<CommandType> = new Set(["run.show", "run.publish", "handover.show"]);

/** What an event of the client brings. */
export function noticesOf(event: ClientEvent, client: ClientState, told: Told): Telling {
  if (event.type === "refused" && unasked.has(event.command.type)) return { notices: [], told };
  if (event.type !== "warning") return { notices: [event], told };
  const rotation = isShown(client) ? client.view.rotation : null;
  if (!isShown(client) || rotation?.turn !== event.turn) return { notices: [], told };
  if (rotation.driver === client.me.participant) return { notices: [{ type: "oneMinuteLeft" }], told };
  if (!comesNext(client) || told.next === event.turn) return { notices: [], told };
  return { notices: [{ type: "youDriveNext", soon: true }], told: { ...told, next: event.turn } };
}
