import { useInfiniteQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useMemo } from "react";

import { ChoiceFooter } from "../../changes/ChoiceFooter";
import { useTicks } from "../../changes/ticks";
import { FailurePanel } from "../../errors/FailurePanel";
import type { Instance } from "../../ipc/generated/Instance";
import type { PastChange } from "../../ipc/generated/PastChange";
import type { RepositoryHeader } from "../../ipc/generated/RepositoryHeader";
import { rollBackQuery } from "../../ipc/queries";
import { useNavigation, useVisitState } from "../../shell/navigation";
import { Page } from "../../shell/Page";
import { useRepository } from "../../shell/session";
import { Button } from "../../widgets/Button";
import { EmptyState } from "../../widgets/EmptyState";
import { InstanceName } from "../../widgets/InstanceName";
import { useNow } from "../../widgets/RelativeTime";
import { Sign } from "../../widgets/Sign";
import { Skeleton } from "../../widgets/Skeleton";
import { visibleString } from "../../widgets/visible";
import { ChangedEntries } from "./ChangedEntries";
import { groupEntries, proposalOf, type Entry } from "./entries";
import { PastChanges } from "./PastChanges";
import "./roll-back.css";

/** What an instance's manifest named before one of its recent changes, to be named again. */
export function RollBackPage({ manifest }: { manifest: string }) {
  const repository = useRepository();
  const { back } = useNavigation();
  const query = useInfiniteQuery(rollBackQuery(repository, manifest));
  const newest = query.data?.pages[0];
  const name = visibleString(manifest);
  // Where only older changes could not be read, the others stay.
  const isBroken = query.error !== null && !query.isFetchNextPageError;
  if (isBroken || !newest) {
    return (
      <Page title={`Roll back ${name}`}>
        {query.error ? (
          <FailurePanel failure={query.error} retry={() => void query.refetch()} isPage />
        ) : (
          <Skeleton rows={8} label="Reading the history" />
        )}
      </Page>
    );
  }
  const changes = query.data?.pages.flatMap((page) => page.changes) ?? [];
  const [first] = changes;
  if (!first) {
    return (
      <Page title={`Roll back ${name}`} header={newest.header}>
        <EmptyState icon={<History />} title={`Nothing has changed on ${name} yet.`} action={<Button onPress={back}>Back</Button>}>
          Its manifest stands as it was created.
        </EmptyState>
      </Page>
    );
  }
  return (
    <RollBack
      header={newest.header}
      instance={newest.instance}
      changes={[first, ...changes.slice(1)]}
      older={
        query.hasNextPage
          ? { isPending: query.isFetchingNextPage, failure: query.isFetchNextPageError ? query.error : null, load: () => void query.fetchNextPage() }
          : null
      }
    />
  );
}

function RollBack({ header, instance, changes, older }: RollBackProps) {
  const { go } = useNavigation();
  const now = useNow();
  const [chosen, choose] = useVisitState<string | null>("change", null);
  const ticks = useTicks<Entry>();
  const change = changes.find((one) => one.commit === chosen) ?? changes[0];
  const groups = useMemo(() => groupEntries(change), [change]);
  const entries = groups.flatMap((group) => group.entries);
  const ticked = entries.filter(ticks.has);
  const name = visibleString(instance.manifest);
  return (
    <Page
      title={
        <>
          Roll back <InstanceName name={instance.manifest} isProduction={instance.isProduction} />
        </>
      }
      plainTitle={`Roll back ${name}`}
      sentence={`Sets entries of ${name}'s manifest back to what they named before a change.`}
      header={header}
      isFilled
      footer={
        <ChoiceFooter cancelLabel="Cancel" words={`${ticked.length} of ${entries.length} ticked. Nothing is pushed before you have reviewed it.`}>
          <Button
            variant="primary"
            isDisabled={ticked.length === 0}
            onPress={() => go({ name: "review", proposal: proposalOf(instance, change, ticked, now) })}
          >
            {instance.isProduction && <Sign name="production" label="Production" />}
            Review roll back of {ticked.length}
          </Button>
        </ChoiceFooter>
      }
    >
      <div className="roll-back">
        <PastChanges changes={changes} chosen={change.commit} older={older} onChoose={(commit) => choose(() => commit)} />
        <ChangedEntries key={change.commit} instance={instance} change={change} groups={groups} ticks={ticks} />
      </div>
    </Page>
  );
}

interface RollBackProps {
  header: RepositoryHeader;
  instance: Instance;
  changes: [PastChange, ...PastChange[]];
  older: React.ComponentProps<typeof PastChanges>["older"];
}
