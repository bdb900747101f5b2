import assert from "node:assert/strict";
import { test } from "node:test";
import { commandFailure } from "#pipeline/runners/failure.ts";
import { shellFor } from "#pipeline/runners/shellRunner.ts";

const command = { stage: "train", line: "trainer --fast", cwd: "/", workspace: "/" };

for (const [shell, line] of [
  ["dash", "/bin/sh: 1: trainer: not found"],
  ["bash", "/bin/sh: line 1: trainer: command not found"],
  ["macOS", "sh: trainer: command not found"],
] as const) {
  test(`a missing program is recognised in the words of ${shell}`, () => {
    const { message } = commandFailure(command, { type: "exited", code: 127 }, ["before", line], "linux");
    assert.match(message, /^stage 'train': the program 'trainer' was not found/);
  });
}

test("a missing program is recognised in the words of cmd", () => {
  const line = "'trainer' is not recognized as an internal or external command,";
  const { message } = commandFailure(
    command,
    { type: "exited", code: 1 },
    [line, "operable program or batch file."],
    "win32",
  );
  assert.match(message, /the program 'trainer' was not found/);
});

test("a program's own complaint about something missing is no missing program", () => {
  const { message } = commandFailure(command, { type: "exited", code: 1 }, ["model: not found"], "linux");
  assert.equal(message, "stage 'train' failed: `trainer --fast` ended with exit code 1: model: not found");
});

test("a program that ran out of memory is told as such", () => {
  const errors = [
    "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
    " 1: 0xb8d0",
  ];
  const { message } = commandFailure(command, { type: "signalled", signal: "SIGABRT" }, errors, "linux");
  assert.match(message, /was ended by SIGABRT: it ran out of memory$/);
});

test("each platform has its own shell", () => {
  const { program, args } = shellFor("a && b", {}, "linux");
  assert.deepEqual([program, args.at(-1)], ["/bin/sh", "a && b"]);
  assert.deepEqual(shellFor('a "b c"', { ComSpec: "C:\\cmd.exe" }, "win32"), {
    program: "C:\\cmd.exe",
    args: ["/d", "/s", "/c", '"a "b c""'],
    verbatim: true,
  });
});
