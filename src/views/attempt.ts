/**
 * The one way in which something that went wrong reaches the person: a sentence, and for faults of ours the way to
 * the log, which holds the rest. Whatever is started without anybody waiting for it is started through this.
 */
import * as vscode from "vscode";
import { failureOf } from "../base/complaint.ts";
import type { OutputLog } from "./outputLog.ts";

/** Does the work and gives its result; undefined when it failed, which the person has then been told. */
export type Attempt = <Result>(work: () => Result | PromiseLike<Result>) => Promise<Result | undefined>;

export function createAttempt(log: OutputLog): Attempt {
  return async (work) => {
    try {
      return await work();
    } catch (error) {
      tell(log, error);
      return undefined;
    }
  };
}

function tell(log: OutputLog, error: unknown): void {
  const failure = failureOf(error);
  switch (failure.type) {
    case "cancelled":
      return;
    case "complaint":
      void vscode.window.showErrorMessage(vscode.l10n.t("Baton: {0}", failure.sentence));
      return;
    case "fault":
      log.note(failure.stack);
      void offerLog(log);
  }
}

async function offerLog(log: OutputLog): Promise<void> {
  const open = vscode.l10n.t("Open Log");
  const sentence = vscode.l10n.t("Baton: something went wrong that should not. The log says what.");
  if ((await vscode.window.showErrorMessage(sentence, open)) === open) log.show();
}
