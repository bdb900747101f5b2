/** Publishes context keys, which when-clauses ask for; each only when its value has changed. */
import * as vscode from "vscode";

export function createContextKeys(): (key: string, value: unknown) => void {
  const published = new Map<string, unknown>();
  return (key, value) => {
    if (published.get(key) === value) return;
    published.set(key, value);
    void vscode.commands.executeCommand("setContext", key, value);
  };
}
