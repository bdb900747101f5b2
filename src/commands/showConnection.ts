/** What a click on the connection's status bar item offers. */
import * as vscode from "vscode";
import { connectionWords } from "../session/connection/connectionWords.ts";
import { requireJoined } from "../session/requireJoined.ts";
import type { SessionController } from "../session/sessionController.ts";
import type { CommandId } from "./commandIds.ts";

interface Offer extends vscode.QuickPickItem {
  readonly command: CommandId;
}

export async function showConnection(session: SessionController): Promise<void> {
  const { client } = requireJoined(session);
  const { whole } = connectionWords(client.status, performance.now());
  const chosen = await vscode.window.showQuickPick(
    offers(client.status.state, client.me.role === "facilitator"),
    {
      title: vscode.l10n.t("Connection: {0}", whole),
    },
  );
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command);
}

function offers(link: string, facilitates: boolean): Offer[] {
  const online: Offer = {
    label: `$(debug-restart) ${vscode.l10n.t("Reconnect now")}`,
    command: "baton.goOnline",
  };
  const offline: Offer = {
    label: `$(debug-disconnect) ${vscode.l10n.t("Go offline")}`,
    detail: vscode.l10n.t("What you post waits on this machine and is sent when you reconnect."),
    command: "baton.goOffline",
  };
  return [
    ...(link === "connected" ? [] : [online]),
    ...(link === "offline" || link === "closed" ? [] : [offline]),
    { label: `$(person-add) ${vscode.l10n.t("Invite")}`, command: "baton.invite" },
    ...(facilitates ? facilitatorOffers() : []),
    { label: `$(pulse) ${vscode.l10n.t("Copy diagnostics")}`, command: "baton.sessionDiagnostics" },
    { label: `$(sign-out) ${vscode.l10n.t("Leave the session")}`, command: "baton.leaveSession" },
  ];
}

function facilitatorOffers(): Offer[] {
  return [
    { label: `$(settings-gear) ${vscode.l10n.t("Session settings")}`, command: "baton.sessionSettings" },
    { label: `$(markdown) ${vscode.l10n.t("Export a recap")}`, command: "baton.exportRecap" },
    { label: `$(stop-circle) ${vscode.l10n.t("End the session")}`, command: "baton.endSession" },
  ];
}
