/** Provides the Suggestions view. What draws it is loaded when somebody looks at it. */
import * as vscode from "vscode";
import type { SessionController } from "../session/sessionController.ts";
import type { Attempt } from "./attempt.ts";
import { showPage } from "./webviewPage.ts";

export function provideSuggestions(
  extension: vscode.Uri,
  session: SessionController,
  attempt: Attempt,
): vscode.Disposable {
  return vscode.window.registerWebviewViewProvider("baton.suggestions", {
    async resolveWebviewView(view) {
      const { SuggestionsPage } = await import("../suggestions/suggestionsPage.ts");
      const { Anchors } = await import("../suggestions/anchors.ts");
      const anchors = new Anchors();
      const page = new SuggestionsPage(view.webview, session, anchors, attempt);
      view.onDidChangeVisibility(() => {
        if (!view.visible) page.hidden();
      });
      view.onDidDispose(() => {
        page.dispose();
        anchors.dispose();
      });
      showPage(view.webview, extension, "suggestions", vscode.l10n.t("Suggestions"));
    },
  });
}
