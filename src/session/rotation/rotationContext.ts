/** The context keys of the rotation: `baton.rotation` (its phase), `baton.hand` (raised), `baton.seat` (none, in, out). */
import type * as vscode from "vscode";
import type { ClientState } from "#client/createClient.ts";
import { createContextKeys } from "../../base/contextKeys.ts";
import type { SessionController } from "../sessionController.ts";

function seatOf({ view, me }: ClientState): "none" | "in" | "out" {
  const own = view?.rotation.seats.find(
    (seat) => seat.type === "person" && seat.participant === me.participant,
  );
  if (own?.type !== "person") return "none";
  return own.out ? "out" : "in";
}

export function publishRotationContext(session: SessionController): vscode.Disposable {
  const set = createContextKeys();
  const publish = () => {
    const { state } = session;
    const client = state.type === "joined" ? state.client : null;
    const rotation = client?.view?.rotation;
    set("baton.rotation", rotation?.phase ?? "none");
    set("baton.hand", client !== null && (rotation?.hands.includes(client.me.participant) ?? false));
    set("baton.seat", client === null ? "none" : seatOf(client));
  };
  publish();
  return session.onDidChange(publish);
}
