import { Boxes } from "lucide-react";

import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import { useNavigation } from "../../shell/navigation";
import { Button } from "../../widgets/Button";
import { EmptyState } from "../../widgets/EmptyState";
import { plural } from "../../widgets/words";
import { FileProblems } from "../../problems/Problems";

/** In place of the matrix, where there is nothing to release: why, and the manifests all the same. */
export function NoElements({ page }: { page: ReleasesPage }) {
  const { go } = useNavigation();
  const { header, columns, ignoredFolders, problems } = page;
  const openSourceControl = () => go({ name: "sourceControl" });
  return (
    <>
      <FileProblems problems={problems} onShow={openSourceControl} />
      <EmptyState
        icon={<Boxes />}
        title="No apps or workflows were found in this repository."
        action={
          <>
            {columns.length > 0 && <Button onPress={openSourceControl}>Open Source control</Button>}
            {header.readOnly === null && <Button onPress={() => go({ name: "createManifest" })}>Create manifest</Button>}
          </>
        }
      >
        {ignoredFolders > 0
          ? `${plural(ignoredFolders, "folder")} in apps/ and workflows/ ${ignoredFolders === 1 ? "holds" : "hold"} nothing that Manifold recognises. `
          : "Retool writes them to apps/ and workflows/ when they are protected with Source Control. "}
        The branch read here is {header.defaultBranch}.
        {columns.length > 0 && ` Its ${plural(columns.length, "manifest")} can be seen in Source control.`}
      </EmptyState>
    </>
  );
}
