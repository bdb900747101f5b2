/** What is shown of git's commands and words: no credentials, nothing that runs or hides. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { commandLine, oneLine, withoutCredentials } from "#handover/git/redact.ts";
import { hostileTexts } from "#support/hostileTexts.ts";

test("passwords and tokens in addresses are left out, wherever they stand", () => {
  const texts = [
    "fatal: Authentication failed for 'https://ana:hunter2@host/repo.git/'",
    "https://hunter2@github.com/owner/repo",
    "to ssh://ana:hunter2@host:22/repo and http://:hunter2@host/",
    "https://ana:p%40hunter2@host https://ana:a@hunter2@host/x",
  ];
  for (const text of texts) assert.doesNotMatch(withoutCredentials(text), /hunter2/, text);
  assert.equal(withoutCredentials("ssh://git@host/repo git@host:repo"), "ssh://git@host/repo git@host:repo");
});

test("a command in the log can be pasted into a shell, and means the same there", () => {
  for (const text of [...Object.values(hostileTexts), "-x", "a'b", "", "~", "*", "{a,b}"]) {
    const shell = commandLine(["--", text]).replace(/^git -- /, "printf '%s' ");
    assert.equal(execFileSync("/bin/sh", ["-c", shell], { encoding: "utf8" }), text);
  }
});

test("a text on one line has no control characters, and is cut at whole letters", () => {
  assert.equal(oneLine("a\u0000b\n\tc\u202Ed\u2028e "), "a b c d e");
  assert.equal(oneLine("😀😀😀😀", 3), "😀😀…");
});
