/** The session as this screen shows it; a sentence for the person where there is none yet. */
import * as vscode from "vscode";
import type { ClientState } from "#client/createClient.ts";
import type { SessionView } from "#protocol/session/state.ts";
import { Complaint } from "../base/complaint.ts";
import { requireJoined } from "../session/requireJoined.ts";
import type { SessionController } from "../session/sessionController.ts";

export function requireView(session: SessionController): {
  readonly client: ClientState;
  readonly view: SessionView;
} {
  const { client } = requireJoined(session);
  if (client.view === null) throw new Complaint(vscode.l10n.t("the session has not arrived yet."));
  return { client, view: client.view };
}
