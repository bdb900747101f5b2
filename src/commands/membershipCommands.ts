/** The commands that bring a window into a session, keep it there and lead out of it. Their code is loaded at the first use. */
import type * as vscode from "vscode";
import type { SessionController } from "../session/sessionController.ts";
import type { CommandHandlers } from "./registerCommands.ts";

type MembershipCommand = "baton.hostSession" | "baton.invite" | "baton.joinSession" | "baton.leaveSession";

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
    "baton.leaveSession": () => session.leave(),
  };
}
