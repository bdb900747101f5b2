/** Tells when files of the project change, a moment after the last of them; Baton's and git's own do not count. */
import * as vscode from "vscode";
import { DisposableStore } from "../base/disposables.ts";
import type { ProjectFolder, ProjectFolderWatcher } from "./projectFolder.ts";

const quietTime = 200;
const ownFolders = /^(\.baton|\.git|\.dvc\/(cache|tmp)|node_modules)(\/|$)/;

export function watchProjectFiles(watcher: ProjectFolderWatcher, changed: () => void): vscode.Disposable {
  const store = new DisposableStore();
  let files: vscode.Disposable | undefined;
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, quietTime);
  };
  const follow = (project: ProjectFolder) => {
    files?.dispose();
    files = project.type === "ready" ? watchFolder(project.folder, soon) : undefined;
  };
  follow(watcher.current);
  store.add(watcher.onDidChange(follow));
  store.add({
    dispose: () => {
      clearTimeout(timer);
      files?.dispose();
    },
  });
  return store;
}

function watchFolder(folder: vscode.WorkspaceFolder, changed: () => void): vscode.Disposable {
  const files = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, "**/*"));
  const heard = ({ path }: vscode.Uri) => {
    if (!ownFolders.test(path.slice(folder.uri.path.length + 1))) changed();
  };
  return vscode.Disposable.from(
    files,
    files.onDidChange(heard),
    files.onDidCreate(heard),
    files.onDidDelete(heard),
  );
}
