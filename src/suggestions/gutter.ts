/** The gutter's side of the editor's comments: which lines offer a "+", and what the editor asks there. */
import * as vscode from "vscode";
import { sharedPath } from "./selectionAnchor.ts";

/**
 * Resolves when threads may be made. The editor looks at a file's threads once for the new controller and once for
 * its ranges, and forgets what is made in between: it has asked for both when it has answered whatever comes next.
 */
export async function openGutter(mayPost: boolean): Promise<vscode.CommentController> {
  const controller = vscode.comments.createCommentController(
    "baton.suggestions",
    vscode.l10n.t("Suggestions"),
  );
  controller.options = {
    prompt: vscode.l10n.t("Say something about it"),
    placeHolder: vscode.l10n.t("What do you think? What should we try?"),
  };
  offerLines(controller, mayPost);
  await vscode.commands.executeCommand("setContext", "baton.suggestions", true);
  return controller;
}

/** Every line of a file that others can have too, or none. */
export function offerLines(controller: vscode.CommentController, mayPost: boolean): void {
  controller.commentingRangeProvider = {
    provideCommentingRanges: (document) => (mayPost ? allLines(document) : []),
  };
}

function allLines(document: vscode.TextDocument): vscode.Range[] {
  return sharedPath(document) === null ? [] : [new vscode.Range(0, 0, document.lineCount - 1, 0)];
}
