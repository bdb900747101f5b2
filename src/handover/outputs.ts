/** The pipeline's outputs travel with the code, through the session's relay: the first run of a turn makes none anew. */
import * as vscode from "vscode";
import { createObjectsClient } from "#client/objects/objectsClient.ts";
import { cacheLimit } from "../session/cache/cacheLimit.ts";
import { fetchCache } from "../session/cache/fetchCache.ts";
import { shareCache } from "../session/cache/shareCache.ts";
import type { TransferOptions, TransferOutcome } from "../session/cache/transfer.ts";
import type { SessionController } from "../session/sessionController.ts";
import { exists, pipelineFile } from "../workspace/projectFolder.ts";
import { transferWords } from "./transferWords.ts";

export async function sendOutputs(session: SessionController, folder: string): Promise<void> {
  await transfer(session, folder, vscode.l10n.t("Baton: sending the pipeline's outputs"), shareCache);
}

export async function fetchOutputs(session: SessionController, folder: string): Promise<void> {
  await transfer(session, folder, vscode.l10n.t("Baton: fetching the pipeline's outputs"), fetchCache);
}

async function transfer(
  session: SessionController,
  folder: string,
  title: string,
  move: typeof shareCache,
): Promise<void> {
  const { state, token } = session;
  const uri = vscode.Uri.file(folder);
  if (state.type === "none" || token === null) return;
  if (!(await exists(vscode.Uri.joinPath(uri, pipelineFile)))) return;
  const client = createObjectsClient(state.membership.relay, token);
  const outcome = await followed(title, (options) =>
    move(folder, client, { ...options, limit: cacheLimit(uri) }),
  );
  const words = transferWords(outcome);
  if (words !== null) void vscode.window.showInformationMessage(vscode.l10n.t("Baton: {0}", words));
}

function followed(
  title: string,
  move: (options: Omit<TransferOptions, "limit">) => Promise<TransferOutcome>,
): Promise<TransferOutcome> {
  const shown = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const done = vscode.window.withProgress(shown, (progress, cancellation) => {
    const abort = new AbortController();
    cancellation.onCancellationRequested(() => abort.abort());
    let told = 0;
    const onProgress = ({ moved, whole }: { moved: number; whole: number }): void => {
      const percent = whole === 0 ? 100 : Math.floor((moved / whole) * 100);
      if (percent <= told) return;
      progress.report({ increment: percent - told });
      told = percent;
    };
    return move({ signal: abort.signal, onProgress });
  });
  return Promise.resolve(done);
}
