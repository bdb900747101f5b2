/** The page on which the team's work becomes a pull request, once the remote has it. */
import { type HandoverOptions, operate } from "./operation.ts";
import { HandoverRefusal, type Refused } from "./problem.ts";
import { type PullRequestPage, pullRequestPage } from "./pullRequest.ts";
import { fetchTeam, trackingRef } from "./remote.ts";
import { readRemoteAddress } from "./remoteAddress.ts";
import { commitOf } from "./repository.ts";

export interface PullRequest extends PullRequestPage {
  readonly type: "page";
}

export function findPullRequestPage(options: HandoverOptions): Promise<PullRequest | Refused> {
  return operate(options, async (operation) => {
    const { git, names, remote } = operation;
    await fetchTeam(operation);
    if ((await commitOf(git, trackingRef(remote, names.work))) === null) {
      const message = `The remote ${remote} has no ${names.work} to open a pull request from. Hand over first.`;
      throw new HandoverRefusal("nothing-to-finish", message);
    }
    // With what url.<base>.insteadOf makes of it.
    const url = (await git.read(["remote", "get-url", "--", remote])).trim();
    const page = pullRequestPage(url, { base: names.base, branch: names.work });
    if (page !== null) return { type: "page", ...page };
    const host = readRemoteAddress(url)?.host;
    const where =
      host === undefined
        ? `The remote ${remote} is a folder, and has no web page.`
        : `How ${host} begins a pull request is not known here.`;
    throw new HandoverRefusal(
      "no-web-page",
      `${where} Open one there, from ${names.work} into ${names.base}.`,
    );
  });
}
