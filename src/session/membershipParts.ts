/** Joins what stands by a window's place in a session, whatever its views show. */
import * as vscode from "vscode";
import { answerLinks } from "../commands/joinLinks.ts";
import type { Attempt } from "../views/attempt.ts";
import { ConnectionStatus } from "../views/connectionStatus.ts";
import { tellClosings } from "./connection/closings.ts";
import { keepRelay } from "./hosting/relayKeeper.ts";
import type { SessionController } from "./sessionController.ts";

export function membershipParts(
  context: vscode.ExtensionContext,
  session: SessionController,
  attempt: Attempt,
): vscode.Disposable {
  const hostAgain = async (id: string) => (await import("./hosting/hosting.ts")).hostAgain(context, id);
  return vscode.Disposable.from(
    answerLinks(context, session, attempt),
    keepRelay(session, hostAgain, attempt),
    tellClosings(session, attempt),
    new ConnectionStatus(session),
  );
}
