import { useMemo, useRef } from "react";

import { useTicks } from "../../changes/ticks";
import type { CreateReleasesPage } from "../../ipc/generated/CreateReleasesPage";
import type { Intent } from "../../ipc/generated/Intent";
import { BranchField } from "../../publish/BranchField";
import { PlanDisclosure } from "../../publish/PlanContents";
import { PublishPage } from "../../publish/PublishPage";
import { usePlan } from "../../publish/usePlan";
import { usePublish } from "../../publish/usePublish";
import { useVisitState } from "../../shell/navigation";
import { Banner } from "../../widgets/Banner";
import { Segments } from "../../widgets/Choice";
import { TextArea } from "../../widgets/Field";
import { plural } from "../../widgets/words";
import { groupElements, versionOf, type Releasable, type Versions } from "./elements";
import { ElementsToRelease } from "./ElementsToRelease";
import { ReleasesCreated } from "./ReleasesCreated";
import { SetOnInstances } from "./SetOnInstances";
import "./create-releases.css";

const AS_PROPOSED: Versions = { bump: null, own: new Map() };
const NOWHERE: readonly string[] = [];

/** Which of them, as which version each, described once, and set on which instances. */
export function CreateReleases({ repository, page: current }: { repository: string; page: CreateReleasesPage }) {
  const publishing = usePublish(repository);
  const { isFixed, outcome } = publishing;
  // What was pushed stays in view: the next versions are none of its business.
  const held = useRef(current);
  if (!isFixed) held.current = current;
  const page = held.current;
  const { header, elements, instances } = page;

  const [versions, setVersions] = useVisitState("versions", AS_PROPOSED);
  const [description, setDescription] = useVisitState("description", "");
  const [setOn, setSetOn] = useVisitState("set on", NOWHERE);
  const ticks = useTicks<Releasable>();
  const groups = useMemo(() => groupElements(elements), [elements]);
  const unchanged = groups.find((group) => group.key === "unchanged")?.elements ?? [];
  const releases = useMemo(
    () =>
      groups
        .flatMap((group) => group.elements)
        .filter(ticks.has)
        .map((element) => ({ folder: element.folder, version: versionOf(element, versions) })),
    [groups, ticks, versions],
  );
  const acceptUnchanged = unchanged.some(ticks.has);
  const intent = useMemo<Intent>(
    () => ({ kind: "createReleases", releases, description, setOn: [...setOn], acceptUnchanged }),
    [releases, description, setOn, acceptUnchanged],
  );
  const planning = usePlan(repository, intent, publishing);
  const { plan } = planning;
  const refused = useMemo(
    () => new Map(planning.refusals.flatMap(({ folder, message }) => (folder === null ? [] : [[folder, message]]))),
    [planning.refusals],
  );

  return (
    <PublishPage
      title="Create releases"
      sentence={`Fixed copies of what ${header.defaultBranch} has now, each with its own next version, all in one branch.`}
      header={header}
      action={{
        label: releases.length === 1 ? "Create branch with release" : `Create branch with ${releases.length} releases`,
        lacks: releases.length === 0 ? "Tick what to release." : undefined,
      }}
      planning={planning}
      publishing={publishing}
      refusals={planning.refusals.filter(({ folder, field }) => folder === null && field !== "branch" && releases.length > 0)}
      // Beside the instance stands how many would no longer follow the default branch.
      warnings={plan?.warnings.filter((warning) => warning.code !== "noLongerLatest")}
      details={<PlanDisclosure planning={planning} outcome={outcome} />}
    >
      {outcome !== null ? (
        plan && <ReleasesCreated plan={plan} description={description} />
      ) : (
        <>
          {unchanged.length > 0 && (
            <Banner
              sign="attention"
              actions={
                <Segments<"leaveOut" | "release" | "some">
                  label="What did not change"
                  value={!acceptUnchanged ? "leaveOut" : unchanged.every(ticks.has) ? "release" : "some"}
                  onChange={(choice) => ticks.set(unchanged, choice === "release")}
                  options={[
                    { value: "leaveOut", label: unchanged.length === 1 ? "Leave it out" : "Leave them out", isDisabled: isFixed },
                    { value: "release", label: "Release all the same", isDisabled: isFixed },
                  ]}
                />
              }
            >
              {plural(unchanged.length, "app or workflow", "apps and workflows")} did not change since{" "}
              {unchanged.length === 1 ? "its" : "their"} newest release.
            </Banner>
          )}
          <ElementsToRelease
            groups={groups}
            ticks={ticks}
            versions={versions}
            refused={refused}
            isDisabled={isFixed}
            onChange={setVersions}
          />
          <TextArea
            label="Description"
            description="The same for all of them."
            placeholder="What is new, for those who decide where they go"
            rows={2}
            value={description}
            onChange={(text) => setDescription(() => text)}
            isDisabled={isFixed}
          />
          <SetOnInstances
            instances={instances}
            chosen={setOn}
            plan={planning.isUpdating ? null : plan}
            isDisabled={isFixed}
            onChange={(next) => setSetOn(() => next)}
          />
          {planning.asksForBranch && !isFixed && <BranchField planning={planning} />}
        </>
      )}
    </PublishPage>
  );
}
