/** The session that this window is in; a sentence for the person where it is in none. */
import * as vscode from "vscode";
import { Complaint } from "../base/complaint.ts";
import type { SessionController, SessionState } from "./sessionController.ts";

export type Joined = Extract<SessionState, { type: "joined" }>;

export function requireJoined({ state }: Pick<SessionController, "state">): Joined {
  if (state.type === "none") throw new Complaint(vscode.l10n.t("you are not in a session."));
  return state;
}
