import { useQuery } from "@tanstack/react-query";
import { PackageOpen } from "lucide-react";
import { useEffect } from "react";

import { FailurePanel } from "../../errors/FailurePanel";
import type { ElementPage as ElementData } from "../../ipc/generated/ElementPage";
import { elementQuery } from "../../ipc/queries";
import { useKeptState } from "../../shell/keptState";
import { useNavigation } from "../../shell/navigation";
import { Page } from "../../shell/Page";
import { useRepository } from "../../shell/session";
import { useMinWidth } from "../../shell/useMinWidth";
import { Button } from "../../widgets/Button";
import { EmptyState } from "../../widgets/EmptyState";
import { Skeleton } from "../../widgets/Skeleton";
import { visibleString } from "../../widgets/visible";
import { VisibleText } from "../../widgets/VisibleText";
import { ProblemList } from "../../problems/Problems";
import { ArtifactPanel } from "./ArtifactPanel";
import { ElementSentence, WhereOn } from "./ElementHeader";
import { ReleaseList } from "./ReleaseList";
import { folderName } from "../../widgets/words";
import { firstShown } from "./words";
import "./ElementPage.css";

const WIDE = 1360;

/** An app or workflow: where it is on, its releases, and what one of them holds. */
export function ElementPage({ folder, version }: { folder: string; version?: string }) {
  const repository = useRepository();
  const page = useQuery(elementQuery(repository, folder));
  if (!page.data) {
    return (
      <Page title={<VisibleText text={folderName(folder)} />} plainTitle={visibleString(folderName(folder))}>
        {page.error ? <FailurePanel failure={page.error} retry={() => void page.refetch()} isPage /> : <Skeleton rows={8} />}
      </Page>
    );
  }
  return <Element repository={repository} page={page.data} version={version ?? null} />;
}

function Element({ repository, page, version }: { repository: string; page: ElementData; version: string | null }) {
  const { go, replace } = useNavigation();
  const isWide = useMinWidth(WIDE);
  const { folder, releases } = page;
  const [chosen, setChosen] = useKeptState<string | null>(`${repository} ${folder} release`, version);
  const [file, setFile] = useKeptState<string | null>(`${repository} ${folder} file`, null);
  useEffect(() => {
    if (version !== null) setChosen(version);
  }, [version, setChosen]);

  const shown = releases.find((release) => release.version === chosen)?.version ?? firstShown(releases);
  const opened = releases.find((release) => release.version === (isWide ? shown : version)) ?? null;
  const open = (chosenVersion: string) => {
    setChosen(chosenVersion);
    if (!isWide) go({ name: "element", folder, version: chosenVersion });
  };
  const artifact = opened && (
    <ArtifactPanel
      key={opened.version}
      repository={repository}
      page={page}
      release={opened}
      wantedFile={file}
      onShowFile={setFile}
      onChoose={isWide ? null : (other) => replace({ name: "element", folder, version: other })}
    />
  );

  const isAlone = !isWide && opened !== null;
  const isSideBySide = isWide && opened !== null;
  return (
    <Page
      title={<VisibleText text={page.name} />}
      plainTitle={visibleString(page.name)}
      sentence={!isAlone && <ElementSentence page={page} />}
      header={isAlone ? undefined : page.header}
      isFilled={isSideBySide || isAlone}
      actions={
        page.notReleasable === null &&
        releases.length > 0 && (
          <Button variant="primary" onPress={() => go({ name: "createRelease", folder })}>
            Create release…
          </Button>
        )
      }
    >
      {isAlone ? (
        artifact
      ) : (
        <>
          <WhereOn page={page} />
          <ProblemList problems={page.problems} />
          {releases.length === 0 ? (
            <NoReleases page={page} />
          ) : (
            <div className={isSideBySide ? "element-panes" : undefined}>
              <ReleaseList page={page} shown={isWide ? shown : null} focused={isWide ? null : chosen} onOpen={open} />
              {artifact}
            </div>
          )}
        </>
      )}
    </Page>
  );
}

function NoReleases({ page }: { page: ElementData }) {
  const { go } = useNavigation();
  const { folder, element, header } = page;
  if (element.kind === "newStyleApp") {
    return (
      <EmptyState icon={<PackageOpen />} title="Releases of new-style apps are made in Retool.">
        Manifold shows what each manifest says of this app, and keeps its entries when it changes a manifest.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<PackageOpen />}
      title={`${visibleString(page.name)} has no releases yet.`}
      action={
        page.notReleasable === null && (
          <Button variant="primary" onPress={() => go({ name: "createRelease", folder })}>
            Create release…
          </Button>
        )
      }
    >
      A release is a fixed copy that an instance can be set to. Until there is one, an instance can only follow{" "}
      {header.defaultBranch}.
    </EmptyState>
  );
}
