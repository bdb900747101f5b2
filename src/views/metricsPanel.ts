/**
 * The Metrics panel's host side, drawn from the run that is on display. What the page asks for arrives as messages and
 * is parsed here; the page itself can do nothing.
 */
import * as vscode from "vscode";
import type { FromPanel, PanelState, ToPanel } from "#protocol/metricsPanel.ts";
import type { Problem } from "#protocol/problem.ts";
import { DisposableStore } from "../base/disposables.ts";
import { whenDifferent } from "../base/whenDifferent.ts";
import { PagePanel } from "./pagePanel.ts";
import { listedProblems } from "./panelState.ts";
import type { RunDisplay } from "./runDisplay.ts";

const viewType = "baton.metrics";

/** What is left of a message when the page's own affairs are settled. */
export type PanelRequest =
  | Exclude<FromPanel, { type: "ready" | "openProblem" }>
  | { type: "openProblem"; problem: Problem };

export class MetricsPanel implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #panel: PagePanel;
  readonly #display: RunDisplay;
  readonly #answer: (request: PanelRequest) => void;
  #show: (state: PanelState) => void = () => undefined;

  constructor(extension: vscode.Uri, display: RunDisplay, answer: (request: PanelRequest) => void) {
    this.#display = display;
    this.#answer = answer;
    this.#panel = this.#store.add(
      new PagePanel(extension, {
        viewType,
        page: "metrics",
        title: vscode.l10n.t("Metrics"),
        received: (message) => void this.#receive(message),
      }),
    );
    this.#store.add(display.onDidChange(() => this.#send()));
  }

  /** As `PagePanel.show`. */
  show(focus: boolean): void {
    this.#panel.show(focus);
  }

  get open(): boolean {
    return this.#panel.open;
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
    this.#panel.post(message);
  }

  dispose(): void {
    this.#store.dispose();
  }
}
