/**
 * The page on which a pull request begins, from the remote's address. Only the host, owner and repository are taken
 * over: user names, passwords, tokens and ports of other services stay behind.
 */
import { type RemoteAddress, readRemoteAddress } from "./remoteAddress.ts";

export interface PullRequestPage {
  readonly url: string;
  /** The service's name. */
  readonly service: Service;
  /** Whether the service was guessed from the host's name: ask before it is opened. */
  readonly guessed: boolean;
}

export type Service = "GitHub" | "GitLab" | "Bitbucket" | "Azure DevOps";

/** Of the work branch into the base. */
export interface PullRequestBranches {
  readonly base: string;
  readonly branch: string;
}

interface Known {
  readonly service: Service;
  /** The page of the repository; null when the path is no repository's. */
  readonly repository: string | null;
}

function encoded(parts: readonly string[]): string {
  return parts.map(encodeURIComponent).join("/");
}

function twoParts(origin: string, path: readonly string[]): string | null {
  return path.length === 2 ? `${origin}/${encoded(path)}` : null;
}

/** `organization/project/_git/repository` under whichever of its names. */
function azurePath({ host, path }: RemoteAddress): readonly string[] | null {
  const [organization, ...rest] = path;
  if (host === "dev.azure.com") return path;
  if (host === "ssh.dev.azure.com" || host === "vs-ssh.visualstudio.com") {
    const [owner = "", project = "", repository = ""] = rest;
    return organization === "v3" && rest.length === 3 ? [owner, project, "_git", repository] : null;
  }
  const owner = /^([a-z0-9-]+)\.visualstudio\.com$/.exec(host)?.[1];
  if (owner === undefined) return null;
  return [owner, ...(organization === "DefaultCollection" ? rest : path)];
}

function azure(address: RemoteAddress): Known | null {
  if (!/(^|\.)(dev\.azure|visualstudio)\.com$/.test(address.host)) return null;
  const path = azurePath(address);
  // A project's own repository may leave the project's name out.
  const valid = path !== null && path.at(-2) === "_git" && (path.length === 4 || path.length === 3);
  return { service: "Azure DevOps", repository: valid ? `https://dev.azure.com/${encoded(path)}` : null };
}

/** Each service's own hosts; those of ssh through the port of https among them. */
const hosted: Readonly<Record<string, (path: readonly string[]) => Known>> = {
  "github.com": (path) => ({ service: "GitHub", repository: twoParts("https://github.com", path) }),
  "gitlab.com": (path) => ({ service: "GitLab", repository: gitLab("https://gitlab.com", path) }),
  "bitbucket.org": (path) => ({ service: "Bitbucket", repository: twoParts("https://bitbucket.org", path) }),
};

const sshHosts: Readonly<Record<string, string>> = {
  "ssh.github.com": "github.com",
  "www.github.com": "github.com",
  "altssh.gitlab.com": "gitlab.com",
  "altssh.bitbucket.org": "bitbucket.org",
};

/** Groups may hold groups. */
function gitLab(origin: string, path: readonly string[]): string | null {
  return path.length >= 2 ? `${origin}/${encoded(path)}` : null;
}

/** A team's own server often says in its first name what it is. */
function selfHosted({ host, origin, path }: RemoteAddress): Known | null {
  const first = host.split(".")[0];
  if (first === "github") return { service: "GitHub", repository: twoParts(origin, path) };
  if (first === "gitlab") return { service: "GitLab", repository: gitLab(origin, path) };
  return null;
}

function newPage({ service, repository }: Known, { base, branch }: PullRequestBranches): string {
  const [into, from] = [encodeURIComponent(base), encodeURIComponent(branch)];
  switch (service) {
    case "GitHub":
      return `${repository}/compare/${encoded(base.split("/"))}...${encoded(branch.split("/"))}?expand=1`;
    case "GitLab":
      return `${repository}/-/merge_requests/new?merge_request%5Bsource_branch%5D=${from}&merge_request%5Btarget_branch%5D=${into}`;
    case "Bitbucket":
      return `${repository}/pull-requests/new?source=${from}&dest=${into}`;
    case "Azure DevOps":
      return `${repository}/pullrequestcreate?sourceRef=${from}&targetRef=${into}`;
  }
}

/** Null where no page is known: the remote is a folder, or a service that isn't known here. */
export function pullRequestPage(remote: string, branches: PullRequestBranches): PullRequestPage | null {
  const address = readRemoteAddress(remote);
  if (address === null || !/^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)$/.test(address.host)) return null;
  const host = sshHosts[address.host] ?? address.host;
  const own = Object.hasOwn(hosted, host) ? hosted[host]?.(address.path) : undefined;
  const known = own ?? azure(address);
  const found = known ?? selfHosted(address);
  if (found === null || found.repository === null) return null;
  return { url: newPage(found, branches), service: found.service, guessed: known === null };
}
