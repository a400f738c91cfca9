import { FailurePanel } from "../errors/FailurePanel";
import type { RefusalView } from "../ipc/generated/RefusalView";
import type { RepositoryHeader } from "../ipc/generated/RepositoryHeader";
import type { WarningView } from "../ipc/generated/WarningView";
import { useNavigation } from "../shell/navigation";
import { Page } from "../shell/Page";
import { Track } from "../widgets/Track";
import { PublishFooter, type PublishAction } from "./PublishFooter";
import { Refusals, SetbackNote, Warnings } from "./Refusals";
import { Result } from "./Result";
import { trackOf } from "./track";
import { useMergedElsewhere } from "./useMergedElsewhere";
import type { Planning } from "./usePlan";
import type { Publishing } from "./usePublish";
import "./publish.css";

/** A page that pushes: how far the change is, what it is made from, exactly what will be pushed, and the button. */
export function PublishPage(props: PublishPageProps) {
  const { title, plainTitle, sentence, header, action, planning, publishing, refusals, warnings, details, children } = props;
  const { reset } = useNavigation();
  const { outcome, setback } = publishing;
  const { landing } = header;
  useMergedElsewhere(publishing, planning.plan, landing);
  return (
    <Page
      title={title}
      plainTitle={plainTitle}
      sentence={sentence}
      width="reading"
      header={header}
      footer={
        outcome === null ? (
          <PublishFooter action={action} planning={planning} publishing={publishing} header={header} />
        ) : (
          <Result outcome={outcome} publishing={publishing} landing={landing} onDone={() => reset({ name: "releases" })} />
        )
      }
    >
      <Track {...trackOf(outcome, landing)} />
      {setback && <SetbackNote setback={setback} />}
      {planning.failure && <FailurePanel failure={planning.failure} retry={planning.again} />}
      {children}
      <Refusals refusals={refusals ?? planning.refusals} />
      <Warnings warnings={warnings ?? planning.plan?.warnings ?? []} />
      {details}
    </Page>
  );
}

interface PublishPageProps {
  title: React.ReactNode;
  plainTitle?: string;
  sentence: React.ReactNode;
  header: RepositoryHeader;
  action: PublishAction;
  planning: Planning;
  publishing: Publishing;
  /** Those that no field of the page shows; all of them by default. */
  refusals?: RefusalView[];
  /** Those that nothing else on the page says; all of the plan's by default. */
  warnings?: WarningView[];
  /** What will be pushed. */
  details: React.ReactNode;
  /** What the change is made from. */
  children: React.ReactNode;
}
