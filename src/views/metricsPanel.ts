/**
 * The Metrics panel's host side: one panel, drawn from the run that is on display, restored after a window reload. What
 * the page asks for arrives as messages and is parsed here; the page itself can do nothing.
 */
import * as vscode from "vscode";
import type { FromPanel, PanelState, ToPanel } from "#protocol/metricsPanel.ts";
import type { Problem } from "#protocol/problem.ts";
import { DisposableStore } from "../base/disposables.ts";
import { whenDifferent } from "../base/whenDifferent.ts";
import { listedProblems } from "./panelState.ts";
import type { RunDisplay } from "./runDisplay.ts";
import { showPage } from "./webviewPage.ts";

const viewType = "baton.metrics";

/** What is left of a message when the page's own affairs are settled. */
export type PanelRequest =
  | Exclude<FromPanel, { type: "ready" | "openProblem" }>
  | { type: "openProblem"; problem: Problem };

export class MetricsPanel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #store = new DisposableStore();
  readonly #extension: vscode.Uri;
  readonly #display: RunDisplay;
  readonly #answer: (request: PanelRequest) => void;
  #panel: vscode.WebviewPanel | null = null;
  #show: (state: PanelState) => void = () => undefined;

  constructor(extension: vscode.Uri, display: RunDisplay, answer: (request: PanelRequest) => void) {
    this.#extension = extension;
    this.#display = display;
    this.#answer = answer;
    this.#store.add(vscode.window.registerWebviewPanelSerializer(viewType, this));
    this.#store.add(display.onDidChange(() => this.#send()));
    this.#store.add({ dispose: () => this.#panel?.dispose() });
  }

  /** Opens the panel beside the code, or brings it to the front; the keyboard stays where it is unless `focus`. */
  show(focus: boolean): void {
    if (this.#panel !== null) {
      this.#panel.reveal(undefined, !focus);
      return;
    }
    const title = vscode.l10n.t("Metrics");
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: !focus };
    this.#adopt(vscode.window.createWebviewPanel(viewType, title, column));
  }

  get open(): boolean {
    return this.#panel !== null;
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.#panel?.dispose();
    this.#adopt(panel);
    return Promise.resolve();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    panel.iconPath = {
      light: vscode.Uri.joinPath(this.#extension, "media", "tab-light.svg"),
      dark: vscode.Uri.joinPath(this.#extension, "media", "tab-dark.svg"),
    };
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = null;
    });
    panel.webview.onDidReceiveMessage((message) => void this.#receive(message));
    showPage(panel.webview, this.#extension, "metrics", vscode.l10n.t("Metrics"));
  }

  async #receive(message: unknown): Promise<void> {
    // What the editor need not load to start is loaded when a page speaks.
    const { fromPanelSchema } = await import("#protocol/metricsPanel.ts");
    const parsed = fromPanelSchema.safeParse(message);
    if (!parsed.success) return;
    const asked = parsed.data;
    if (asked.type === "ready") {
      // A page that was hidden begins anew.
      this.#show = whenDifferent((state) => this.#post({ type: "state", state }));
      this.#send();
    } else if (asked.type !== "openProblem") this.#answer(asked);
    else {
      const problem = listedProblems(this.#display.state)[asked.index];
      if (problem !== undefined) this.#answer({ type: "openProblem", problem });
    }
  }

  #send(): void {
    this.#show(this.#display.state);
  }

  #post(message: ToPanel): void {
    void this.#panel?.webview.postMessage(message);
  }

  dispose(): void {
    this.#store.dispose();
  }
}
