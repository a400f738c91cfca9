import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";

import { FailurePanel } from "../../errors/FailurePanel";
import type { Intent } from "../../ipc/generated/Intent";
import type { PlanView } from "../../ipc/generated/PlanView";
import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import type { StartFrom } from "../../ipc/generated/StartFrom";
import { releasesQuery } from "../../ipc/queries";
import { BranchField } from "../../publish/BranchField";
import { ManifestPanel } from "../../publish/ManifestPanel";
import { PlanDisclosure } from "../../publish/PlanContents";
import { PublishPage } from "../../publish/PublishPage";
import { fieldError, withoutFields } from "../../publish/Refusals";
import { usePlan } from "../../publish/usePlan";
import { usePublish } from "../../publish/usePublish";
import { Page } from "../../shell/Page";
import { useRepository } from "../../shell/session";
import { RadioGroup } from "../../widgets/Choice";
import { TextField } from "../../widgets/Field";
import { Select } from "../../widgets/Select";
import { Skeleton } from "../../widgets/Skeleton";
import { visibleString } from "../../widgets/visible";
import { plural } from "../../widgets/words";
import "./create-manifest.css";

const SENTENCE = "One manifest for each instance says which release of each app belongs there.";

/** Names a manifest, says what it starts with, and pushes the branch that adds it. */
export function CreateManifestPage() {
  const repository = useRepository();
  const page = useQuery(releasesQuery(repository));
  if (page.error || !page.data) {
    return (
      <Page title="Create manifest" sentence={SENTENCE} width="reading">
        {page.error ? <FailurePanel failure={page.error} retry={() => void page.refetch()} isPage /> : <Skeleton rows={4} />}
      </Page>
    );
  }
  return <CreateManifest repository={repository} page={page.data} />;
}

function CreateManifest({ repository, page }: { repository: string; page: ReleasesPage }) {
  const { header, columns } = page;
  const readable = columns.filter((column) => column.unreadable === null);
  const [name, setName] = useState("");
  const [kind, setKind] = useState<StartFrom["kind"]>("empty");
  const [source, setSource] = useState(readable.at(0)?.manifest ?? null);
  const publishing = usePublish(repository);
  const { isFixed } = publishing;

  const intent = useMemo<Intent>(() => {
    const start: StartFrom =
      kind === "copyOf" && source !== null ? { kind, manifest: source } : { kind: kind === "copyOf" ? "empty" : kind };
    return { kind: "createManifest", name, start, why: "" };
  }, [name, kind, source]);
  const planning = usePlan(repository, intent, publishing);
  const { plan, isUpdating } = planning;
  // An empty name is not wrong yet.
  const refusals = name === "" ? [] : planning.refusals;
  const everything = new Set(
    page.rows.flatMap((row) => (row.folder === null || row.element.kind === "newStyleApp" ? [] : [row.element.id])),
  ).size;

  return (
    <PublishPage
      title="Create manifest"
      sentence={SENTENCE}
      header={header}
      action={{ label: "Create branch with release manifest" }}
      planning={planning}
      publishing={publishing}
      refusals={withoutFields(refusals, "name", "branch")}
      details={
        <PlanDisclosure
          planning={planning}
          outcome={publishing.outcome}
          note={plan && startsWith(plan)}
        />
      }
    >
      {publishing.outcome === null ? (
        <div className="create-manifest">
          <TextField
            label="Name"
            autoFocus
            value={name}
            onChange={setName}
            isDisabled={isFixed}
            error={fieldError(refusals, "name")}
            description={
              name !== "" && plan && !isUpdating ? `Free. The file will be manifests/${name}.yaml.` : "As the instance is called, e.g. qa."
            }
          />
          <RadioGroup<StartFrom["kind"]>
            label="Start from"
            value={kind}
            onChange={setKind}
            isDisabled={isFixed}
            options={[
              { value: "empty", label: "Empty", description: "No entries. Set each app in the matrix afterwards." },
              {
                value: "everyElementAtLatest",
                label: "Every app at latest",
                description: `${plural(everything, "entry", "entries")}. Every merge to ${header.defaultBranch} goes to this instance.`,
              },
              {
                value: "copyOf",
                label: "Copy of another manifest",
                description: "The same releases as on another instance.",
                isDisabled: readable.length === 0,
              },
            ]}
          />
          {kind === "copyOf" && (
            <Select
              className="create-manifest-source"
              label="Copy of"
              value={source}
              onChange={setSource}
              isDisabled={isFixed}
              options={readable.map((column) => ({
                value: column.manifest,
                label: visibleString(column.manifest),
                description: plural(column.entries, "entry", "entries"),
              }))}
            />
          )}
          {planning.asksForBranch && !isFixed && <BranchField planning={planning} />}
        </div>
      ) : (
        <ManifestPanel manifest={name.trim()} isProduction={false} summary={plan && startsWith(plan)}>
          <p className="manifest-text">{meaningOf(kind, source, header.defaultBranch)}</p>
        </ManifestPanel>
      )}
    </PublishPage>
  );
}

/** "13 entries". */
function startsWith(plan: PlanView): string {
  const entries = plan.meaning.flatMap((line) => (line.kind === "manifestCreated" ? [line.entries] : []));
  return entries.map((count) => plural(count, "entry", "entries")).join(", ");
}

/** What the new manifest starts with, in words. */
function meaningOf(kind: StartFrom["kind"], source: string | null, defaultBranch: string): string {
  switch (kind) {
    case "copyOf":
      return `It starts as a copy of ${visibleString(source ?? "")}.`;
    case "everyElementAtLatest":
      return `Every app is at latest: every merge to ${defaultBranch} goes to this instance.`;
    case "empty":
      return "It starts empty. Set each app in the matrix once it is merged.";
  }
}
