/** "Leave Session", and the question before somebody goes from one session to another. */
import * as vscode from "vscode";
import * as z from "zod";
import type { ClientState } from "#client/createClient.ts";
import { plainText } from "../base/plainText.ts";
import type { SessionController } from "../session/sessionController.ts";

/** As the command's argument nobody is asked. */
const argumentSchema = z.strictObject({ sure: z.literal(true) });

export async function leaveSession(session: SessionController, argument: unknown): Promise<void> {
  const { state } = session;
  if (state.type === "none") return;
  const isSure = argumentSchema.safeParse(argument).success;
  if (isSure || !isNeeded(state.client) || (await confirmLeaving())) await session.leave();
}

/** Nobody else could moderate the session, or end it. */
function isNeeded({ status, me, roster }: ClientState): boolean {
  const others = [...roster.people.values()].filter(({ id }) => id !== me.participant);
  const isOnly = me.role === "facilitator" && !others.some(({ role }) => role === "facilitator");
  return isOnly && status.state !== "closed";
}

async function confirmLeaving(): Promise<boolean> {
  const leave = vscode.l10n.t("Leave");
  const end = vscode.l10n.t("End Session");
  const question = vscode.l10n.t("Leave the session?");
  const options = { modal: true, detail: onlyFacilitatorWords() };
  const chosen = await vscode.window.showWarningMessage(question, options, leave, end);
  if (chosen === end) await vscode.commands.executeCommand("baton.endSession");
  return chosen === leave;
}

function onlyFacilitatorWords(): string {
  return vscode.l10n.t(
    "You are its only facilitator: after you nobody can moderate or end it. It goes on for the others; you come back with the facilitators' link only.",
  );
}

/** True when the window is in no session, or the person says that it may leave the one that it is in. */
export async function leaveForAnother(session: SessionController): Promise<boolean> {
  await session.restored;
  const { state } = session;
  if (state.type === "none" || state.client.status.state === "closed") return true;
  const title = state.client.view?.session.title;
  const sentence =
    title === undefined
      ? vscode.l10n.t("You are in a session already. Leave it?")
      : vscode.l10n.t("You are in the session “{0}” already. Leave it?", plainText(title));
  const leave = vscode.l10n.t("Leave It");
  const options = { modal: true, ...(isNeeded(state.client) ? { detail: onlyFacilitatorWords() } : {}) };
  return (await vscode.window.showWarningMessage(sentence, options, leave)) === leave;
}
