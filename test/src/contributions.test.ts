/** What `package.json` contributes and what the code registers must be the same things. */
import assert from "node:assert/strict";
import { glob, readFile } from "node:fs/promises";
import { test } from "node:test";
import { commandIds } from "#src/commands/commandIds.ts";

const packageText = await readFile("package.json", "utf8");
const { activationEvents, contributes, capabilities } = JSON.parse(packageText);
const strings: Record<string, string> = JSON.parse(await readFile("package.nls.json", "utf8"));
const files = await Array.fromAsync(glob("src/**/*.ts"));
const source = (await Promise.all(files.map((file) => readFile(file, "utf8")))).join("\n");

function found(pattern: RegExp, text: string): Set<string> {
  return new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ""));
}

test("every contributed command has a handler, and every handler is contributed", () => {
  const contributed = contributes.commands.map(({ command }: { command: string }) => command);
  assert.deepEqual([...contributed].sort(), [...commandIds].sort());
});

test("every command stands in the category Baton", () => {
  for (const { command, category } of contributes.commands) assert.equal(category, "Baton", command);
});

test("menus, keybindings and walkthroughs name only commands that exist", () => {
  const named = found(/"(?:command|onCommand)[":]\s*"?(baton\.\w+)/g, JSON.stringify(contributes));
  const linked = found(/\(command:(baton\.\w+)/g, Object.values(strings).join("\n"));
  for (const id of [...named, ...linked]) assert.ok((commandIds as readonly string[]).includes(id), id);
});

test("the code reads exactly the settings that are contributed", () => {
  const settings = Object.keys(contributes.configuration.properties);
  const read = found(/getConfiguration\("baton"[^)]*\)\s*\.get\("([\w.]+)"/g, source);
  assert.deepEqual([...read].map((name) => `baton.${name}`).sort(), settings.sort());
});

test("settings that could start a run are withheld from untrusted workspaces", () => {
  assert.deepEqual(capabilities.untrustedWorkspaces.restrictedConfigurations, ["baton.runOnSave"]);
});

test("the code fills exactly the views that are contributed", () => {
  const views = Object.values<{ id: string }[]>(contributes.views).flatMap((list) =>
    list.map(({ id }) => id),
  );
  assert.deepEqual(
    [...found(/(?:createTreeView|registerWebviewViewProvider)\("([\w.]+)"/g, source)].sort(),
    views.sort(),
  );
});

test("a window that had the panel open wakes the extension, which restores it", () => {
  const restored = [...found(/const viewType = "([\w.]+)"/g, source)].map((type) => `onWebviewPanel:${type}`);
  assert.deepEqual(
    activationEvents.filter((event: string) => event.startsWith("onWebviewPanel:")).sort(),
    restored.sort(),
  );
});

test("every string of package.json has its text, and no text is left over", () => {
  const used = found(/"%([\w.]+)%"/g, packageText);
  assert.deepEqual([...used].sort(), Object.keys(strings).sort());
});

test("context keys asked for in when-clauses are published", () => {
  const asked = found(/\b(baton\.(?!pipeline\b)\w+)(?= ==|[ "]|$)/g, whenClauses(contributes));
  const published = found(/set\("(baton\.\w+)"/g, source);
  for (const key of asked) assert.ok(published.has(key), key);
});

function whenClauses(value: unknown): string {
  const clauses: string[] = [];
  JSON.stringify(value, (key, inner) => {
    if ((key === "when" || key === "enablement") && typeof inner === "string") {
      clauses.push(
        inner.replaceAll(/(view|webviewId|activeWebviewPanelId|commentController) == [\w.]+/g, ""),
      );
    }
    return inner;
  });
  return clauses.join("\n");
}
