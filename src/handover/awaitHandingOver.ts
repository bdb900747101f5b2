/** Gives a driver who is still handing over the time to do so. */
import * as vscode from "vscode";
import type { SessionController } from "../session/sessionController.ts";
import { whoHandsOver } from "./standing.ts";

/** Resolves when that has ended, or the person would rather take what is there. */
export async function awaitHandingOver(session: SessionController): Promise<void> {
  const now = (): string | null =>
    session.state.type === "joined" ? whoHandsOver(session.state.client) : null;
  const name = now();
  if (name === null) return;
  const shown = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Baton: {0} is still handing over. Cancel to take what is there.", name),
    cancellable: true,
  };
  await vscode.window.withProgress(shown, (_, cancellation) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const listening = session.onDidChange(() => {
      if (now() === null) resolve();
    });
    cancellation.onCancellationRequested(() => resolve());
    return promise.finally(() => listening.dispose());
  });
}
