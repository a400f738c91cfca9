import { describe, expect, test } from "vitest";

import type { Connection } from "../../ipc/generated/Connection";
import { changedFields, previewTemplate, unknownPlaceholders } from "./edits";

const saved: Connection = {
  name: "retool",
  address: "https://github.com/acme/retool.git",
  forge: null,
  webOrigin: null,
  defaultBranch: "main",
  user: null,
  sshKeyFile: null,
  caFile: null,
  committerName: null,
  committerEmail: null,
  automaticBranchNames: true,
  pullRequestTemplate: null,
  readOnly: false,
};

describe("what is not saved yet", () => {
  test("nothing, where nothing was edited", () => {
    expect(changedFields(saved, {})).toEqual([]);
  });

  test("fields that differ", () => {
    expect(changedFields(saved, { name: "Tools", readOnly: true })).toEqual(["name", "readOnly"]);
  });

  test("an edit that was taken back is none", () => {
    expect(changedFields(saved, { name: " retool ", webOrigin: "", defaultBranch: "main", readOnly: false })).toEqual([]);
  });

  test("an emptied field means the default", () => {
    expect(changedFields(saved, { defaultBranch: "" })).toEqual(["defaultBranch"]);
  });
});

describe("a template", () => {
  test("is filled in once", () => {
    expect(previewTemplate("# {title}\n{changes}\n{other}")).toBe(
      "# Update 'prod' release manifest\nManifest prod:\n\n- Dashboard: 1.0.2 → 1.0.3\n- Refunds: 2.0.4 → 2.1.0\n{other}",
    );
  });

  test("names placeholders that stay as they are", () => {
    expect(unknownPlaceholders("{title} {Changes} {why} {why} {} {changes}")).toEqual(["{Changes}", "{why}"]);
  });
});
