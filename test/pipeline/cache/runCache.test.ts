import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pipelineProject } from "#support/pipelineProject.ts";

const files = {
  "in.txt": "é\n",
  "params.yaml": "size: 3\nrate: 1.0\nname: \u{1F600}\n",
  "dvc.yaml": `stages:
  one: {cmd: cp in.txt out.txt, deps: [in.txt], params: [size, rate, name], outs: [out.txt]}
`,
};

test("run cache entries are named by Python's JSON of the lock entry, as DVC names them", async (context) => {
  using project = pipelineProject(files);
  await project.run();
  const script = `
import hashlib, json, sys
md5 = hashlib.md5("é\\n".encode()).hexdigest()
entry = {"cmd": "cp in.txt out.txt",
  "deps": [{"path": "in.txt", "hash": "md5", "md5": md5}],
  "params": {"params.yaml": {"rate": 1.0, "name": "\\U0001F600"}},
  "outs": [{"path": "out.txt", "hash": "md5", "md5": md5}]}
name = lambda d: hashlib.sha256(json.dumps(d, sort_keys=True).encode()).hexdigest()
value = name(entry)
entry["outs"] = ["out.txt"]
print(name(entry), value)`;
  const done = spawnSync("python3", ["-c", script], {
    encoding: "utf8",
    env: { ...process.env, PYTHONUTF8: "1" },
  });
  if (done.status !== 0) return context.skip(`no python3 to compare with: ${done.stderr}`);
  const [key = "", value = ""] = done.stdout.trim().split(" ");
  const found = readdirSync(join(project.path, ".dvc/cache/runs"), { recursive: true, encoding: "utf8" });
  assert.ok(
    found.includes(join(key.slice(0, 2), key, value)),
    `${key}/${value} is not among ${found.join(", ")}`,
  );
});

test("a damaged run cache entry is passed over", async () => {
  using project = pipelineProject(files);
  await project.run();
  for (const name of readdirSync(join(project.path, ".dvc/cache/runs"), {
    recursive: true,
    encoding: "utf8",
  })) {
    if (/[0-9a-f]{64}.[0-9a-f]{64}$/.test(name))
      project.write(`.dvc/cache/runs/${name}`, "outs: [{path: 1}]");
  }
  project.write("dvc.lock", "");
  assert.deepEqual(await project.run(), { one: "ran" });
});
