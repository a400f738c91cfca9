import { useQuery } from "@tanstack/react-query";

import { FailurePanel } from "../../errors/FailurePanel";
import { changesSummary, FileChanges } from "../../files/ChangedFiles";
import { CommitList } from "../../files/CommitList";
import { createReleaseQuery } from "../../ipc/queries";
import { useNavigation } from "../../shell/navigation";
import { Button } from "../../widgets/Button";
import { Dialog } from "../../widgets/Dialog";
import { Skeleton } from "../../widgets/Skeleton";
import { VisibleText } from "../../widgets/VisibleText";

/** The commits and files that the newest release of an element does not have. */
export function UnreleasedDialog({ repository, folder, name, returnTo, onClose }: UnreleasedDialogProps) {
  const { go } = useNavigation();
  const query = useQuery(createReleaseQuery(repository, folder));
  const page = query.data;
  return (
    <Dialog
      title={
        <>
          Not released yet: <VisibleText text={name} />
        </>
      }
      isOpen
      isWide
      returnTo={returnTo}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Close</Button>
          {page?.notReleasable === null && (
            <Button variant="primary" onPress={() => go({ name: "createRelease", folder })}>
              Create release…
            </Button>
          )}
        </>
      }
    >
      {query.error && <FailurePanel failure={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Skeleton rows={6} label="Reading what changed" />}
      {page && page.commits !== null && page.commits.count > 0 && <CommitList commits={page.commits} newest={page.newest} />}
      {page?.changesProblem && <p>{page.changesProblem}</p>}
      {page && page.newest !== null && !page.changesProblem && (
        <section>
          <h3 className="change-heading">
            Files <span className="quiet small">{changesSummary(page.changes)}</span>
          </h3>
          <FileChanges
            files={page.changes}
            before={{ kind: "release", element: page.element, version: page.newest }}
            after={{ kind: "folder", folder }}
          />
        </section>
      )}
    </Dialog>
  );
}

interface UnreleasedDialogProps {
  repository: string;
  folder: string;
  name: string;
  /** The cell that it is about, which has the focus afterwards. */
  returnTo: HTMLElement;
  onClose: () => void;
}
