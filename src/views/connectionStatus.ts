/** The status bar item of the connection: quiet while all is well. A click offers what can be done. */
import * as vscode from "vscode";
import { DisposableStore } from "../base/disposables.ts";
import { plainText } from "../base/plainText.ts";
import { type ConnectionWords, connectionWords } from "../session/connection/connectionWords.ts";
import type { SessionController, SessionState } from "../session/sessionController.ts";
import { createStatusItem } from "./statusItem.ts";

interface Shown extends ConnectionWords {
  /** Null before the relay has told it. */
  readonly title: string | null;
}

export class ConnectionStatus implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #item = this.#store.add(
    createStatusItem({
      id: "baton.connection",
      priority: 50.5,
      name: vscode.l10n.t("Baton: connection"),
      command: "baton.showConnection",
    }),
  );
  readonly #session: SessionController;
  #timer: NodeJS.Timeout | undefined;

  constructor(session: SessionController) {
    this.#session = session;
    this.#store.add({ dispose: () => clearTimeout(this.#timer) });
    this.#store.add(session.onDidChange(() => this.#look()));
    this.#look();
  }

  #look(): void {
    const { state } = this.#session;
    clearTimeout(this.#timer);
    // "Since when" goes on without any news.
    if (state.type === "joined" && state.client.status.state === "reconnecting")
      this.#timer = setTimeout(() => this.#look(), 1_000);
    this.#show(shownFor(state));
  }

  #show(shown: Shown | null): void {
    if (shown === null) {
      this.#item.draw(null);
      return;
    }
    const { icon, short, whole, warns, title } = shown;
    const speech = title === null ? whole : vscode.l10n.t("session “{0}”: {1}", title, whole);
    const text = `$(${icon}) ${short}`.trimEnd();
    const tooltip = vscode.l10n.t("{0}. Click for what you can do.", speech);
    this.#item.draw({ text, speech, tooltip, alarm: warns ? "warning" : null });
  }

  dispose(): void {
    this.#store.dispose();
  }
}

function shownFor(state: SessionState): Shown | null {
  if (state.type === "none") return null;
  const title = state.client.view?.session.title;
  return {
    ...connectionWords(state.client.status, performance.now()),
    title: title === undefined ? null : plainText(title),
  };
}
