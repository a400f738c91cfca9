import { describe, expect, test } from "vitest";

import { forgeOf, readAddress } from "./address";

describe("an address is read while it is typed", () => {
  test("nothing is nothing", () => {
    expect(readAddress("  ")).toEqual({ kind: "empty" });
  });

  test("over HTTPS, with the user that it names and without .git", () => {
    expect(readAddress(" https://Sam@GitHub.com/acme/retool.git ")).toEqual({
      kind: "https",
      host: "github.com",
      path: "acme/retool",
      user: "Sam",
      isPlain: false,
    });
  });

  test("plain HTTP is known as such", () => {
    expect(readAddress("http://git.example.com/acme/retool")).toMatchObject({ kind: "https", isPlain: true });
  });

  test.each(["git@git.example.com:acme/retool.git", "ssh://git@git.example.com:2222/acme/retool"])("over SSH: %s", (text) => {
    expect(readAddress(text)).toEqual({ kind: "ssh", host: "git.example.com", path: "acme/retool", user: "git" });
  });

  test.each(["/srv/retool.git", "~/retool", "file:///srv/retool.git", "C:\\retool"])("on this computer: %s", (text) => {
    expect(readAddress(text).kind).toBe("local");
  });

  test.each([
    ["github.com/acme/retool", "Put https:// in front of it."],
    ["git@github.com", "After the host come a colon and the path: git@host:path."],
    ["https://", "The host comes next."],
    ["https://github.com/", "The path to the repository comes next."],
    ["svn://example.com/x", "Addresses that start with svn:// are not supported."],
    ["acme", "An address begins with https:// or ssh://, or is user@host:path."],
  ])("%s says what is missing", (text, hint) => {
    expect(readAddress(text)).toEqual({ kind: "unfinished", hint });
  });

  test.each([
    ["https://github.com/acme/retool/tree/main/apps", "acme/retool"],
    ["https://gitlab.com/acme/tools/retool/-/merge_requests", "acme/tools/retool"],
    ["https://bitbucket.org/acme/retool/src/main/", "acme/retool"],
  ])("%s is a page of the repository", (text, repository) => {
    expect(readAddress(text)).toEqual({
      kind: "unfinished",
      hint: `That is a page of the repository. Its address ends after ${repository}.`,
    });
  });
});

describe("the Git host is guessed", () => {
  test.each([
    ["https://github.com/acme/retool", "gitHub"],
    ["git@acme.ghe.com:acme/retool.git", "gitHub"],
    ["https://gitlab.example.com/acme/retool", "gitLab"],
    ["https://git.example.com/scm/acme/retool.git", "bitbucket"],
    ["https://dev.azure.com/acme/retool/_git/retool", "azureRepos"],
    ["git@ssh.dev.azure.com:v3/acme/retool/retool", "azureRepos"],
    ["https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/retool", "codeCommit"],
    ["https://codeberg.org/acme/retool", "gitea"],
    ["https://git.example.com/acme/retool", "none"],
    ["https://mygithub.example.com/acme/retool", "none"],
    ["/srv/retool.git", "none"],
  ])("%s", (text, forge) => {
    expect(forgeOf(readAddress(text))).toBe(forge);
  });
});
