/** "Session Diagnostics": copies a report that may be shown to anybody. */
import * as vscode from "vscode";
import { type DiagnosticsSource, diagnosticsText } from "../session/connection/diagnostics.ts";
import type { SessionController } from "../session/sessionController.ts";

const patienceMilliseconds = 3_000;

export async function copyDiagnostics(
  { extension }: vscode.ExtensionContext,
  session: SessionController,
): Promise<void> {
  const text = diagnosticsText({
    versions: {
      baton: String(extension.packageJSON.version),
      editor: vscode.version,
      node: process.versions.node,
      system: `${process.platform} ${process.arch}`,
      window: vscode.env.uiKind === vscode.UIKind.Web ? "browser" : "desktop",
      remote: vscode.env.remoteName === undefined ? "no" : "yes",
    },
    joined: await joined(session),
    settings: {
      relayHost: vscode.workspace.getConfiguration("baton").get("relay.host", ""),
      relayUrl: vscode.workspace.getConfiguration("baton").get("relay.url", ""),
    },
    now: performance.now(),
  });
  await vscode.env.clipboard.writeText(text);
  void vscode.window.showInformationMessage(
    vscode.l10n.t("Baton: the report is in the clipboard. It holds no names, texts, addresses or codes."),
  );
}

async function joined({ state }: SessionController): Promise<DiagnosticsSource["joined"]> {
  if (state.type === "none") return null;
  const { membership, client } = state;
  return { membership, client, latency: await latencyOf(membership.relay) };
}

/** Of one request that any relay answers at once, with a no. */
async function latencyOf(relay: string): Promise<number | null> {
  const begin = performance.now();
  try {
    await fetch(`${relay}/`, { redirect: "error", signal: AbortSignal.timeout(patienceMilliseconds) });
    return performance.now() - begin;
  } catch {
    return null; // it does not answer: that is what is reported
  }
}
