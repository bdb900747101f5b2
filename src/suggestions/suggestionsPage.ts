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
import { Notice } from "../base/notice.ts";
import { whenDifferent } from "../base/whenDifferent.ts";
import type { SessionController } from "../session/sessionController.ts";
import type { Attempt } from "../views/attempt.ts";
import { actionCommands } from "./actionCommands.ts";
import type { Anchors } from "./anchors.ts";
import { askRelay } from "./askRelay.ts";
import { boardOf } from "./board.ts";
import { type Cards, cardChanges } from "./cardChanges.ts";
import { cardsOf } from "./cards.ts";
import { Draft } from "./draft.ts";

type Asked<Type extends FromSuggestions["type"]> = Extract<FromSuggestions, { type: Type }>;

/** Several things change at a time: they are drawn together, sooner than anybody sees. */
const drawingTime = 30;

export class SuggestionsPage implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #webview: vscode.Webview;
  readonly #session: SessionController;
  readonly #anchors: Anchors;
  readonly #due = this.#store.add(new Notice());
  readonly #draft = this.#store.add(new Draft());
  /** Null while no page listens. */
  #shown: Cards | null = null;
  #show: (message: ToSuggestions) => void = () => undefined;

  constructor(webview: vscode.Webview, session: SessionController, anchors: Anchors, attempt: Attempt) {
    this.#webview = webview;
    this.#session = session;
    this.#anchors = anchors;
    const soon = () => this.#due.within(drawingTime);
    this.#store.add(session.onDidChange(soon));
    this.#store.add(anchors.onDidChange(soon));
    this.#store.add(this.#draft.onDidChange(soon));
    this.#store.add(this.#due.event(() => this.#draw()));
    this.#store.add(
      webview.onDidReceiveMessage((message) => {
        const parsed = fromSuggestionsSchema.safeParse(message);
        if (parsed.success) void attempt(() => this.#answer(parsed.data));
      }),
    );
  }

  /** The page was hidden: what is sent now would reach nobody. */
  hidden(): void {
    this.#shown = null;
  }

  #draw(): void {
    const { state } = this.#session;
    if (this.#shown === null || state.type === "none") return;
    const { attached, selection } = this.#draft;
    const about: Place | null = attached === null ? null : { path: attached.path, lines: attached.lines };
    const board = boardOf(state.client, { selection, attached: about });
    if (board === null) return;
    const cards = cardsOf(state.client, this.#anchors.look);
    const next: Cards = new Map(cards.map((card) => [card.id, card]));
    const changes = cardChanges(this.#shown, next);
    this.#shown = next;
    if (changes !== null) this.#post({ type: "cards", ...changes });
    // Behind the cards: the first board tells the page that it has everything.
    this.#show({ type: "board", board });
  }

  #post(message: ToSuggestions): void {
    void this.#webview.postMessage(message);
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
