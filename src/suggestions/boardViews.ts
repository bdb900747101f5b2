/** Everything that shows the board's suggestions: the page and the threads in the gutter, drawn from the same cards. */
import type * as vscode from "vscode";
import { DisposableStore } from "../base/disposables.ts";
import type { SessionController } from "../session/sessionController.ts";
import type { Attempt } from "../views/attempt.ts";
import { Anchors } from "./anchors.ts";
import { BoardCards } from "./boardCards.ts";
import { SuggestionsPage } from "./suggestionsPage.ts";
import { SuggestionThreads } from "./suggestionThreads.ts";

export class BoardViews implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #session: SessionController;
  readonly #attempt: Attempt;
  readonly #cards: BoardCards;

  constructor(session: SessionController, attempt: Attempt) {
    this.#session = session;
    this.#attempt = attempt;
    const anchors = this.#store.add(new Anchors());
    this.#cards = this.#store.add(new BoardCards(session, anchors));
    this.#store.add(new SuggestionThreads(this.#cards, anchors, attempt));
  }

  /** For a webview that is to show the page; whoever has the webview disposes it. */
  page(webview: vscode.Webview): SuggestionsPage {
    return new SuggestionsPage(webview, this.#session, this.#cards, this.#attempt);
  }

  dispose(): void {
    this.#store.dispose();
  }
}
