import type { Branch } from "../ipc/generated/Branch";
import { Button, type ButtonProps } from "../widgets/Button";
import { useOpenLink } from "./useOpenLink";

/** Opens a branch's pull request, or the page that would open one; nothing where the remote has no web page. */
export function BranchLink({ branch, variant = "quiet" }: { branch: Branch; variant?: ButtonProps["variant"] }) {
  const openLink = useOpenLink();
  const { url, pullRequest } = branch;
  if (url === null) return null;
  return (
    <Button variant={variant} onPress={() => void openLink(url)}>
      Open {pullRequest === null ? "branch" : `#${pullRequest}`}
    </Button>
  );
}
