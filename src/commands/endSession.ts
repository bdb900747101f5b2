/** "End Session": for everybody and for good, with a recap to keep. */
import * as vscode from "vscode";
import * as z from "zod";
import { plainText } from "../base/plainText.ts";
import type { SessionController } from "../session/sessionController.ts";
import { exportRecap } from "./exportRecap.ts";
import { requireView } from "./requireView.ts";

/** As the command's argument nobody is asked; `recap` is the path of its file, if there is to be one. */
const argumentSchema = z.strictObject({ sure: z.literal(true), recap: z.string().optional() });

export async function endSession(
  context: vscode.ExtensionContext,
  session: SessionController,
  argument: unknown,
): Promise<void> {
  const { view } = requireView(session);
  const given = argumentSchema.safeParse(argument).data;
  const answer = given === undefined ? await ask(view.session.title) : givenAnswer(given.recap);
  if (answer === null) return;
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Baton: ending the session"),
  };
  const end = () => session.ask({ type: "session.end" });
  const { ok } = await vscode.window.withProgress(progress, end);
  if (ok && answer.saves) await exportRecap(context, session, answer.file);
}

interface Answer {
  readonly saves: boolean;
  /** The argument of "Export Recap". */
  readonly file?: { readonly file: string };
}

function givenAnswer(recap: string | undefined): Answer {
  return recap === undefined ? { saves: false } : { saves: true, file: { file: recap } };
}

async function ask(title: string): Promise<Answer | null> {
  const save = vscode.l10n.t("End and Save Recap");
  const end = vscode.l10n.t("End");
  const question = vscode.l10n.t("End the session “{0}” for everybody?", plainText(title));
  const detail = vscode.l10n.t(
    "Nobody can go on in it afterwards. The recap holds turns, suggestions with their outcomes, and runs; it names only who agreed to it.",
  );
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, save, end);
  return chosen === undefined ? null : { saves: chosen === save };
}
