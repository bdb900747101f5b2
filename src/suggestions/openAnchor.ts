/** "Open the Code of a Suggestion": the lines where the code stands now, or where it stood. */
import * as vscode from "vscode";
import { refusalMessages } from "#protocol/session/refusal.ts";
import type { Anchor } from "#protocol/session/state.ts";
import { Complaint } from "../base/complaint.ts";
import { plainText } from "../base/plainText.ts";
import { requireJoined } from "../session/requireJoined.ts";
import type { SessionController } from "../session/sessionController.ts";
import { anchorFile, currentText } from "./anchorFile.ts";
import { placeInFile } from "./anchorPlace.ts";
import { chooseSuggestion } from "./chooseSuggestion.ts";
import { givenSuggestion } from "./givenSuggestion.ts";

export async function openAnchor(session: SessionController, argument: unknown): Promise<void> {
  const { client } = requireJoined(session);
  const title = vscode.l10n.t("Open the Code of a Suggestion");
  const hasCode = (_id: string, { anchor }: { anchor?: Anchor | undefined }) => anchor !== undefined;
  const id = givenSuggestion(argument)?.suggestion ?? (await chooseSuggestion(client, title, hasCode));
  if (id === null) return;
  const anchor = client.view?.suggestions[id]?.anchor;
  if (anchor === undefined) throw new Complaint(refusalMessages["not-found"]);
  await show(anchor);
}

async function show(anchor: Anchor): Promise<void> {
  const file = await anchorFile(anchor.path);
  if (file === null) {
    const path = plainText(anchor.path, 120);
    throw new Complaint(vscode.l10n.t("there is no file {0} in the folder that is open here.", path));
  }
  const { lines, standing } = placeInFile(anchor, await currentText(file));
  const [first, last] = lines ?? [1, 1];
  const range = new vscode.Range(first - 1, 0, last - 1, Number.MAX_SAFE_INTEGER);
  const editor = await vscode.window.showTextDocument(file);
  const shown = editor.document.validateRange(range);
  editor.selection = new vscode.Selection(shown.end, shown.start);
  editor.revealRange(shown, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  if (standing === "stale") {
    vscode.window.setStatusBarMessage(vscode.l10n.t("Baton: the code has moved on; it stood here"), 4000);
  }
}
