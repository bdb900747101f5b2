/**
 * Opens the metrics panel when a session shows its first run to this window, and leaves the keyboard where it is.
 * Once a session: who closes the panel wants it closed.
 */
import * as vscode from "vscode";
import type { SessionController } from "../session/sessionController.ts";
import type { MetricsPanel } from "./metricsPanel.ts";
import type { RunDisplay } from "./runDisplay.ts";

const openedKey = "baton.metricsOpenedFor";

export function openAtFirstSharedRun(
  session: SessionController,
  display: RunDisplay,
  panel: MetricsPanel,
  opened: vscode.Memento,
): vscode.Disposable {
  return display.onDidChange(() => {
    const { state } = session;
    if (state.type === "none" || display.shared === null) return;
    const { session: id } = state.membership;
    if (opened.get(openedKey) === id) return;
    void opened.update(openedKey, id);
    if (vscode.workspace.getConfiguration("baton").get("showMetricsOnRun", true)) panel.show(false);
  });
}
