/**
 * Every command of the extension, by its id. A map over all ids: forget to give one a handler, and the compiler
 * says so; a test compares the ids with those in `package.json`.
 */
import * as vscode from "vscode";

export const commandIds = [
  "baton.newWorkshop",
  "baton.getStudentGrades",
  "baton.runPipeline",
  "baton.runStage",
  "baton.cancelRun",
  "baton.showMetrics",
  "baton.showLog",
  "baton.openPipeline",
  "baton.openStageCode",
  "baton.openProblem",
] as const;

export type CommandId = (typeof commandIds)[number];

/** Arguments arrive from the editor, from views and from keybindings: a handler checks what it is given. */
export type CommandHandlers = Readonly<Record<CommandId, (argument?: unknown) => unknown>>;

export function registerCommands(handlers: CommandHandlers): vscode.Disposable {
  return vscode.Disposable.from(...commandIds.map((id) => vscode.commands.registerCommand(id, handlers[id])));
}
