/** Where the editor itself makes a port of this machine reachable from outside: Codespaces, tunnels, remote windows. */
import * as vscode from "vscode";
import { isThisMachine } from "../../base/thisMachine.ts";

/** An address at which others may reach the relay; null where the editor offers none. May forward the port. */
export async function externalAddress(relay: string): Promise<string | null> {
  if (vscode.env.remoteName === undefined) return null;
  const external = await vscode.env.asExternalUri(vscode.Uri.parse(relay));
  const address = `${external.scheme}://${external.authority}`;
  const hostname = URL.parse(address)?.hostname ?? "localhost";
  // A relay is at the root of a host of its own; behind a path it cannot be found.
  if (isThisMachine(hostname) || (external.path !== "" && external.path !== "/")) return null;
  return address;
}
