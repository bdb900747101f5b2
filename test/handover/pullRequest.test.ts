/** The page of a new pull request, from every form of address; nothing secret goes along. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { findPullRequestPage } from "#handover/openPullRequest.ts";
import { pullRequestPage } from "#handover/pullRequest.ts";
import { takeSeat } from "#handover/take.ts";
import { gitTeam } from "#support/gitTeam.ts";
import { expectType } from "#support/outcome.ts";

const branches = { base: "main", branch: "baton/main" };

const gitHub = "https://github.com/owner/repo/compare/main...baton/main?expand=1";
const gitLab =
  "https://gitlab.com/group/sub/repo/-/merge_requests/new?merge_request%5Bsource_branch%5D=baton%2Fmain&merge_request%5Btarget_branch%5D=main";
const bitbucket = "https://bitbucket.org/owner/repo/pull-requests/new?source=baton%2Fmain&dest=main";
const azure =
  "https://dev.azure.com/org/my%20project/_git/repo/pullrequestcreate?sourceRef=baton%2Fmain&targetRef=main";

const pages: readonly [string, string][] = [
  ["https://github.com/owner/repo.git", gitHub],
  ["https://github.com/owner/repo/", gitHub],
  ["https://GitHub.com/owner/repo", gitHub],
  ["https://user:ghp_secret@github.com/owner/repo.git", gitHub],
  ["https://ghp_secret@github.com:443/owner/repo.git", gitHub],
  ["git@github.com:owner/repo.git", gitHub],
  ["github.com:owner/repo", gitHub],
  ["ssh://git@github.com/owner/repo.git", gitHub],
  ["ssh://git@ssh.github.com:443/owner/repo.git", gitHub],
  ["git://github.com/owner/repo.git", gitHub],
  ["https://gitlab.com/group/sub/repo.git", gitLab],
  ["git@gitlab.com:group/sub/repo.git", gitLab],
  ["ssh://git@altssh.gitlab.com:443/group/sub/repo.git", gitLab],
  ["https://oauth2:glpat-secret@gitlab.com/group/sub/repo.git", gitLab],
  ["https://user@bitbucket.org/owner/repo.git", bitbucket],
  ["git@bitbucket.org:owner/repo.git", bitbucket],
  ["ssh://git@altssh.bitbucket.org:443/owner/repo.git", bitbucket],
  ["https://org@dev.azure.com/org/my%20project/_git/repo", azure],
  ["git@ssh.dev.azure.com:v3/org/my%20project/repo", azure],
  ["ssh://git@ssh.dev.azure.com/v3/org/my%20project/repo", azure],
  ["org@vs-ssh.visualstudio.com:v3/org/my%20project/repo", azure],
  ["https://org.visualstudio.com/my%20project/_git/repo", azure],
  ["https://org.visualstudio.com/DefaultCollection/my%20project/_git/repo", azure],
];

for (const [remote, url] of pages) {
  test(`the page of ${remote.replace(/secret/, "***")}`, () => {
    const page = pullRequestPage(remote, branches);
    assert.deepEqual([page?.url, page?.guessed], [url, false]);
  });
}

test("a team's own server is guessed by its first name, at its own address, and marked as guessed", () => {
  const lab = pullRequestPage("https://user:secret@gitlab.example.org:8443/group/repo.git", branches);
  const hub = pullRequestPage("ssh://git@github.example.org:2222/owner/repo.git", branches);
  assert.deepEqual(
    [lab?.service, lab?.guessed, hub?.service, hub?.guessed],
    ["GitLab", true, "GitHub", true],
  );
  assert.match(lab?.url ?? "", /^https:\/\/gitlab\.example\.org:8443\/group\/repo\/-\/merge_requests/);
  assert.match(hub?.url ?? "", /^https:\/\/github\.example\.org\/owner\/repo\/compare/);
});

test("what is no known service's repository has no page", () => {
  const remotes = [
    "/home/ana/repo.git",
    "../repo.git",
    "file:///home/ana/repo.git",
    "C:\\repos\\repo.git",
    "C:/repos/repo.git",
    "https://example.org/owner/repo.git",
    "https://notgithub.com/owner/repo.git",
    "https://github.com.example.org.evil",
    "https://github.com/owner",
    "https://github.com/owner/repo/tree/main",
    "https://github.com/../repo",
    "https://github.com/%2e%2e/repo",
    "https://github.com/owner/%E0%A4%A",
    "https://dev.azure.com/org/project/repo",
    "javascript:alert(1)//github.com/owner/repo",
    "data:text/html,github.com",
    "git@github.com",
    "",
  ];
  for (const remote of remotes) assert.equal(pullRequestPage(remote, branches), null, remote);
});

test("hostile owners and branches stay parts of the address", () => {
  const branch = "baton/a&b=c#d?e$(f);'\"é";
  for (const remote of [
    "https://github.com/o%3Fx=1/r%23y",
    "git@gitlab.com:o?x=1/r#y.git",
    "git@bitbucket.org:o?x=1/r#y",
  ]) {
    const url = new URL(pullRequestPage(remote, { base: "main", branch })?.url ?? "");
    assert.ok(url.href.includes("o%3Fx%3D1/r%23y"), url.href);
    assert.equal(url.hash, "");
    assert.ok(decodeURIComponent(url.href).includes(branch), url.href);
  }
});

test("the page is found for the repository's own remote once the work is there", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  const early = expectType(await findPullRequestPage(Ana.take()), "refused").problem;
  expectType(await takeSeat(Ana.take()), "taken");
  const folder = expectType(await findPullRequestPage(Ana.take()), "refused").problem;
  assert.deepEqual([early.code, folder.code], ["nothing-to-finish", "no-web-page"]);
  assert.match(folder.message, /is a folder, and has no web page/);
});
