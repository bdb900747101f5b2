/** What is worth knowing of outputs that travelled: only what did not. */
import * as vscode from "vscode";
import { plainText } from "../base/plainText.ts";
import type { TransferOutcome } from "../session/cache/transfer.ts";

/** Null where nothing is: a turn goes on without them, and a run makes them again. */
export function transferWords({ ending, left, corrupt }: TransferOutcome): string | null {
  if (corrupt.length > 0) {
    return vscode.l10n.t(
      "{0} arrived damaged and was refused. The next run makes it anew.",
      plainText(corrupt.join(", "), 120),
    );
  }
  switch (ending.type) {
    case "refused":
    case "unreachable":
      return vscode.l10n.t(
        "the relay did not take the pipeline's outputs along. The next run makes them anew.",
      );
    case "failed":
      return plainText(ending.problem.message, 200);
    case "complete": {
      const [largest] = left;
      if (largest === undefined) return null;
      const paths = plainText(largest.paths.join(", "), 80);
      return vscode.l10n.t(
        "{0} is too large to travel (setting {1}). The next run makes it anew.",
        paths,
        "baton.handover.cacheMegabytes",
      );
    }
    case "off":
    case "cancelled":
    case "unusable":
      return null;
  }
}
