/** A session that this window hosts, with Ben in it, who is in the test's own process. */
import * as vscode from "vscode";
import { endChildren } from "#support/processes.ts";
import { joinAsGuest, type SessionGuest } from "#support/sessionGuest.ts";

/** Ben is a facilitator, too. */
export async function hostWithBen(): Promise<SessionGuest> {
  const plan = { title: "Grades workshop", name: "Ana", turnMinutes: 5 };
  await vscode.commands.executeCommand("baton.hostSession", plan);
  await vscode.env.clipboard.writeText("");
  await vscode.commands.executeCommand("baton.invite", { copy: "facilitator" });
  const ben = await joinAsGuest(await vscode.env.clipboard.readText(), "Ben");
  await ben.until(({ status }) => status.state === "connected");
  return ben;
}

export async function leaveWith(ben: SessionGuest): Promise<void> {
  ben[Symbol.dispose]();
  await vscode.commands.executeCommand("baton.leaveSession", { sure: true });
  endChildren("relay --data");
}
