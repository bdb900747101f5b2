/** Roles, names, and who has to go. */
import * as vscode from "vscode";
import type { Role } from "#protocol/session/roles.ts";
import { askSteps } from "../base/steps.ts";
import { rememberName } from "../session/joining/person.ts";
import { nameOf } from "../session/names.ts";
import type { SessionController } from "../session/sessionController.ts";
import { choosePerson, everybody, participantOf } from "./choosePerson.ts";
import { askName } from "./personQuestions.ts";
import { requireView } from "./requireView.ts";

async function person(
  session: SessionController,
  argument: unknown,
  title: string,
): Promise<string | undefined> {
  const given = participantOf(argument);
  if (given !== null) return given;
  const { client } = requireView(session);
  const nobody = vscode.l10n.t("nobody is here.");
  return await choosePerson(client, { title, people: everybody(client), nobody });
}

function roleTitle(role: Role): string {
  switch (role) {
    case "facilitator":
      return vscode.l10n.t("Who becomes a facilitator?");
    case "participant":
      return vscode.l10n.t("Who becomes a participant?");
    case "observer":
      return vscode.l10n.t("Who becomes an observer?");
  }
}

export async function setRole(session: SessionController, role: Role, argument: unknown): Promise<void> {
  requireView(session);
  const participant = await person(session, argument, roleTitle(role));
  if (participant !== undefined) await session.ask({ type: "participant.setRole", participant, role });
}

export async function removePerson(session: SessionController, argument: unknown): Promise<void> {
  const { client } = requireView(session);
  const participant = await person(session, argument, vscode.l10n.t("Who has to leave?"));
  if (participant === undefined) return;
  const remove = vscode.l10n.t("Remove");
  const sentence = vscode.l10n.t("Remove {0} from the session?", nameOf(client, participant));
  const detail = vscode.l10n.t("What they wrote and voted stays. They come back only with a new invitation.");
  const answer = await vscode.window.showWarningMessage(sentence, { modal: true, detail }, remove);
  if (answer === remove) await session.ask({ type: "participant.remove", participant });
}

/** `argument`: the new name. The next session begins with it. */
export async function rename(
  context: vscode.ExtensionContext,
  session: SessionController,
  argument: unknown,
): Promise<void> {
  const { client } = requireView(session);
  const name = typeof argument === "string" ? argument.trim() : await newName(client.me.name ?? "");
  if (name === "") return;
  const { ok } = await session.ask({ type: "participant.rename", name });
  if (ok) await rememberName(context, name);
}

/** Empty where the person gave up. */
async function newName(name: string): Promise<string> {
  const answer = await askSteps(vscode.l10n.t("Change My Name"), { name }, [askName]);
  return answer?.name ?? "";
}
