/** Shows the board of suggestions while the window is in a session. What draws it is loaded in the first one. */
import * as vscode from "vscode";
import { DisposableStore } from "../base/disposables.ts";
import type { SessionController } from "../session/sessionController.ts";
import type { BoardViews } from "../suggestions/boardViews.ts";
import type { Attempt } from "./attempt.ts";
import { showPage } from "./webviewPage.ts";

export class SuggestionsView implements vscode.Disposable, vscode.WebviewViewProvider {
  readonly #store = new DisposableStore();
  readonly #extension: vscode.Uri;
  readonly #session: SessionController;
  readonly #attempt: Attempt;
  #views: Promise<BoardViews> | null = null;

  constructor(extension: vscode.Uri, session: SessionController, attempt: Attempt) {
    this.#extension = extension;
    this.#session = session;
    this.#attempt = attempt;
    this.#store.add(vscode.window.registerWebviewViewProvider("baton.suggestions", this));
    this.#store.add(
      session.onDidChange(() => {
        if (session.state.type === "joined") void attempt(() => this.#load());
      }),
    );
  }

  async resolveWebviewView(view: vscode.WebviewView): Promise<void> {
    const page = (await this.#load()).page(view);
    view.onDidDispose(() => page.dispose());
    showPage(view.webview, this.#extension, "suggestions", vscode.l10n.t("Suggestions"));
  }

  #load(): Promise<BoardViews> {
    this.#views ??= import("../suggestions/boardViews.ts").then(({ BoardViews }) =>
      this.#store.add(new BoardViews(this.#session, this.#attempt)),
    );
    return this.#views;
  }

  dispose(): void {
    this.#store.dispose();
  }
}
