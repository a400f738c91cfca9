import type { Branch } from "../ipc/generated/Branch";
import { useRepository } from "../shell/session";
import { Button, type ButtonProps } from "../widgets/Button";
import { openLink } from "./openLink";

/** Opens a branch's pull request, or the page that would open one; nothing where the remote has no web page. */
export function BranchLink({ branch, variant = "quiet" }: { branch: Branch; variant?: ButtonProps["variant"] }) {
  const repository = useRepository();
  const { url, pullRequest } = branch;
  if (url === null) return null;
  return (
    <Button variant={variant} onPress={() => void openLink(repository, url)}>
      Open {pullRequest === null ? "branch" : `#${pullRequest}`}
    </Button>
  );
}
