/**
 * Which folder of the window holds the pipeline, and whether anything in it may run. The first workspace folder
 * with a `dvc.yaml` is the project; without one, the first folder is where a workshop could go.
 */
import { access } from "node:fs/promises";
import * as vscode from "vscode";
import { DisposableStore } from "../base/disposables.ts";

export type ProjectFolder =
  | { type: "noFolder" }
  | { type: "noProject"; folder: vscode.WorkspaceFolder }
  | { type: "untrusted"; folder: vscode.WorkspaceFolder }
  | { type: "ready"; folder: vscode.WorkspaceFolder };

export const pipelineFile = "dvc.yaml";

/** Asks the disk itself: by way of the editor's window it takes several times as long. */
export async function exists({ fsPath }: vscode.Uri): Promise<boolean> {
  return await access(fsPath).then(
    () => true,
    () => false,
  );
}

async function find(): Promise<ProjectFolder> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  const [first] = folders;
  if (first === undefined) return { type: "noFolder" };
  for (const folder of folders) {
    if (!(await exists(vscode.Uri.joinPath(folder.uri, pipelineFile)))) continue;
    return { type: vscode.workspace.isTrusted ? "ready" : "untrusted", folder };
  }
  return { type: "noProject", folder: first };
}

/** Keeps the answer up to date while folders, trust and `dvc.yaml` come and go. */
export class ProjectFolderWatcher implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<ProjectFolder>());
  readonly onDidChange = this.#changed.event;
  #current: ProjectFolder = { type: "noFolder" };
  #looked: Promise<ProjectFolder>;

  constructor() {
    const files = this.#store.add(
      vscode.workspace.createFileSystemWatcher(`**/${pipelineFile}`, false, true, false),
    );
    const look = () => void this.look();
    this.#store.add(files.onDidCreate(look));
    this.#store.add(files.onDidDelete(look));
    this.#store.add(vscode.workspace.onDidChangeWorkspaceFolders(look));
    this.#store.add(vscode.workspace.onDidGrantWorkspaceTrust(look));
    this.#looked = this.look();
  }

  /** The last answer; `look` for one that is certain. */
  get current(): ProjectFolder {
    return this.#current;
  }

  look(): Promise<ProjectFolder> {
    this.#looked = this.#lookAfter(this.#looked);
    return this.#looked;
  }

  async #lookAfter(before: Promise<ProjectFolder> | undefined): Promise<ProjectFolder> {
    await before;
    const found = await find();
    const changed =
      found.type !== this.#current.type ||
      ("folder" in found && "folder" in this.#current && found.folder !== this.#current.folder);
    this.#current = found;
    if (changed) this.#changed.fire(found);
    return found;
  }

  dispose(): void {
    this.#store.dispose();
  }
}
