/** The extension's entry: makes the parts and joins them. It decides nothing itself. */
import type * as vscode from "vscode";
import { DisposableStore } from "./base/disposables.ts";
import { answerGraph } from "./commands/graphRequests.ts";
import { handoverCommands } from "./commands/handoverCommands.ts";
import { membershipCommands } from "./commands/membershipCommands.ts";
import { answerPanel } from "./commands/panelRequests.ts";
import { pipelineCommands } from "./commands/pipelineCommands.ts";
import { type CommandHandlers, registerCommands } from "./commands/registerCommands.ts";
import { rotationCommands } from "./commands/rotationCommands.ts";
import { RunCommands } from "./commands/runCommands.ts";
import { suggestionCommands } from "./commands/suggestionCommands.ts";
import { showTour } from "./commands/workshopTour.ts";
import { createEditorEngine } from "./engine.ts";
import { TurnHandovers } from "./handover/turnHandovers.ts";
import { registerPipelineLanguage } from "./language/pipelineLanguage.ts";
import { StageLenses } from "./language/stageLenses.ts";
import { TextProblems } from "./language/textProblems.ts";
import { RunController } from "./runs/runController.ts";
import { RunOnSave } from "./runs/runOnSave.ts";
import { membershipParts } from "./session/membershipParts.ts";
import { SessionNotifications } from "./session/notices/notifications.ts";
import { publishRuns } from "./session/publishing/publishRuns.ts";
import { suggestionInProgress } from "./session/publishing/suggestionInProgress.ts";
import { publishRotationContext } from "./session/rotation/rotationContext.ts";
import { TurnTicker } from "./session/rotation/turnTicker.ts";
import { publishSessionContext } from "./session/sessionContext.ts";
import { SessionController } from "./session/sessionController.ts";
import { createAttempt } from "./views/attempt.ts";
import { publishContext } from "./views/contextKeys.ts";
import { openAtFirstSharedRun } from "./views/firstSharedRun.ts";
import { GraphPanel } from "./views/graphPanel.ts";
import { MetricsPanel } from "./views/metricsPanel.ts";
import { OutputLog } from "./views/outputLog.ts";
import { PipelineTree } from "./views/pipelineTree.ts";
import { ProblemsView } from "./views/problems.ts";
import { RunDisplay } from "./views/runDisplay.ts";
import { SessionTree } from "./views/sessionTree.ts";
import { StatusBar } from "./views/statusBar.ts";
import { SuggestionsView } from "./views/suggestionsView.ts";
import { TurnStatus } from "./views/turnStatus.ts";
import { watchProjectFiles } from "./workspace/fileChanges.ts";
import { prepareProject } from "./workspace/prepareProject.ts";
import { ProjectFolderWatcher } from "./workspace/projectFolder.ts";

/** Loaded at their first use: the editor starts sooner. */
const grades = () => import("./commands/getStudentGrades.ts");
const workshop = () => import("./commands/newWorkshop.ts");

export function activate(context: vscode.ExtensionContext): void {
  const parts = new DisposableStore();
  context.subscriptions.push(parts);
  const own = <T extends vscode.Disposable>(part: T): T => parts.add(part);
  const log = own(new OutputLog());
  const attempt = createAttempt(log);
  const engine = createEditorEngine(context);
  own({ dispose: () => void attempt(() => engine.dispose()) });
  const watcher = own(new ProjectFolderWatcher());
  const session = own(new SessionController(context, attempt));
  const runs = own(new RunController(engine, watcher, attempt, () => suggestionInProgress(session.state)));
  const display = own(new RunDisplay(runs, watcher, session));
  const panel = own(
    new MetricsPanel(
      context.extensionUri,
      display,
      (asked) => void attempt(() => answerPanel(asked, display, watcher)),
    ),
  );
  const graph = own(
    new GraphPanel(
      context.extensionUri,
      runs,
      watcher,
      display,
      (asked) => void attempt(() => answerGraph(asked)),
    ),
  );
  const ticker = own(new TurnTicker(session));
  const sessionTree = own(new SessionTree(session, ticker));
  own(new TurnStatus(session, ticker));
  own(new SessionNotifications(session, context.workspaceState, attempt));
  const runOnSave = own(new RunOnSave(runs, watcher, attempt));
  const settle = async () => {
    await runOnSave.saveAll();
    await runs.idle();
  };
  const turnHandovers = own(new TurnHandovers({ session, watcher, log, attempt, settle }));
  const runCommands = new RunCommands(runs, watcher, runOnSave, log, panel, attempt);

  own(runs.onEvent((event) => log.write(event)));
  own(new PipelineTree(runs));
  own(new ProblemsView(runs, own(new TextProblems(engine, runs, watcher, attempt)), watcher));
  own(new StageLenses(runs, watcher));
  own(registerPipelineLanguage(runs, watcher));
  own(new StatusBar(runs, display));
  own(publishContext(runs, watcher));
  own(publishSessionContext(session));
  own(publishRotationContext(session));
  own(publishRuns(session, runs));
  own(openAtFirstSharedRun(session, display, panel, context.workspaceState));
  own(new SuggestionsView(context.extensionUri, session, attempt));
  own(membershipParts(context, session, attempt));
  own(watchProjectFiles(watcher, () => void attempt(() => runs.filesChanged())));
  own(prepareProject(context, engine, watcher));

  const handlers: CommandHandlers = {
    "baton.newWorkshop": async (folder) => (await workshop()).createWorkshop(context, log, folder),
    "baton.getStudentGrades": async () => (await grades()).getStudentGrades(watcher),
    ...pipelineCommands(engine, runs, watcher, runCommands),
    "baton.cancelRun": () => runs.cancel(),
    "baton.showMetrics": () => runCommands.showMetrics(true),
    "baton.showGraph": () => graph.show(true),
    "baton.showLog": () => log.show(),
    ...membershipCommands(context, session),
    ...rotationCommands(context, session, sessionTree),
    ...suggestionCommands(session),
    ...handoverCommands(turnHandovers),
  };
  own(registerCommands(handlers, attempt));
  void attempt(() => showTour(context));
}
