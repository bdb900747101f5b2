/** Disks of their own at a folder of a test's project: small ones, and such that may only be read. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";

function mount(context: TestContext, args: readonly string[]): boolean {
  const mounted = spawnSync("mount", args, { encoding: "utf8" });
  if (mounted.status === 0) return true;
  context.skip(`no disk could be mounted: ${mounted.error?.message ?? mounted.stderr}`);
  return false;
}

function unmounting(folder: string): Disposable {
  return { [Symbol.dispose]: () => void spawnSync("umount", ["-l", folder]) };
}

/** An empty disk; null, and a skipped test, where that is not allowed. */
export function mountDisk(context: TestContext, folder: string, options: string): Disposable | null {
  mkdirSync(folder, { recursive: true });
  return mount(context, ["-t", "tmpfs", "-o", options, "tmpfs", folder]) ? unmounting(folder) : null;
}

function allIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return [
    folder,
    ...entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name)),
  ];
}

/** The folder as it is, but nobody may write in it. Permissions do not bind root, a disk that is read-only does. */
export function readOnly(context: TestContext, folder: string): Disposable | null {
  if (process.getuid?.() !== 0) {
    const folders = allIn(folder);
    for (const each of folders) chmodSync(each, 0o555);
    return {
      [Symbol.dispose]() {
        for (const each of folders) chmodSync(each, 0o755);
      },
    };
  }
  const bound = mount(context, ["--bind", folder, folder]);
  return bound && mount(context, ["-o", "remount,ro,bind", folder]) ? unmounting(folder) : null;
}
