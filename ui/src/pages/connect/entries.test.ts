import { describe, expect, test } from "vitest";

import { readAddress } from "../../connection/address";
import type { Failure } from "../../ipc/generated/Failure";
import { addressNote, emptyEntries, fieldOf, toRequest } from "./entries";

const https = readAddress("https://github.com/acme/retool.git");
const ssh = readAddress("git@git.example.com:acme/retool.git");
const failed = (code: string): Failure => ({ code, message: "", unchanged: null, hint: null, details: null, hostKey: null });

describe("a request holds what belongs to the address", () => {
  const typed = {
    ...emptyEntries,
    branch: " main ",
    user: "sam",
    token: "secret",
    keyFile: "/home/sam/key",
    caFile: "/etc/ssl/acme.pem",
  };

  test("over HTTPS: user, token and certificates, no key", () => {
    expect(toRequest({ ...typed, address: " https://github.com/acme/retool.git " }, https)).toEqual({
      address: "https://github.com/acme/retool.git",
      defaultBranch: "main",
      user: "sam",
      token: "secret",
      sshKeyFile: null,
      caFile: "/etc/ssl/acme.pem",
    });
  });

  test("over SSH: the key, and never a token nor certificates", () => {
    expect(toRequest({ ...typed, address: "git@git.example.com:acme/retool.git" }, ssh)).toMatchObject({
      user: null,
      token: null,
      sshKeyFile: "/home/sam/key",
      caFile: null,
    });
  });

  test("what was left empty is not said", () => {
    expect(toRequest({ ...emptyEntries, address: "x", user: " " }, https)).toMatchObject({
      defaultBranch: null,
      user: null,
      token: null,
    });
  });
});

describe("a failure leads to the field that mends it", () => {
  test.each([
    ["authenticationFailed", https, "token"],
    ["authenticationFailed", ssh, "keyFile"],
    ["certificateInvalid", https, "caFile"],
    ["certificateOfAnotherHost", https, "address"],
    ["noDefaultBranch", https, "branch"],
    ["repositoryNotFound", https, "address"],
    ["keyringTimeout", https, null],
  ] as const)("%s", (code, address, field) => {
    expect(fieldOf(failed(code), address)).toBe(field);
  });
});

test("the note says what the address is so far", () => {
  expect(addressNote(https, "gitHub")).toBe("acme/retool on GitHub (github.com), over HTTPS.");
  expect(addressNote(ssh, "none")).toBe("acme/retool on git.example.com, over SSH.");
  expect(addressNote(readAddress("https://"), "none")).toBe("The host comes next.");
});
