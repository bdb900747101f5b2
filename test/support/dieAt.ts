/**
 * Loaded with `--import` into a process that a test wants dead at a certain place: it kills itself, as `kill -9` would,
 * when it is about to make the file system call that DIE_AT names.
 */
import { readFileSync, writeFileSync, writeSync } from "node:fs";
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import * as z from "zod";

const calls = ["copyFile", "rename", "rm", "mkdir", "open", "writeFile", "chmod", "readFile"] as const;

const placeSchema = z.object({
  /** Any call that changes something, when absent. */
  call: z.enum(calls).optional(),
  /** What one of the call's paths matches; all do, when absent. */
  path: z.string().default(""),
  /** Which of these calls, from 1. */
  nth: z.number().default(1),
  /** Of a copy, half is made first. */
  half: z.boolean().default(false),
});

export type DeathPlace = z.input<typeof placeSchema>;

const place = placeSchema.parse(JSON.parse(process.env["DIE_AT"] ?? "{}"));
const path = new RegExp(place.path);
let seen = 0;

function isMeant(call: (typeof calls)[number], given: readonly unknown[]): boolean {
  if (place.call === undefined ? call === "readFile" : call !== place.call) return false;
  return given.some((each) => typeof each === "string" && path.test(each));
}

function dieIfMeant(call: (typeof calls)[number], given: readonly unknown[]): void {
  if (!isMeant(call, given)) return;
  seen += 1;
  if (seen !== place.nth) return;
  const [from, to] = given;
  if (place.half && typeof from === "string" && typeof to === "string") {
    const whole = readFileSync(from);
    writeFileSync(to, whole.subarray(0, Math.floor(whole.length / 2)));
  }
  process.kill(process.pid, "SIGKILL");
}

const deadly = calls.map((call) => {
  const original = fs[call];
  const wrapped = (...given: unknown[]): unknown => {
    dieIfMeant(call, given);
    return Reflect.apply(original, fs, given);
  };
  return [call, wrapped];
});
Object.assign(fs, Object.fromEntries(deadly));
syncBuiltinESMExports();

// Who lived through it tells how many places there were.
process.on("exit", () => writeSync(2, `${seen} such calls\n`));
