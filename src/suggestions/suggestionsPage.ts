/**
 * Draws one Suggestions page from the session's state, and does what it asks for. Loaded when the view is first
 * looked at. A hidden page is gone: it says that it is ready when it is there again.
 */
import * as vscode from "vscode";
import type { Command } from "#protocol/session/commands.ts";
import {
  type FromSuggestions,
  fromSuggestionsSchema,
  type Place,
  type ToSuggestions,
} from "#protocol/suggestionsPanel.ts";
import { DisposableStore } from "../base/disposables.ts";
import { whenDifferent } from "../base/whenDifferent.ts";
import type { SessionController } from "../session/sessionController.ts";
import type { Attempt } from "../views/attempt.ts";
import { actionCommands } from "./actionCommands.ts";
import { askRelay } from "./askRelay.ts";
import { boardOf } from "./board.ts";
import type { BoardCards, Cards } from "./boardCards.ts";
import { cardChanges } from "./cardChanges.ts";
import { Draft } from "./draft.ts";

type Asked<Type extends FromSuggestions["type"]> = Extract<FromSuggestions, { type: Type }>;

export class SuggestionsPage implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #view: vscode.WebviewView;
  readonly #session: SessionController;
  readonly #cards: BoardCards;
  readonly #draft = this.#store.add(new Draft());
  /** Null while no page listens: what is sent then would reach nobody. */
  #shown: Cards | null = null;
  #show: (message: ToSuggestions) => void = () => undefined;

  constructor(view: vscode.WebviewView, session: SessionController, cards: BoardCards, attempt: Attempt) {
    this.#view = view;
    this.#session = session;
    this.#cards = cards;
    this.#store.add(cards.onDidChange(() => this.#draw()));
    this.#store.add(this.#draft.onDidChange(() => this.#draw()));
    this.#store.add(
      view.onDidChangeVisibility(() => {
        if (!view.visible) this.#shown = null;
      }),
    );
    this.#store.add(
      view.webview.onDidReceiveMessage((message) => {
        const parsed = fromSuggestionsSchema.safeParse(message);
        if (parsed.success) void attempt(() => this.#answer(parsed.data));
      }),
    );
  }

  #draw(): void {
    const { client } = this.#cards;
    if (this.#shown === null || client === null) return;
    const { attached, selection } = this.#draft;
    const about: Place | null = attached === null ? null : { path: attached.path, lines: attached.lines };
    const board = boardOf(client, { selection, attached: about });
    if (board === null) return;
    this.#view.description = this.#openWords();
    const changes = cardChanges(this.#shown, this.#cards.current);
    this.#shown = this.#cards.current;
    if (changes !== null) this.#post({ type: "cards", ...changes });
    // Behind the cards: the first board tells the page that it has everything.
    this.#show({ type: "board", board });
  }

  #openWords(): string {
    const count = [...this.#cards.current.values()].filter(({ status }) => status === "open").length;
    return vscode.l10n.t("{0} open", count);
  }

  #post(message: ToSuggestions): void {
    void this.#view.webview.postMessage(message);
  }

  async #answer(asked: FromSuggestions): Promise<void> {
    switch (asked.type) {
      case "ready":
        this.#shown = new Map();
        this.#show = whenDifferent((message) => this.#post(message));
        return this.#draw();
      case "attach":
        return await this.#draft.attach();
      case "detach":
        return this.#draft.detach();
      case "post":
        return await this.#postSuggestion(asked);
      case "edit":
        return await this.#ask({ ...asked, type: "suggestion.edit" });
      case "comment":
        return await this.#ask({ ...asked, type: "suggestion.comment" });
      case "act":
        return void (await vscode.commands.executeCommand(actionCommands[asked.action], asked.suggestion));
      case "open":
        return void (await vscode.commands.executeCommand("baton.openSuggestionAnchor", asked.suggestion));
    }
  }

  async #ask(command: Command): Promise<void> {
    await askRelay(this.#session, command);
  }

  async #postSuggestion({ text, kind, anonymous, override }: Asked<"post">): Promise<void> {
    const anchor = this.#draft.attached;
    this.#draft.detach();
    const result = await askRelay(this.#session, {
      type: "suggestion.post",
      text,
      kind,
      ...(anonymous ? { anonymous } : {}),
      ...(override === null ? {} : { override }),
      ...(anchor === null ? {} : { anchor }),
    });
    if (result?.ok === false) this.#post({ type: "returned", text });
  }

  dispose(): void {
    this.#store.dispose();
  }
}
