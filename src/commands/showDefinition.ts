/** Opens `dvc.yaml` where a stage is defined: in the text that is open, which may not be saved, else in the file. */
import * as vscode from "vscode";
import type { StageStatus } from "#protocol/status.ts";
import { definedStages } from "../language/definedStages.ts";
import { showFile } from "../views/showFile.ts";

type Defined = Pick<StageStatus, "name" | "path" | "line">;

export async function showDefinition(folder: vscode.WorkspaceFolder, stage: Defined): Promise<void> {
  await showFile(folder, stage.path, new vscode.Position(lineOf(folder, stage), 0));
}

/** A group's stages are defined where the group is. */
function lineOf(folder: vscode.WorkspaceFolder, { name, path, line }: Defined): number {
  const uri = vscode.Uri.joinPath(folder.uri, path).toString();
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
  const written = name.split("@", 1)[0];
  const defined = definedStages(open?.getText() ?? "").find((each) => each.name === written);
  return defined?.line ?? line - 1;
}
