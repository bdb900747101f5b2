/** Joins the runs of this window to its session: whoever may show runs, and has not switched it off, shows them. */
import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposables.ts";
import type { RunController } from "../../runs/runController.ts";
import type { SessionController } from "../sessionController.ts";
import { createRunPublisher, type PublisherClock } from "./runPublisher.ts";

const clock: PublisherClock = {
  monotonic: () => performance.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

function isWanted(): boolean {
  return vscode.workspace.getConfiguration("baton").get("session.publishRuns", true);
}

function needsOf({ status }: RunController, name: string): readonly string[] {
  const stages = status?.state === "ready" ? status.stages : [];
  return stages.find((stage) => stage.name === name)?.needs.map(({ stage }) => stage) ?? [];
}

export function publishRuns(session: SessionController, runs: RunController): vscode.Disposable {
  const store = new DisposableStore();
  const publisher = store.add(
    createRunPublisher({
      client: () => (session.state.type === "joined" && isWanted() ? session.state.client : null),
      runs: () => runs.state,
      needs: (stage) => needsOf(runs, stage),
      record: (id) => runs.record(id),
      ask: (command) => session.ask(command),
      clock,
    }),
  );
  store.add(
    runs.onEvent((event) => {
      if (event.type === "runStarted") publisher.started(event.run);
    }),
  );
  store.add(runs.onDidChange(() => publisher.runChanged()));
  store.add(session.onDidChange(() => publisher.sessionChanged()));
  return store;
}
