/** Links of the editor that lead to Baton, such as `vscode://baton-editor.baton/join?...`. Anybody may have made one. */
import * as vscode from "vscode";
import type { SessionController } from "../session/sessionController.ts";
import type { Attempt } from "../views/attempt.ts";

export function answerLinks(
  context: vscode.ExtensionContext,
  session: SessionController,
  attempt: Attempt,
): vscode.Disposable {
  return vscode.window.registerUriHandler({
    handleUri: (uri) =>
      void attempt(async () => {
        const { joinByLink } = await import("./joinSession.ts");
        await joinByLink(context, session, uri.toString(true));
      }),
  });
}
