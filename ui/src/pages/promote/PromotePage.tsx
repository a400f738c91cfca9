import { useQuery } from "@tanstack/react-query";
import { Equal } from "lucide-react";
import { useMemo } from "react";

import { ChoiceFooter } from "../../changes/ChoiceFooter";
import { ElementName } from "../../changes/ElementName";
import { InstancePair } from "../../changes/InstancePair";
import { ListFilter } from "../../changes/ListFilter";
import { NoHits } from "../../changes/NoHits";
import { ReleaseName } from "../../changes/ReleaseName";
import { TickList } from "../../changes/TickList";
import { waitsNote } from "../../changes/waitsNote";
import { filterGroups, useTicks } from "../../changes/ticks";
import { FailurePanel } from "../../errors/FailurePanel";
import type { PromotePage as PromoteData } from "../../ipc/generated/PromotePage";
import { promoteQuery, releasesQuery } from "../../ipc/queries";
import { useNavigation, useVisitState } from "../../shell/navigation";
import { Page } from "../../shell/Page";
import { useRepository } from "../../shell/session";
import { Button } from "../../widgets/Button";
import { EmptyState } from "../../widgets/EmptyState";
import { InstanceName } from "../../widgets/InstanceName";
import { Duration } from "../../widgets/RelativeTime";
import { Becomes, Sign } from "../../widgets/Sign";
import { Skeleton } from "../../widgets/Skeleton";
import { visibleString } from "../../widgets/visible";
import { plural } from "../../widgets/words";
import { changesTo, groupLines, proposalOf, type Line } from "./lines";
import "./promote.css";

interface Pair {
  source: string;
  target: string;
}

/** What one instance's manifest says for another's: current, incoming, and what of it goes along. */
export function PromotePage({ source, target }: Pair) {
  const repository = useRepository();
  const page = useQuery(promoteQuery(repository, source, target));
  if (page.error || !page.data) {
    return (
      <Page title={`Promote ${visibleString(source)} to ${visibleString(target)}`} width="reading">
        {page.error ? (
          <FailurePanel failure={page.error} retry={() => void page.refetch()} isPage />
        ) : (
          <Skeleton rows={10} label="Comparing the manifests" />
        )}
      </Page>
    );
  }
  return <Promote repository={repository} page={page.data} />;
}

function Promote({ repository, page }: { repository: string; page: PromoteData }) {
  const { go, replace, back } = useNavigation();
  const columns = useQuery(releasesQuery(repository)).data?.columns ?? [];
  const { source, target, header, lines, same } = page;
  const [typed, setTyped] = useVisitState("filter", "");
  const ticks = useTicks<Line>();
  const all = useMemo(() => groupLines(page), [page]);
  const groups = useMemo(() => {
    const headed = all.map(({ key, title, note, lines: items }) => ({
      key,
      items,
      heading: <Heading title={title} note={note} count={items.length} />,
    }));
    return filterGroups(headed, typed, (line) => `${line.name ?? ""} ${line.folder ?? ""} ${line.element.id}`);
  }, [all, typed]);
  const ticked = all.flatMap((group) => group.lines.filter(ticks.has));
  const [from, to] = [visibleString(source.manifest), visibleString(target.manifest)];

  return (
    <Page
      title={
        <>
          Promote <InstanceName name={source.manifest} isProduction={source.isProduction} /> to{" "}
          <InstanceName name={target.manifest} isProduction={target.isProduction} />
        </>
      }
      plainTitle={`Promote ${from} to ${to}`}
      sentence={`What ${from}'s manifest names goes into ${to}'s, all in one branch.`}
      width="reading"
      isFilled
      header={header}
      footer={
        lines.length > 0 && (
          <ChoiceFooter
            cancelLabel="Cancel"
            words={`${ticked.length} of ${plural(lines.length, "difference")} ticked. Nothing is pushed before you have reviewed it.`}
          >
            <Button
              variant="primary"
              isDisabled={ticked.length === 0}
              onPress={() => go({ name: "review", proposal: proposalOf(page, ticked) })}
            >
              {target.isProduction && <Sign name="production" label="Production" />}
              Review {changesTo(ticked.length, target)}
            </Button>
          </ChoiceFooter>
        )
      }
    >
      <div className="choice-toolbar">
        <InstancePair
          labels={["From", "To"]}
          source={source.manifest}
          target={target.manifest}
          columns={columns}
          onChange={(nextSource, nextTarget) => replace({ name: "promote", source: nextSource, target: nextTarget })}
        />
        <ListFilter lines={lines.length} typed={typed} onType={(text) => setTyped(() => text)} />
      </div>
      {lines.length === 0 ? (
        <EmptyState icon={<Equal />} title={`${from} and ${to} say the same.`} action={<Button onPress={back}>Back</Button>}>
          {same > 0 && `Both name the same release of ${plural(same, "app or workflow", "apps and workflows")}.`}
        </EmptyState>
      ) : groups.length === 0 ? (
        <NoHits typed={typed} onClear={() => setTyped(() => "")} />
      ) : (
        <TickList
          label={`What goes from ${from} to ${to}`}
          className="promote-list"
          columns={[
            "App",
            <span key="now">
              <InstanceName name={target.manifest} isProduction={target.isProduction} /> now
            </span>,
            `From ${from}`,
            `On ${from} for`,
          ]}
          groups={groups}
          ticks={ticks}
          cellsOf={cellsOf}
          noteOf={waitsNote}
        />
      )}
    </Page>
  );
}

function Heading({ title, note, count }: { title: string; note: string | null; count: number }) {
  return (
    <>
      <h2>{title}</h2>
      <span className="tick-heading-note">
        <span className="numbers">{count.toLocaleString("en-GB")}</span>
        {note && ` · ${note}`}
      </span>
    </>
  );
}

function cellsOf({ element, name, folder, current, incoming, since }: Line): React.ReactNode[] {
  return [
    <ElementName key="app" name={name} folder={folder} id={element.id} />,
    <ReleaseName key="now" release={current} isQuiet />,
    <span key="incoming" className="tick-becomes">
      <Becomes />
      <ReleaseName release={incoming} />
    </span>,
    since && <Duration key="since" since={since.time} by={since.author} />,
  ];
}
