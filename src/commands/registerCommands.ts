/** Registers a handler for every command: forget one, and the compiler says so. A handler may fail; the person is told. */
import * as vscode from "vscode";
import type { Attempt } from "../views/attempt.ts";
import { type CommandId, commandIds } from "./commandIds.ts";

/** Arguments arrive from the editor, from views and from keybindings: a handler checks what it is given. */
export type CommandHandlers = Readonly<Record<CommandId, (argument?: unknown) => unknown>>;

export function registerCommands(handlers: CommandHandlers, attempt: Attempt): vscode.Disposable {
  const register = (id: CommandId) =>
    vscode.commands.registerCommand(id, (argument?: unknown) => attempt(() => handlers[id](argument)));
  return vscode.Disposable.from(...commandIds.map(register));
}
