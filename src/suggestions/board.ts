/** What holds for the whole board of suggestions, as one participant sees it. Pure. */
import type { ClientState } from "#client/createClient.ts";
import type { SessionView } from "#protocol/session/state.ts";
import type { Board, Place } from "#protocol/suggestionsPanel.ts";

/** What this window adds: where its editor stands. */
export interface Editing {
  readonly selection: Place | null;
  readonly attached: Place | null;
}

function closedFor(client: ClientState, view: SessionView): Board["closed"] {
  if (view.session.state === "ended" || client.status.state === "closed") return "ended";
  return client.me.role === "observer" ? "observer" : null;
}

/** Those of the last run that has any: everybody can name the same ones, whatever their own checkout holds. */
function parametersOf({ runs }: SessionView): Board["parameters"] {
  const newestFirst = Object.entries(runs).sort(
    ([one], [other]) => Number(other.slice(1)) - Number(one.slice(1)),
  );
  return newestFirst.map(([, { parameters }]) => parameters).find(({ length }) => length > 0) ?? [];
}

/** Null until the session has arrived. */
export function boardOf(client: ClientState, { selection, attached }: Editing): Board | null {
  const { view, status } = client;
  if (view === null) return null;
  return {
    closed: closedFor(client, view),
    anonymous: view.session.anonymous,
    offline: status.state !== "connected",
    parameters: parametersOf(view),
    selection,
    attached,
  };
}
