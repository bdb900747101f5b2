/** A stage's `params`: keys in `params.yaml`, `{file: [keys]}`, or `{file:}` for a whole file. */
import { isMap, isSeq, type Node } from "yaml";
import type { Parameter } from "./project.ts";
import { type Reader, readArtifact, readList, readText, report } from "./reader.ts";
import type { Entry } from "./yamlSource.ts";

const defaultFile = "params.yaml";
const readable = /\.(ya?ml|json|toml|py)$/i;

export function readParameters(reader: Reader, folder: string, list: Entry): Parameter[] {
  return readList(reader, list).flatMap((item) => readItem(reader, folder, item));
}

function readItem(reader: Reader, folder: string, item: Node): Parameter[] {
  const position = reader.source.position(item);
  if (isMap(item)) {
    return reader.source.entries(item).flatMap((entry) => readFile(reader, folder, entry));
  }
  const key = readText(reader, item, "each of 'params'", position);
  const file = readArtifact(reader, folder, defaultFile, position, "params file");
  return key === null || file === null ? [] : [{ path: file.path, declared: defaultFile, key, position }];
}

function readFile(reader: Reader, folder: string, { key: declared, value, position }: Entry): Parameter[] {
  const file = readArtifact(reader, folder, declared, position, "params file");
  if (file === null) return [];
  if (!readable.test(declared)) {
    report(
      reader,
      "invalid-project",
      position,
      `params from '${declared}': its name must end in .yaml, .yml, .json, .toml or .py.`,
    );
    return [];
  }
  if (value === null) return [{ path: file.path, declared, key: null, position }];
  if (!isSeq(value)) {
    report(reader, "invalid-project", position, `the keys of '${declared}' must be a list.`);
    return [];
  }
  const keys = readList(reader, { key: declared, value, position });
  return keys.flatMap((node) => {
    const key = readText(reader, node, `each key of '${declared}'`, position);
    return key === null ? [] : [{ path: file.path, declared, key, position: reader.source.position(node) }];
  });
}
