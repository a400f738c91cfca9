import type { ForgeKind } from "../ipc/generated/ForgeKind";

/** A Git host with web pages. */
export type Forge = Exclude<ForgeKind, "none">;

/** What a person needs to know of a Git host to connect a repository there. */
interface Guide {
  name: string;
  /** Where its pages show a repository's address. */
  address: React.ReactNode;
  /** What a token must be allowed to do, exactly. */
  permission: React.ReactNode;
  /** Where a token is made. */
  token: string;
  /** Which user goes with the token. */
  user: React.ReactNode;
  /** Where a public key is added. */
  key: string;
}

/** In the order in which they are offered. */
export const guides: Record<Forge, Guide> = {
  gitHub: {
    name: "GitHub",
    address: (
      <>
        On the repository’s page under <b>Code</b>: <i>HTTPS</i> or <i>SSH</i>.
      </>
    ),
    permission: (
      <>
        A fine-grained token for this repository with <b>Contents: Read and write</b>. A classic token needs the scope{" "}
        <code>repo</code>.
      </>
    ),
    token: "Settings › Developer settings › Personal access tokens",
    user: "Your GitHub user name.",
    key: "Settings › SSH and GPG keys, or the repository’s deploy keys with write access",
  },
  gitLab: {
    name: "GitLab",
    address: (
      <>
        On the project’s page under <b>Code</b>: <i>Clone with HTTPS</i> or <i>Clone with SSH</i>.
      </>
    ),
    permission: (
      <>
        A personal access token with the scope <code>write_repository</code>. A project token also needs the role{" "}
        <b>Developer</b>.
      </>
    ),
    token: "Preferences › Access tokens",
    user: "Your GitLab user name.",
    key: "Preferences › SSH keys",
  },
  bitbucket: {
    name: "Bitbucket",
    address: (
      <>
        On the repository’s page under <b>Clone</b>.
      </>
    ),
    permission: (
      <>
        An API token with the scopes <code>read:repository:bitbucket</code> and <code>write:repository:bitbucket</code>. On
        Data Center, an HTTP access token with <b>Repository write</b>.
      </>
    ),
    token: "Atlassian account settings › Security › API tokens",
    user: (
      <>
        Your Bitbucket user name, or <code>x-bitbucket-api-token-auth</code>.
      </>
    ),
    key: "Personal settings › SSH keys",
  },
  azureRepos: {
    name: "Azure Repos",
    address: (
      <>
        On the repository’s page under <b>Clone</b>.
      </>
    ),
    permission: (
      <>
        A personal access token with <b>Code: Read &amp; write</b>.
      </>
    ),
    token: "User settings › Personal access tokens",
    user: "Any name. Only the token counts.",
    key: "User settings › SSH public keys",
  },
  codeCommit: {
    name: "AWS CodeCommit",
    address: (
      <>
        In the list of repositories under <b>Clone URL</b>.
      </>
    ),
    permission: (
      <>
        HTTPS Git credentials of an IAM user who may <code>codecommit:GitPull</code> and <code>codecommit:GitPush</code>.
      </>
    ),
    token: "IAM › Users › Security credentials",
    user: "The user name of those credentials.",
    key: "IAM › Users › Security credentials; the user is the SSH key ID",
  },
  gitea: {
    name: "Gitea or Forgejo",
    address: (
      <>
        Above the list of files: <i>HTTPS</i> or <i>SSH</i>.
      </>
    ),
    permission: (
      <>
        An access token with <b>repository: Read and write</b>.
      </>
    ),
    token: "Settings › Applications",
    user: "Your user name there.",
    key: "Settings › SSH / GPG keys",
  },
};

export const forges = Object.keys(guides) as Forge[];

/** The name of a Git host. */
export function forgeName(kind: ForgeKind): string {
  return kind === "none" ? "No web page" : guides[kind].name;
}
