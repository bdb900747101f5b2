/**
 * Tells why the relay let this window go for good, and what can be done. A place that cannot be taken up again is
 * forgotten; one that can is kept.
 */
import * as vscode from "vscode";
import { closeCode } from "#protocol/session/closeCode.ts";
import { DisposableStore } from "../../base/disposables.ts";
import type { Attempt } from "../../views/attempt.ts";
import type { Joined } from "../requireJoined.ts";
import type { SessionController } from "../sessionController.ts";

interface Closing {
  readonly sentence: string;
  /** Whether the window stays in its place. */
  readonly keeps: boolean;
  /** What the person may do about it. */
  readonly offer: Offer;
}

type Offer = "join" | "reconnect" | "recap" | "nothing";

const commands = {
  join: "baton.joinSession",
  reconnect: "baton.goOnline",
  recap: "baton.exportRecap",
} as const satisfies Record<Exclude<Offer, "nothing">, string>;

export function tellClosings(session: SessionController, attempt: Attempt): vscode.Disposable {
  const store = new DisposableStore();
  let told = false;
  const look = (): void => {
    const { state } = session;
    const isClosed = state.type === "joined" && state.client.status.state === "closed";
    if (isClosed && !told) void attempt(() => tell(session, state));
    told = isClosed;
  };
  store.add(session.onDidChange(look));
  look();
  return store;
}

async function tell(session: SessionController, state: Joined): Promise<void> {
  const { sentence, keeps, offer } = closingFor(state);
  if (!keeps) await session.leave();
  const words = vscode.l10n.t("Baton: {0}", sentence);
  if (offer === "nothing") {
    await vscode.window.showInformationMessage(words);
    return;
  }
  const chosen = await vscode.window.showInformationMessage(words, offerTitle(offer));
  if (chosen !== undefined) await vscode.commands.executeCommand(commands[offer]);
}

function offerTitle(offer: Exclude<Offer, "nothing">): string {
  switch (offer) {
    case "join":
      return vscode.l10n.t("Join Session");
    case "reconnect":
      return vscode.l10n.t("Reconnect");
    case "recap":
      return vscode.l10n.t("Export Recap");
  }
}

function closingFor({ client, membership }: Joined): Closing {
  const { status } = client;
  switch (status.state === "closed" ? status.code : null) {
    case closeCode.ended:
      return endedFor(client.me.role === "facilitator" || membership.hosted, client.view !== null);
    case closeCode.removed:
      return gone(vscode.l10n.t("A facilitator has removed you from the session."), "nothing");
    case closeCode.tokenRefused:
      return gone(
        vscode.l10n.t("Your place in the session has expired. Ask the host for a new link and join again."),
        "join",
      );
    case closeCode.notFound:
      return gone(
        vscode.l10n.t("The session is not at its address any more. Ask the host for a new link."),
        "join",
      );
    case closeCode.version:
      return kept(
        vscode.l10n.t(
          "The session's host runs another version of Baton. Update the older one, then reconnect.",
        ),
      );
    case closeCode.tooManyConnections:
      return kept(vscode.l10n.t("You are in this session in too many windows. Close one, then reconnect."));
    case closeCode.flooding:
      return kept(
        vscode.l10n.t(
          "This window sent too much at once and was disconnected. Wait a moment, then reconnect.",
        ),
      );
    default:
      return kept(vscode.l10n.t("The session's host closed the connection."));
  }
}

function endedFor(exports: boolean, isShown: boolean): Closing {
  if (exports) {
    const sentence = vscode.l10n.t("The session has ended. You can export its recap until you leave it.");
    return { sentence, keeps: true, offer: "recap" };
  }
  const sentence = isShown
    ? vscode.l10n.t(
        "The session has ended. What it showed stays here until you leave it. Thank you for taking part.",
      )
    : vscode.l10n.t("The session has ended.");
  return { sentence, keeps: isShown, offer: "nothing" };
}

function gone(sentence: string, offer: Offer): Closing {
  return { sentence, keeps: false, offer };
}

function kept(sentence: string): Closing {
  return { sentence, keeps: true, offer: "reconnect" };
}
