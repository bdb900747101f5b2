/** Who is handing over at the moment: what somebody takes before that has ended lacks the last turn. */
import * as vscode from "vscode";
import type { ClientState } from "#client/createClient.ts";
import type { Handover } from "#protocol/session/handover.ts";
import { nameOf } from "../session/names.ts";
import { isAway } from "../session/rotation/order.ts";
import type { SessionController } from "../session/sessionController.ts";

/** The participant, ready to be named; null where nobody is, or nobody who is here. */
export function whoHandsOver(client: ClientState): string | null {
  const handover = client.view?.handover ?? null;
  if (handover === null || handover.by === client.me.participant) return null;
  const hands = handover.standing.type === "handingOver" && !isAway(client, handover.by);
  return hands ? nameOf(client, handover.by) : null;
}

/** Resolves when that has ended, or the person would rather take what is there. */
export async function awaitHandingOver(session: SessionController): Promise<void> {
  const now = (): string | null => (session.state.type === "joined" ? whoHandsOver(session.state.client) : null);
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

/**
 * What somebody handed over after this participant had taken the seat: the turn began without it. Null where the
 * change from one state to the next is none of the kind.
 */
export function lateHandover(before: Handover | null, after: Handover | null, me: string): Handover | null {
  if (before === null || after === null || before === after || after.by === me || before.by !== me) return null;
  const { standing } = after;
  const took = before.standing.type === "taken" ? before.standing.commit : null;
  return took !== null && standing.type === "handedOver" && standing.commit !== took ? after : null;
}
