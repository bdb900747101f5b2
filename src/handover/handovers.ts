/**
 * The one place that passes the code on: one operation at a time, under one notification with a way to cancel it,
 * every git command in the log. Tells the session how far the code is.
 */
import * as vscode from "vscode";
import type { HandoverOptions } from "#handover/operation.ts";
import type { HandoverProblem } from "#handover/problem.ts";
import type { HandoverStanding } from "#protocol/session/handover.ts";
import { Complaint } from "../base/complaint.ts";
import { plainText } from "../base/plainText.ts";
import type { SessionController } from "../session/sessionController.ts";
import type { Attempt } from "../views/attempt.ts";
import type { OutputLog } from "../views/outputLog.ts";
import type { ProjectFolderWatcher } from "../workspace/projectFolder.ts";
import { type Ground, handoverGround } from "./ground.ts";
import { stepWords } from "./handoverWords.ts";

/** Characters of a sentence that a notification shows. */
const sentenceCharacters = 400;

export interface HandoverParts {
  readonly session: SessionController;
  readonly watcher: ProjectFolderWatcher;
  readonly log: OutputLog;
  readonly attempt: Attempt;
  /** Saves what is unsaved, without a run of its own, and waits for the end of the run under way. */
  readonly settle: () => Promise<void>;
}

export class Handovers {
  readonly session: SessionController;
  readonly #watcher: ProjectFolderWatcher;
  readonly #log: OutputLog;
  readonly #settle: HandoverParts["settle"];
  #busy = false;

  constructor({ session, watcher, log, settle }: HandoverParts) {
    this.session = session;
    this.#watcher = watcher;
    this.#log = log;
    this.#settle = settle;
  }

  /** Throws a `Complaint` where there is nothing to pass on; null where the person thought better of it. */
  ground(): Promise<Ground | null> {
    return handoverGround(this.session, this.#watcher);
  }

  /**
   * Saves what is unsaved, waits for a run under way, which writes what git keeps, and does it. Throws a `Complaint`
   * while another one is at work.
   */
  async operate<Result>(
    title: string,
    ground: Ground,
    act: (options: HandoverOptions) => Promise<Result>,
  ): Promise<Result> {
    if (this.#busy)
      throw new Complaint(vscode.l10n.t("a handover is under way. Wait for its end, or cancel it."));
    this.#busy = true;
    try {
      return await this.#followed(title, ground, act);
    } finally {
      this.#busy = false;
    }
  }

  async #followed<Result>(
    title: string,
    ground: Ground,
    act: (options: HandoverOptions) => Promise<Result>,
  ): Promise<Result> {
    const shown = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return await vscode.window.withProgress(shown, async (progress, cancellation) => {
      const abort = new AbortController();
      const cancelled = new Promise<void>((resolve) => {
        cancellation.onCancellationRequested(() => {
          abort.abort();
          resolve();
        });
      });
      progress.report({ message: vscode.l10n.t("saving, and waiting for the run under way") });
      await Promise.race([this.#settle(), cancelled]);
      return await act({
        ...ground,
        signal: abort.signal,
        onGit: (line) => this.#log.note(line),
        onStep: (step) => progress.report({ message: stepWords(step) }),
      });
    });
  }

  /** Everybody in the session sees it; outside of one nobody does. */
  tell({ base }: Pick<Ground, "base">, standing: HandoverStanding): void {
    if (this.session.state.type === "none") return;
    void this.session.ask({ type: "handover.show", base, standing }).catch(() => undefined);
  }

  /** Why it could not be, with what git said at hand. Gives the action that was chosen. */
  async tellProblem(
    { message, details }: HandoverProblem,
    ...actions: string[]
  ): Promise<string | undefined> {
    const open = vscode.l10n.t("Show Details");
    const all = details === "" ? actions : [...actions, open];
    if (details !== "") this.#log.note(details);
    const sentence = vscode.l10n.t("Baton: {0}", plainText(message, sentenceCharacters));
    const chosen = await vscode.window.showWarningMessage(sentence, ...all);
    if (chosen === open) this.#log.show();
    return chosen;
  }

  /** What was done, and what is worth knowing of it. */
  async tellDone(sentences: readonly string[], ...actions: string[]): Promise<string | undefined> {
    const sentence = vscode.l10n.t("Baton: {0}", plainText(sentences.join(" "), sentenceCharacters));
    return await vscode.window.showInformationMessage(sentence, ...actions);
  }
}
