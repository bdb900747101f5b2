/**
 * Keeps the relay of a session that this window hosts: when the connection to it is lost, it is started again. Where
 * it still runs, its own lock turns the second one away, and nothing has happened.
 */
import { setTimeout as delay } from "node:timers/promises";
import type * as vscode from "vscode";
import type { Attempt } from "../../views/attempt.ts";
import type { SessionController } from "../sessionController.ts";

const firstPause = 1_000;
const longestPause = 30_000;
/** Nobody is told of the attempts before: a relay that runs is connected to again meanwhile. */
const quietAttempts = 2;

/** `startAgain` starts the relay of that session where it was. */
export function keepRelay(
  session: SessionController,
  startAgain: (session: string) => Promise<void>,
  attempt: Attempt,
): vscode.Disposable {
  const disposal = new AbortController();
  let busy = false;

  /** The session that this window hosts and is cut off from. */
  const lostSession = (): string | null => {
    const { state } = session;
    if (state.type === "none" || !state.membership.hosted) return null;
    return state.client.status.state === "reconnecting" ? state.membership.session : null;
  };
  const isStarted = async (lost: string, failed: number): Promise<boolean> => {
    try {
      await startAgain(lost);
      return true;
    } catch (error) {
      if (failed === quietAttempts) void attempt(() => Promise.reject(error));
      return false;
    }
  };
  const bringBack = async (): Promise<void> => {
    let failed = 0;
    for (let lost = lostSession(); lost !== null; lost = lostSession()) {
      if (await isStarted(lost, failed)) {
        // Who went offline meanwhile stays so.
        if (lostSession() !== null) session.connect();
        return;
      }
      await delay(Math.min(longestPause, firstPause * 2 ** failed), null, { signal: disposal.signal });
      failed += 1;
    }
  };
  const look = (): void => {
    if (busy || lostSession() === null) return;
    busy = true;
    bringBack()
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
