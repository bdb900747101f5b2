/** What is wrong with a text of `dvc.yaml`, which need not be saved: as `status` would say of the file. Writes nothing. */
import type { Problem } from "#protocol/problem.ts";
import { fileProblem } from "../files.ts";
import { readProjectText } from "../project/readProject.ts";

export async function checkText(workspace: string, text: string): Promise<readonly Problem[]> {
  try {
    const read = await readProjectText(workspace, text);
    return read.type === "problems" ? read.problems : [];
  } catch (error) {
    const found = fileProblem(error, workspace);
    if (found === null) throw error;
    return [found];
  }
}
