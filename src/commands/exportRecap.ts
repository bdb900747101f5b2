/** "Export Recap": the whole session as Markdown, into a file of the facilitator's choice. Also after the end. */
import * as vscode from "vscode";
import * as z from "zod";
import { exportSession } from "#client/exportSession.ts";
import { recapOf } from "#client/recap/recap.ts";
import { RelayRefusedError, RelayUnreachableError } from "#client/relayRequest.ts";
import type { SessionView } from "#protocol/session/state.ts";
import { Complaint } from "../base/complaint.ts";
import { hostAgain } from "../session/hosting/hosting.ts";
import type { SessionController } from "../session/sessionController.ts";

/** As the command's argument: the file's path, and nobody is asked. */
const argumentSchema = z.strictObject({ file: z.string() });

export async function exportRecap(
  context: vscode.ExtensionContext,
  session: SessionController,
  argument: unknown,
): Promise<void> {
  const given = argumentSchema.safeParse(argument).data;
  const recap = recapOf(await fetchSession(context, session));
  const file = given === undefined ? await askFile() : vscode.Uri.file(given.file);
  if (file === undefined) return;
  await vscode.workspace.fs.writeFile(file, Buffer.from(recap));
  await vscode.window.showTextDocument(file);
}

async function fetchSession(
  context: vscode.ExtensionContext,
  session: SessionController,
): Promise<SessionView> {
  const { state, token } = session;
  if (state.type === "none" || token === null)
    throw new Complaint(vscode.l10n.t("you are not in a session."));
  const { relay, hosted, session: id } = state.membership;
  try {
    return await exportSession(relay, token).catch(async (error: unknown) => {
      // After the end nobody is connected any more, and the relay has gone as well.
      if (!(hosted && error instanceof RelayUnreachableError)) throw error;
      await hostAgain(context, id);
      return await exportSession(relay, token);
    });
  } catch (error) {
    throw complaintOf(error) ?? error;
  }
}

function complaintOf(error: unknown): Complaint | null {
  if (error instanceof RelayRefusedError) {
    return new Complaint(
      error.reason === "forbidden"
        ? vscode.l10n.t("Only facilitators can export a recap.")
        : vscode.l10n.t("The session's host is busy. Try again in a moment."),
      { cause: error },
    );
  }
  if (!(error instanceof RelayUnreachableError)) return null;
  return new Complaint(vscode.l10n.t("The session's host does not answer. Reconnect, then export again."), {
    cause: error,
  });
}

function askFile(): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `recap-${new Date().toISOString().slice(0, 10)}.md`;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t("Export Recap"),
    saveLabel: vscode.l10n.t("Save Recap"),
    filters: { Markdown: ["md"] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
}
