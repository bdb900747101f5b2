/** The context keys of a session: `baton.session` (`none`, `joined`), `baton.role`, `baton.drives`, `baton.connection`. */
import type * as vscode from "vscode";
import { createContextKeys } from "../base/contextKeys.ts";
import { drives } from "./rights.ts";
import type { SessionController } from "./sessionController.ts";

export function publishSessionContext(session: SessionController): vscode.Disposable {
  const set = createContextKeys();
  const publish = () => {
    const { state } = session;
    const client = state.type === "joined" ? state.client : null;
    set("baton.session", state.type);
    set("baton.connection", client?.status.state ?? "none");
    set("baton.role", client?.me.role ?? "none");
    set("baton.drives", client !== null && drives(client));
  };
  publish();
  return session.onDidChange(publish);
}
