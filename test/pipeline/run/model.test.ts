/** Random pipelines and random edits: the engine's verdicts against a model of a few lines that knows no hash, lock or cache. */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { type PipelineProject, pipelineProject, type Verdicts } from "#support/pipelineProject.ts";

const sources = ["f0", "f1"];

interface ModelStage {
  readonly name: string;
  readonly output: string;
  readonly parameter: string;
  readonly inputs: readonly string[];
}

type Edit =
  | { type: "source"; name: string; content: string }
  | { type: "parameter"; index: number; value: number }
  | { type: "delete"; index: number }
  | { type: "change"; index: number };

/** Each stage reads some sources and outputs of earlier ones: always a graph without circles. */
const pipelines = fc.array(fc.nat(), { minLength: 1, maxLength: 4 }).map((choices) =>
  choices.map((choice, index): ModelStage => {
    const possible = [...sources, ...Array.from({ length: index }, (_, earlier) => `o${earlier}`)];
    const inputs = possible.filter((_, bit) => (choice >> bit) % 2 === 1);
    return { name: `s${index}`, output: `o${index}`, parameter: `p${index}`, inputs };
  }),
);

const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    type: fc.constant("source" as const),
    name: fc.constantFrom(...sources),
    content: fc.constantFrom("a", "b"),
  }),
  fc.record({ type: fc.constant("parameter" as const), index: fc.nat(3), value: fc.nat(1) }),
  fc.record({ type: fc.constant("delete" as const), index: fc.nat(3) }),
  fc.record({ type: fc.constant("change" as const), index: fc.nat(3) }),
);

class Model {
  readonly stages: readonly ModelStage[];
  readonly files = new Map(sources.map((name) => [name, "a"]));
  readonly parameters: number[] = [0, 0, 0, 0];
  readonly locked = new Map<string, string>();
  readonly seen = new Set<string>();

  constructor(stages: readonly ModelStage[]) {
    this.stages = stages;
  }

  edit(edit: Edit): void {
    if (edit.type === "source") this.files.set(edit.name, edit.content);
    else if (edit.type === "parameter") this.parameters[edit.index] = edit.value;
    else if (this.stages[edit.index] === undefined) return;
    else if (edit.type === "delete") this.files.delete(`o${edit.index}`);
    else this.files.set(`o${edit.index}`, "by hand");
  }

  run(): Verdicts {
    return Object.fromEntries(this.stages.map((stage, index) => [stage.name, this.#take(stage, index)]));
  }

  #take({ name, output, parameter, inputs }: ModelStage, index: number): Verdicts[string] {
    const content = `${name}(${inputs.map((input) => this.files.get(input)).join("")})${parameter}: ${this.parameters[index]}\n`;
    const inPlace = this.locked.get(name) === content && this.files.get(output) === content;
    const verdict = inPlace ? "cached" : this.seen.has(content) ? "restored" : "ran";
    this.locked.set(name, content);
    this.seen.add(content);
    this.files.set(output, content);
    return verdict;
  }
}

function stageText({ name, output, parameter, inputs }: ModelStage): string {
  const read = inputs.length === 0 ? "" : `cat ${inputs.join(" ")} >> ${output}; `;
  const command = `printf '${name}(' > ${output}; ${read}printf ')' >> ${output}; grep '${parameter}:' params.yaml >> ${output}`;
  return `  ${name}:\n    cmd: "${command}"\n    deps: [${inputs.join(", ")}]\n    params: [${parameter}]\n    outs: [${output}]\n`;
}

function write(project: PipelineProject, model: Model): void {
  project.write("params.yaml", model.parameters.map((value, index) => `p${index}: ${value}\n`).join(""));
  for (const name of [...sources, ...model.stages.map(({ output }) => output)]) {
    const content = model.files.get(name);
    if (content === undefined) rmSync(join(project.path, name), { force: true });
    else project.write(name, content);
  }
}

async function agree(project: PipelineProject, model: Model): Promise<void> {
  assert.deepEqual(await project.run(), model.run());
  for (const { output } of model.stages) assert.equal(project.read(output), model.files.get(output));
  const fresh = model.stages.map(({ name }) => [name, []]);
  assert.deepEqual(await project.reasons(), Object.fromEntries(fresh));
}

test("whatever is edited, exactly what it touches runs, what was there before comes back, and all is fresh after", async (context) => {
  const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
  context.diagnostic(`SEED=${seed}`);
  const property = fc.asyncProperty(
    pipelines,
    fc.array(edits, { minLength: 1, maxLength: 5 }),
    async (stages, all) => {
      const model = new Model(stages);
      using project = pipelineProject({ "dvc.yaml": `stages:\n${stages.map(stageText).join("")}` });
      write(project, model);
      await agree(project, model);
      assert.deepEqual(new Set(Object.values(await project.run())), new Set(["cached"]));
      for (const edit of all) {
        model.edit(edit);
        write(project, model);
        await agree(project, model);
      }
    },
  );
  await fc.assert(property, { seed, numRuns: 100, interruptAfterTimeLimit: 4_000, endOnFailure: true });
});
