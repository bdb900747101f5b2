/** Changes to the golden projects: one of each kind, and what DVC says and does then. */
import type { StageVerdict } from "#protocol/run.ts";
import type { GoldenName } from "./goldenProject.ts";

export type Edit =
  | { readonly file: string; readonly from: string | RegExp; readonly to: string }
  | { gone: string };

export interface Change {
  readonly what: string;
  readonly edit: Edit;
  /** Of the stages that are stale. */
  readonly stale: Readonly<Record<string, readonly string[]>>;
  /** Of the stages that are not merely cached. */
  readonly run: Readonly<Record<string, StageVerdict>>;
}

export const needs = (stage: string): string => `needs ${stage}, which is stale`;
const object = (md5: string): string => `.dvc/cache/files/md5/${md5.slice(0, 2)}/${md5.slice(2)}`;

export const changes: Readonly<Record<Exclude<GoldenName, "flags">, readonly Change[]>> = {
  python: [
    {
      what: "command",
      edit: { file: "dvc.yaml", from: /(python3|sh) src.train/, to: "$1 ./src/train" },
      stale: { train: ["changed command"], evaluate: [needs("train")] },
      run: { train: "ran" },
    },
    {
      what: "dependency",
      edit: { file: "data/grades.csv", from: "15,10", to: "15,12" },
      stale: {
        prepare: ["changed dep data/grades.csv"],
        train: [needs("prepare")],
        evaluate: [needs("prepare"), needs("train")],
      },
      run: { prepare: "ran", train: "ran", evaluate: "ran" },
    },
    {
      what: "parameter of a class",
      edit: { file: "params.py", from: "trees = 100", to: "trees = 200" },
      stale: { train: ["changed param Forest.trees: 100 -> 200"], evaluate: [needs("train")] },
      run: { train: "ran" },
    },
    {
      what: "text beside parameters",
      edit: { file: "params.py", from: "WHERE", to: "THERE" },
      stale: {},
      run: {},
    },
    {
      what: "output changed",
      edit: { file: "model.txt", from: "11", to: "12" },
      stale: { train: ["changed out model.txt"], evaluate: ["changed dep model.txt", needs("train")] },
      run: { train: "restored" },
    },
    {
      what: "output missing that git keeps",
      edit: { gone: "metrics.json" },
      stale: { evaluate: ["missing out metrics.json"] },
      run: { evaluate: "restored" },
    },
    {
      what: "file missing in an output folder",
      edit: { gone: "prepared/test.csv" },
      stale: {
        prepare: ["changed out prepared"],
        train: [needs("prepare")],
        evaluate: [needs("prepare"), needs("train")],
      },
      run: { prepare: "restored" },
    },
    {
      what: "cache object missing",
      edit: { gone: object("bcff9e671f37c0e5134c7df8c75c74ab.dir") },
      stale: {
        prepare: ["out prepared not in cache"],
        train: [needs("prepare")],
        evaluate: [needs("prepare"), needs("train")],
      },
      run: { prepare: "ran" },
    },
  ],
  matrix: [
    {
      what: "value in one command",
      edit: { file: "params.yaml", from: "random forest", to: "extra trees" },
      stale: {
        "train@forest-1": ['changed param forest.kind: "random forest" -> "extra trees"'],
        "train@forest-2": ['changed param forest.kind: "random forest" -> "extra trees"'],
        "train@linear-1": ['changed param forest.kind: "random forest" -> "extra trees"'],
        "train@linear-2": ['changed param forest.kind: "random forest" -> "extra trees"'],
        compare: ["forest-1", "forest-2", "linear-1", "linear-2"].map((key) => needs(`train@${key}`)),
        told: ["changed command", 'changed param forest.kind: "random forest" -> "extra trees"'],
      },
      run: {
        "train@forest-1": "ran",
        "train@forest-2": "ran",
        "train@linear-1": "ran",
        "train@linear-2": "ran",
        told: "ran",
      },
    },
    {
      what: "output missing",
      edit: { gone: "models/linear-2.txt" },
      stale: {
        "train@linear-2": ["missing out models/linear-2.txt"],
        compare: ["changed dep models", needs("train@linear-2")],
      },
      run: { "train@linear-2": "restored" },
    },
    {
      what: "cache object missing",
      edit: { gone: object("b392b739e6927b89969d75e274db98ce") },
      stale: {
        "train@linear-2": ["out models/linear-2.txt not in cache"],
        compare: [needs("train@linear-2")],
      },
      run: { "train@linear-2": "ran" },
    },
  ],
  foreach: [
    {
      what: "command through a template",
      edit: { file: "dvc.yaml", from: "rows: 2", to: "rows: 3" },
      stale: {
        "split@GP": ["changed command"],
        "count@GP": [needs("split@GP")],
        "add@0": [needs("count@GP")],
      },
      run: { "split@GP": "ran", "count@GP": "ran", "add@0": "ran" },
    },
    {
      what: "dependency",
      edit: { file: "data/Évora.csv", from: "M,16", to: "F,20" },
      stale: {
        "split@Évora": ["changed dep data/Évora.csv"],
        "count@Évora": [needs("split@Évora")],
        "add@0": [needs("count@Évora")],
      },
      run: { "split@Évora": "ran", "count@Évora": "ran" },
    },
    {
      what: "output missing",
      edit: { gone: "parts/Évora.csv" },
      stale: {
        "split@Évora": ["missing out parts/Évora.csv"],
        "count@Évora": [needs("split@Évora")],
        "add@0": [needs("count@Évora")],
      },
      run: { "split@Évora": "restored" },
    },
  ],
  wdir: [
    {
      what: "dependency above the working folder",
      edit: { file: "in.txt", from: "one", to: "two" },
      stale: { outer: ["changed dep in.txt"], inner: [needs("outer")] },
      run: { outer: "ran", inner: "ran" },
    },
    {
      what: "parameter of a file that two name differently",
      edit: { file: "models/params.yaml", from: "scale: 2", to: "scale: 3" },
      stale: {
        outer: ["changed param scale: 2 -> 3"],
        inner: ["changed param scale: 2 -> 3", needs("outer")],
      },
      run: { outer: "ran", inner: "ran" },
    },
    {
      what: "parameter in TOML",
      edit: { file: "models/deep/er/own.toml", from: "Zoë", to: "Zoe" },
      stale: { inner: ['changed param owner.name: "Zoë" -> "Zoe"'] },
      run: { inner: "ran" },
    },
    {
      what: "output changed",
      edit: { file: "models/deep/beside.txt", from: "beside", to: "edited" },
      stale: { inner: ["changed out models/deep/beside.txt"] },
      run: { inner: "restored" },
    },
  ],
};
