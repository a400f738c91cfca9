import { useQuery } from "@tanstack/react-query";
import { PackageX } from "lucide-react";
import { useMemo, useRef, useState } from "react";

import { FailurePanel } from "../../errors/FailurePanel";
import type { CreateReleasePage as CreateReleaseData } from "../../ipc/generated/CreateReleasePage";
import type { Intent } from "../../ipc/generated/Intent";
import type { PlanView } from "../../ipc/generated/PlanView";
import { createReleaseQuery } from "../../ipc/queries";
import { BranchField } from "../../publish/BranchField";
import { listNames } from "../../publish/consequence";
import { PlanDisclosure } from "../../publish/PlanContents";
import { PublishPage } from "../../publish/PublishPage";
import { fieldError, withoutFields } from "../../publish/Refusals";
import { usePlan } from "../../publish/usePlan";
import { usePublish } from "../../publish/usePublish";
import { useNavigation } from "../../shell/navigation";
import { Page } from "../../shell/Page";
import { useRepository } from "../../shell/session";
import { Button } from "../../widgets/Button";
import { EmptyState } from "../../widgets/EmptyState";
import { TextArea } from "../../widgets/Field";
import { useNow } from "../../widgets/RelativeTime";
import { Skeleton } from "../../widgets/Skeleton";
import { visibleString } from "../../widgets/visible";
import { VisibleText } from "../../widgets/VisibleText";
import { folderName } from "../../widgets/words";
import { Contains } from "./Contains";
import { ReleaseSummary } from "./ReleaseSummary";
import { SetOn } from "./SetOn";
import { VersionField } from "./VersionField";
import { freeVersion, takenBy, takenWords, versionOf, type VersionChoice } from "./versions";
import "./create-release.css";

/** A release of one app or workflow: which version, what it holds, and which instances should get it. */
export function CreateReleasePage({ folder }: { folder: string }) {
  const repository = useRepository();
  const page = useQuery(createReleaseQuery(repository, folder));
  if (!page.data) {
    return (
      <Page {...titles(folderName(folder))} width="reading">
        {page.error ? <FailurePanel failure={page.error} retry={() => void page.refetch()} isPage /> : <Skeleton rows={5} />}
      </Page>
    );
  }
  if (page.data.notReleasable !== null && page.data.header.readOnly === null) {
    return <NotReleasable page={page.data} reason={page.data.notReleasable} />;
  }
  return <CreateRelease repository={repository} page={page.data} />;
}

function titles(name: string) {
  return {
    title: (
      <>
        <VisibleText text={name} /> <span className="title-rest">· Create release</span>
      </>
    ),
    plainTitle: `Create release of ${visibleString(name)}`,
  };
}

function CreateRelease({ repository, page: current }: { repository: string; page: CreateReleaseData }) {
  const publishing = usePublish(repository);
  const { isFixed, outcome } = publishing;
  // What was pushed stays in view: the next version is none of its business.
  const held = useRef(current);
  if (!isFixed) held.current = current;
  const page = held.current;
  const { header, folder } = page;

  const [choice, setChoice] = useState<VersionChoice>(page.versions.length > 0 ? page.chosen : "other");
  const [typed, setTyped] = useState("");
  const [description, setDescription] = useState("");
  const [setOn, setSetOn] = useState<string[]>([]);
  const [acceptUnchanged, setAcceptUnchanged] = useState(false);

  const now = useNow();
  const version = versionOf(page, choice, typed);
  const intent = useMemo<Intent>(
    () => ({ kind: "createReleases", releases: [{ folder, version }], description, setOn, acceptUnchanged }),
    [folder, version, description, setOn, acceptUnchanged],
  );
  const planning = usePlan(repository, intent, publishing);
  const { plan } = planning;
  const isTyping = choice === "other" && typed === "";
  const refusals = planning.refusals.filter(
    (refusal) => refusal.code !== "nothingChanged" && !(isTyping && refusal.field === "version"),
  );
  const taken = takenBy(page, version);
  const versionError = taken ? takenWords(taken, freeVersion(page), now) : fieldError(refusals, "version");
  const manifests = page.on.flatMap((on) => (setOn.includes(on.manifest) ? [on.manifest] : []));

  return (
    <PublishPage
      {...titles(page.name)}
      sentence={`A release is a fixed copy of what ${header.defaultBranch} has now. Manifests say which instances use it.`}
      header={header}
      action={{ label: "Create branch with release" }}
      planning={planning}
      publishing={publishing}
      refusals={withoutFields(refusals, "version", "branch")}
      // Beside the instance stands that it would no longer follow the default branch.
      warnings={plan?.warnings.filter((warning) => warning.code !== "noLongerLatest")}
      details={<PlanDisclosure planning={planning} outcome={outcome} note={plan && merging(plan)} />}
    >
      {outcome !== null ? (
        <ReleaseSummary page={page} version={version} description={description} manifests={manifests} />
      ) : (
        <div className="release-form">
          <VersionField
            page={page}
            choice={choice}
            typed={typed}
            error={versionError}
            isDisabled={isFixed}
            onChoose={setChoice}
            onType={setTyped}
          />
          <Contains page={page} acceptsUnchanged={acceptUnchanged} isDisabled={isFixed} onAcceptUnchanged={setAcceptUnchanged} />
          <TextArea
            label="Description"
            rows={2}
            value={description}
            onChange={setDescription}
            isDisabled={isFixed}
            autoFocus
            placeholder="What is new, for those who decide where it goes"
          />
          <SetOn page={page} version={versionError ? "" : version} chosen={setOn} isDisabled={isFixed} onChange={setSetOn} />
          {planning.asksForBranch && !isFixed && <BranchField planning={planning} />}
        </div>
      )}
    </PublishPage>
  );
}

/** "Merging updates staging's manifest". */
function merging({ manifests }: PlanView): string {
  const names = manifests.map((effect) => visibleString(effect.manifest));
  if (names.length === 0) return "Merging updates no manifest";
  if (names.length === 1) return `Merging updates ${names[0]}'s manifest`;
  return `Merging updates the manifests of ${listNames(names)}`;
}

function NotReleasable({ page, reason }: { page: CreateReleaseData; reason: string }) {
  const { replace } = useNavigation();
  return (
    <Page {...titles(page.name)} header={page.header}>
      <EmptyState
        icon={<PackageX />}
        title={reason}
        action={
          <Button onPress={() => replace({ name: "element", folder: page.folder })}>
            Back to {visibleString(page.name)}
          </Button>
        }
      />
    </Page>
  );
}
