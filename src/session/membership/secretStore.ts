/**
 * Where secrets outlive a reload: the editor's secret storage. A VS Code in a browser may forget what is in it, for
 * want of a keychain; there they stand in files of the extension's storage that only this user can read.
 */
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import writeFileAtomic from "write-file-atomic";
import { unlessMissing } from "../../base/missingFile.ts";

export type SecretStore = Pick<vscode.SecretStorage, "get" | "store" | "delete">;
export type SecretContext = Pick<vscode.ExtensionContext, "secrets" | "globalStorageUri">;

export function secretStore({ secrets, globalStorageUri }: SecretContext): SecretStore {
  if (vscode.env.uiKind === vscode.UIKind.Desktop) return secrets;
  return secretFiles(join(globalStorageUri.fsPath, "secrets"));
}

/** Keys are names of files. */
function secretFiles(folder: string): SecretStore {
  return {
    async get(key) {
      return (await unlessMissing(readFile(join(folder, key), "utf8"))) ?? undefined;
    },
    async store(key, value) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFileAtomic(join(folder, key), value, { mode: 0o600 });
    },
    delete: (key) => rm(join(folder, key), { force: true }),
  };
}
