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
import { filterGroups } from "../../changes/ticks";
import { FailurePanel } from "../../errors/FailurePanel";
import type { Instance } from "../../ipc/generated/Instance";
import type { PromotePage } from "../../ipc/generated/PromotePage";
import { promoteQuery, releasesQuery } from "../../ipc/queries";
import { useNavigation, useVisitState } from "../../shell/navigation";
import { Page } from "../../shell/Page";
import { useRepository } from "../../shell/session";
import { Button } from "../../widgets/Button";
import { EmptyState } from "../../widgets/EmptyState";
import { InstanceName } from "../../widgets/InstanceName";
import { Skeleton } from "../../widgets/Skeleton";
import { visibleString } from "../../widgets/visible";
import { plural } from "../../widgets/words";
import { groupDifferences, type Difference } from "./differences";
import { DirectionSign } from "./DirectionSign";
import "./compare.css";

/** Two instances side by side: only what their manifests say different things of. */
export function ComparePage({ source, target }: { source: string; target: string }) {
  const repository = useRepository();
  const page = useQuery(promoteQuery(repository, source, target));
  if (page.error || !page.data) {
    return (
      <Page title={`Compare ${visibleString(source)} with ${visibleString(target)}`} width="reading">
        {page.error ? (
          <FailurePanel failure={page.error} retry={() => void page.refetch()} isPage />
        ) : (
          <Skeleton rows={10} label="Comparing the manifests" />
        )}
      </Page>
    );
  }
  return <Compare repository={repository} page={page.data} />;
}

function Compare({ repository, page }: { repository: string; page: PromotePage }) {
  const { go, replace } = useNavigation();
  const columns = useQuery(releasesQuery(repository)).data?.columns ?? [];
  const [typed, setTyped] = useVisitState("filter", "");
  const { source, target, header, lines, same } = page;
  const groups = useMemo(() => {
    const headed = groupDifferences(page).map(({ direction, title, differences }) => ({
      key: direction,
      items: differences,
      heading: (
        <>
          <h2>{title}</h2>
          <span className="tick-heading-note numbers">{differences.length.toLocaleString("en-GB")}</span>
        </>
      ),
    }));
    return filterGroups(headed, typed, (line) => `${line.name ?? ""} ${line.folder ?? ""} ${line.element.id}`);
  }, [page, typed]);
  const [one, other] = [visibleString(source.manifest), visibleString(target.manifest)];
  const isSame = lines.length === 0;
  return (
    <Page
      title={
        <>
          Compare <InstanceName name={source.manifest} isProduction={source.isProduction} /> with{" "}
          <InstanceName name={target.manifest} isProduction={target.isProduction} />
        </>
      }
      plainTitle={`Compare ${one} with ${other}`}
      sentence={
        isSame
          ? "What their manifests say different things of."
          : `${plural(lines.length, "difference")}; of ${plural(same, "app or workflow", "apps and workflows")} both manifests say the same.`
      }
      width="reading"
      isFilled
      header={header}
      footer={
        !isSame && (
          <ChoiceFooter words="Promoting goes from one to the other. What goes along is chosen first.">
            <Button onPress={() => go({ name: "promote", source: target.manifest, target: source.manifest })}>
              <PromoteWords source={target} target={source} />
            </Button>
            <Button
              variant="primary"
              onPress={() => go({ name: "promote", source: source.manifest, target: target.manifest })}
            >
              <PromoteWords source={source} target={target} />
            </Button>
          </ChoiceFooter>
        )
      }
    >
      <div className="choice-toolbar">
        <InstancePair
          labels={["Compare", "with"]}
          source={source.manifest}
          target={target.manifest}
          columns={columns}
          onChange={(nextSource, nextTarget) => replace({ name: "compare", source: nextSource, target: nextTarget })}
        />
        <ListFilter lines={lines.length} typed={typed} onType={(text) => setTyped(() => text)} />
      </div>
      {isSame ? (
        <EmptyState icon={<Equal />} title={`${one} and ${other} say the same.`}>
          {same > 0 && `Both name the same release of ${plural(same, "app or workflow", "apps and workflows")}.`}
        </EmptyState>
      ) : groups.length === 0 ? (
        <NoHits typed={typed} onClear={() => setTyped(() => "")} />
      ) : (
        <TickList
          label={`Differences between ${one} and ${other}`}
          className="compare-list"
          columns={[
            "App",
            <InstanceName key="one" name={source.manifest} isProduction={source.isProduction} />,
            <span key="sign" className="visually-hidden">
              How they differ
            </span>,
            <InstanceName key="other" name={target.manifest} isProduction={target.isProduction} />,
          ]}
          groups={groups}
          cellsOf={cellsOf}
        />
      )}
    </Page>
  );
}

function PromoteWords({ source, target }: { source: Instance; target: Instance }) {
  return (
    <span>
      Promote {visibleString(source.manifest)} to{" "}
      <InstanceName name={target.manifest} isProduction={target.isProduction} isPlain />…
    </span>
  );
}

function cellsOf({ element, name, folder, current, incoming, direction }: Difference): React.ReactNode[] {
  return [
    <ElementName key="app" name={name} folder={folder} id={element.id} />,
    <ReleaseName key="one" release={incoming} isQuiet={incoming === null} />,
    <DirectionSign key="sign" direction={direction} />,
    <ReleaseName key="other" release={current} isQuiet={current === null} />,
  ];
}
