import type { ForgeKind } from "../ipc/generated/ForgeKind";

/** What a typed address is, as far as the window can say before it is used. */
export type Address =
  | { kind: "empty" }
  | { kind: "https"; host: string; path: string; user: string | null; isPlain: boolean }
  | { kind: "ssh"; host: string; path: string; user: string | null }
  | { kind: "local"; path: string }
  | { kind: "unfinished"; hint: string };

/** Reads an address while it is typed. The engine has the last word when it is used. */
export function readAddress(typed: string): Address {
  const text = typed.trim();
  if (text === "") return { kind: "empty" };
  const scheme = /^([a-z][a-z0-9+]*):\/\/(.*)$/i.exec(text);
  if (scheme) return withScheme(scheme[1]?.toLowerCase() ?? "", text);
  if (/^(\/|~|\.|[a-z]:[\\/])/i.test(text)) return { kind: "local", path: text };
  const scp = /^(?:([^@/\s]+)@)?([^/:@\s]{2,}):([^\s].*)$/.exec(text);
  if (scp) {
    const [, user = null, host = "", path = ""] = scp;
    return { kind: "ssh", host: host.toLowerCase(), path: trimmed(path), user };
  }
  if (/^[\w-]+(\.[\w-]+)+\//.test(text)) return unfinished("Put https:// in front of it.");
  if (text.includes("@")) return unfinished("After the host come a colon and the path: git@host:path.");
  return unfinished("An address begins with https:// or ssh://, or is user@host:path.");
}

function withScheme(scheme: string, text: string): Address {
  if (scheme === "file") return { kind: "local", path: text.slice("file://".length) };
  if (!["https", "http", "ssh", "git+ssh", "ssh+git"].includes(scheme)) {
    return unfinished(`Addresses that start with ${scheme}:// are not supported.`);
  }
  // Browsers know no path of other schemes: read the rest as if it were a web address.
  const url = parse(text.replace(/^[^:]+/, "https"));
  if (!url) return unfinished("The host comes next.");
  const path = trimmed(url.pathname);
  if (path === "") return unfinished("The path to the repository comes next.");
  const user = url.username === "" ? null : decodeURIComponent(url.username);
  const { hostname: host } = url;
  if (!scheme.startsWith("http")) return { kind: "ssh", host, path, user };
  const page = webPage(guessForge(host, path), path);
  if (page !== null) return unfinished(`That is a page of the repository. Its address ends after ${page}.`);
  return { kind: "https", host, path, user, isPlain: scheme === "http" };
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function trimmed(path: string): string {
  return path.replace(/^\/+|\/+$/g, "").replace(/\.git$/, "");
}

function unfinished(hint: string): Address {
  return { kind: "unfinished", hint };
}

/** The repository's part of a path that goes on to one of its pages, e.g. when it was copied from the browser. */
function webPage(forge: ForgeKind, path: string): string | null {
  const pages: Partial<Record<ForgeKind, RegExp>> = {
    gitHub: /^([^/]+\/[^/]+)\/(?:tree|blob|pulls?|issues|actions|settings|commits?|branches)\b/,
    gitLab: /^(.+?)\/-\//,
    bitbucket: /^([^/]+\/[^/]+)\/(?:src|commits|branches|pull-requests)\b/,
    gitea: /^([^/]+\/[^/]+)\/(?:src|pulls|issues|commits?|branches|releases)\b/,
  };
  return pages[forge]?.exec(path)?.[1] ?? null;
}

/** The Git host, guessed as the engine guesses it once the repository is connected. */
export function guessForge(host: string, path: string): ForgeKind {
  const parts = host.split(/[.-]/);
  const segments = path.split("/");
  if (parts.includes("github") || host.endsWith(".ghe.com")) return "gitHub";
  if (parts.includes("gitlab")) return "gitLab";
  if (parts.includes("bitbucket") || parts.includes("stash") || segments[0] === "scm") return "bitbucket";
  if (/^(ssh\.)?dev\.azure\.com$|\.visualstudio\.com$/.test(host) || segments.includes("_git")) return "azureRepos";
  if (/^git-codecommit(-fips)?\.[\w-]+\.amazonaws\.com(\.cn)?$/.test(host)) return "codeCommit";
  if (host === "codeberg.org" || parts.includes("gitea") || parts.includes("forgejo")) return "gitea";
  return "none";
}

/** The Git host of a typed address; `none` where it tells nothing. */
export function forgeOf(address: Address): ForgeKind {
  return address.kind === "https" || address.kind === "ssh" ? guessForge(address.host, address.path) : "none";
}
