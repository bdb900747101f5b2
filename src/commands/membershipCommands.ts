/** The commands that bring a window into a session, keep it there and lead out of it. Their code is loaded at the first use. */
import type * as vscode from "vscode";
import type { SessionController } from "../session/sessionController.ts";
import type { CommandHandlers } from "./registerCommands.ts";

type MembershipCommand =
  | "baton.hostSession"
  | "baton.invite"
  | "baton.joinSession"
  | "baton.leaveSession"
  | "baton.showConnection"
  | "baton.goOffline"
  | "baton.goOnline"
  | "baton.sessionDiagnostics"
  | "baton.sessionSettings"
  | "baton.exportRecap"
  | "baton.endSession";

export function membershipCommands(
  context: vscode.ExtensionContext,
  session: SessionController,
): Pick<CommandHandlers, MembershipCommand> {
  return {
    "baton.hostSession": async (plan) =>
      (await import("./hostSession.ts")).hostSession(context, session, plan),
    "baton.invite": async (what) => (await import("./invite.ts")).invite(context, session, what),
    "baton.joinSession": async (entry) =>
      (await import("./joinSession.ts")).joinSession(context, session, entry),
    "baton.leaveSession": async (sure) => (await import("./leaveSession.ts")).leaveSession(session, sure),
    "baton.showConnection": async () => (await import("./showConnection.ts")).showConnection(session),
    "baton.goOffline": () => session.disconnect(),
    "baton.goOnline": () => session.connect(),
    "baton.sessionDiagnostics": async () =>
      (await import("./sessionDiagnostics.ts")).copyDiagnostics(context, session),
    "baton.sessionSettings": async (setting) =>
      (await import("./sessionSettings.ts")).changeSessionSettings(session, setting),
    "baton.exportRecap": async (file) =>
      (await import("./exportRecap.ts")).exportRecap(context, session, file),
    "baton.endSession": async (sure) => (await import("./endSession.ts")).endSession(context, session, sure),
  };
}
