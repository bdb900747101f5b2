/**
 * Keeps the relay of a session that this window hosts: when the connection to it is lost, it is started again. Where
 * it still runs, its own lock turns the second one away, and nothing has happened.
 */
import { setTimeout as delay } from "node:timers/promises";
import type * as vscode from "vscode";
import type { Attempt } from "../views/attempt.ts";
import type { SessionController } from "./sessionController.ts";

const firstPause = 1_000;
const longestPause = 30_000;
/** Nobody is told of the attempts before: a relay that runs is connected to again meanwhile. */
const quietAttempts = 2;

/** `startAgain` starts the relay where it was. */
export function keepRelay(
  session: SessionController,
  startAgain: () => Promise<void>,
  attempt: Attempt,
): vscode.Disposable {
  const disposal = new AbortController();
  let busy = false;

  const isLost = (): boolean => {
    const { state } = session;
    return state.type === "joined" && state.membership.hosted && state.client.status.state === "reconnecting";
  };
  const bringBack = async (): Promise<void> => {
    for (let failed = 0; isLost(); failed += 1) {
      try {
        return await startAgain();
      } catch (error) {
        if (failed === quietAttempts) void attempt(() => Promise.reject(error));
      }
      await delay(Math.min(longestPause, firstPause * 2 ** failed), null, { signal: disposal.signal });
    }
  };
  const look = (): void => {
    if (busy || !isLost()) return;
    busy = true;
    bringBack()
      .then(() => session.connect())
      .catch(() => undefined) // the window closes
      .finally(() => {
        busy = false;
      });
  };

  const listening = session.onDidChange(look);
  look();
  return {
    dispose() {
      disposal.abort();
      listening.dispose();
    },
  };
}
