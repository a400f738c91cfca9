import { useQuery } from "@tanstack/react-query";
import { Search, Trash2 } from "lucide-react";
import { useRef, useState } from "react";

import { FailurePanel } from "../../errors/FailurePanel";
import type { CodeViewHandle } from "../../files/CodeView";
import { useFindKey } from "../../files/useFindKey";
import type { ManifestPage as ManifestData } from "../../ipc/generated/ManifestPage";
import type { Position } from "../../ipc/generated/Position";
import { manifestQuery } from "../../ipc/queries";
import { useNavigation } from "../../shell/navigation";
import { Page } from "../../shell/Page";
import { useRepository } from "../../shell/session";
import { Button, IconButton } from "../../widgets/Button";
import { CopyButton } from "../../widgets/CopyButton";
import { InstanceName } from "../../widgets/InstanceName";
import { RelativeTime } from "../../widgets/RelativeTime";
import { Skeleton } from "../../widgets/Skeleton";
import { VisibleText } from "../../widgets/VisibleText";
import { visibleString } from "../../widgets/visible";
import { ManifestProblems } from "./ManifestProblems";
import { ManifestText } from "./ManifestText";
import "./ManifestPage.css";

/** One manifest as it stands on the default branch: its text, and what is wrong with it. */
export function ManifestPage({ manifest }: { manifest: string }) {
  const repository = useRepository();
  const { go } = useNavigation();
  const { data, error, refetch } = useQuery(manifestQuery(repository, manifest));
  const name = visibleString(manifest);
  const canPush = data !== undefined && data.header.readOnly === null;
  return (
    <Page
      title={
        <span className="manifest-title">
          <InstanceName name={manifest} isProduction={data?.isProduction ?? false} />
        </span>
      }
      plainTitle={name}
      sentence={data && `The manifest of this instance, as it stands on ${data.header.defaultBranch}.`}
      header={data?.header}
      isFilled
      actions={
        data && (
          <>
            <CopyButton text={data.text} label="Copy the manifest">
              Copy
            </CopyButton>
            {canPush && (
              <Button icon={<Trash2 />} onPress={() => go({ name: "deleteManifest", manifest })}>
                Delete manifest…
              </Button>
            )}
          </>
        )
      }
    >
      {data ? (
        <ManifestContent data={data} />
      ) : error ? (
        <FailurePanel failure={error} retry={() => void refetch()} isPage />
      ) : (
        <Skeleton rows={10} />
      )}
    </Page>
  );
}

function ManifestContent({ data: { path, text, lastChange, problems } }: { data: ManifestData }) {
  const code = useRef<CodeViewHandle>(null);
  const [target, setTarget] = useState<Position | null>(null);
  useFindKey(code);
  return (
    <>
      {problems.length > 0 && (
        <ManifestProblems problems={problems} onGoTo={(position) => setTarget({ ...position })} />
      )}
      <div className="manifest-file">
        <div className="manifest-file-header">
          <span className="mono selectable">
            <VisibleText text={path} />
          </span>
          <CopyButton text={path} label="Copy the path" />
          {lastChange && (
            <span className="manifest-file-change small quiet">
              Changed <RelativeTime time={lastChange.time} /> by <VisibleText text={lastChange.author} />
            </span>
          )}
          <IconButton
            className="manifest-find"
            label="Find in this manifest"
            keys="Ctrl F"
            icon={<Search />}
            onPress={() => code.current?.find()}
          />
        </div>
        <ManifestText ref={code} path={path} text={text} problems={problems} target={target} />
      </div>
    </>
  );
}
