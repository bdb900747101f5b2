/** The interpreter that the person chose in the Python extension, for stages that call Python. */
import * as vscode from "vscode";
import * as z from "zod";

/** What is used of the Python extension's interface. */
const pythonSchema = z.object({
  environments: z.object({
    getActiveEnvironmentPath: z.custom<(resource?: vscode.Uri) => unknown>(
      (value) => typeof value === "function",
    ),
    resolveEnvironment: z.custom<(path: unknown) => Promise<unknown>>((value) => typeof value === "function"),
  }),
});
const environmentSchema = z.object({
  executable: z.object({ uri: z.object({ scheme: z.literal("file"), fsPath: z.string() }) }),
});

/** Absolute; null without the extension, or where nothing is chosen. */
export async function chosenPython(workspace: string): Promise<string | null> {
  const extension = vscode.extensions.getExtension("ms-python.python");
  if (extension === undefined) return null;
  const python = pythonSchema.safeParse(await extension.activate());
  if (!python.success) return null;
  const { environments } = python.data;
  const path = environments.getActiveEnvironmentPath(vscode.Uri.file(workspace));
  const environment = environmentSchema.safeParse(await environments.resolveEnvironment(path));
  return environment.success ? environment.data.executable.uri.fsPath : null;
}
