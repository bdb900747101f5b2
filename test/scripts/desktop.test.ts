import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import { delimiter, join } from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "#support/temporaryFolder.ts";
import { canShowWindow, codeCall, findCode, openInDesktop } from "../../scripts/start/desktop.ts";

const posixOnly = { skip: process.platform === "win32" ? "the stand-in is a shell script" : false };
const person = 1000;
const never = new AbortController().signal;

test("on Linux a window needs a display and somebody other than root", () => {
  assert.equal(canShowWindow("linux", {}, person), false);
  assert.equal(canShowWindow("linux", { DISPLAY: ":0" }, person), true);
  assert.equal(canShowWindow("linux", { WAYLAND_DISPLAY: "wayland-0" }, person), true);
  assert.equal(canShowWindow("linux", { DISPLAY: ":0" }, 0), false);
  assert.equal(canShowWindow("linux", { WSL_DISTRO_NAME: "Debian" }, person), true);
  assert.equal(canShowWindow("darwin", {}, person), true);
});

test("the first executable named code on the PATH is taken", posixOnly, async () => {
  using folder = temporaryFolder();
  folder.write("a/code", "not executable");
  chmodSync(folder.write("b/code", "#!/bin/sh\n"), 0o755);
  const path = ["", join(folder.path, "a"), join(folder.path, "b")].join(delimiter);
  assert.equal(await findCode("linux", path), join(folder.path, "b", "code"));
  assert.equal(await findCode("linux", join(folder.path, "a")), null);
});

test("on Windows the batch file code.cmd goes through the shell, with spaces kept together", () => {
  const code = "C:\\Program Files\\VS Code\\bin\\code.cmd";
  const folder = "C:\\Users\\Ana Lima\\grades";
  assert.deepEqual(codeCall("win32", code, [folder]), {
    command: `"${code}"`,
    args: [`"${folder}"`],
    shell: true,
  });
  assert.deepEqual(codeCall("linux", "/usr/bin/code", ["/w/my grades"]), {
    command: "/usr/bin/code",
    args: ["/w/my grades"],
    shell: false,
  });
});

test("the package is installed before the folder is opened", posixOnly, async () => {
  using folder = temporaryFolder();
  const log = join(folder.path, "log");
  const code = folder.write("code", `#!/bin/sh\necho "$@" >> "${log}"\n`);
  chmodSync(code, 0o755);
  assert.equal(await openInDesktop(code, "/p/baton.vsix", "/w/grades", never), true);
  assert.equal(folder.read("log"), "--install-extension /p/baton.vsix --force\n/w/grades\n");
});

test("a VS Code that refuses is left for the one in the browser", posixOnly, async () => {
  using folder = temporaryFolder();
  const code = folder.write("code", "#!/bin/sh\nexit 1\n");
  chmodSync(code, 0o755);
  assert.equal(await openInDesktop(code, "/p/baton.vsix", "/w/grades", never), false);
});
