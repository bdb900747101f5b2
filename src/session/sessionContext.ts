/** The context keys of a session: `baton.session` (`none`, `joined`), `baton.role`, `baton.drives`. */
import * as vscode from "vscode";
import { drives } from "./rights.ts";
import type { SessionController, SessionState } from "./sessionController.ts";

function keysOf(state: SessionState): readonly [string, unknown][] {
  const client = state.type === "joined" ? state.client : null;
  return [
    ["baton.session", state.type],
    ["baton.role", client?.me.role ?? "none"],
    ["baton.drives", client !== null && drives(client)],
  ];
}

export function publishSessionContext(session: SessionController): vscode.Disposable {
  const published = new Map<string, unknown>();
  const publish = () => {
    for (const [key, value] of keysOf(session.state)) {
      if (published.get(key) === value) continue;
      published.set(key, value);
      void vscode.commands.executeCommand("setContext", key, value);
    }
  };
  publish();
  return session.onDidChange(publish);
}
