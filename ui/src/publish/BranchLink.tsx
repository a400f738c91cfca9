import { useQuery } from "@tanstack/react-query";

import type { Branch } from "../ipc/generated/Branch";
import { releasesQuery } from "../ipc/queries";
import { useRepository } from "../shell/session";
import { Button, type ButtonProps } from "../widgets/Button";
import { openLink } from "./openLink";
import { termOf } from "./term";

/** Opens a branch's pull request, or the page that would open one; nothing where the remote has no web page. */
export function BranchLink({ branch, variant = "quiet" }: { branch: Branch; variant?: ButtonProps["variant"] }) {
  const repository = useRepository();
  // Read when the repository was opened; a word is no reason to read it again.
  const { data: landing } = useQuery({ ...releasesQuery(repository), select: ({ header }) => header.landing, enabled: false });
  const { url, pullRequest } = branch;
  if (url === null) return null;
  return (
    <Button variant={variant} onPress={() => void openLink(repository, url)}>
      Open {pullRequest === null ? termOf(landing) : `#${pullRequest}`}
    </Button>
  );
}
