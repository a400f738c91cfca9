import { Version } from "../widgets/Version";

/** What a manifest names: a release, `≈ latest`, or nothing. */
export function ReleaseName({ release, isQuiet }: { release: string | null; isQuiet?: boolean }) {
  if (release === null) return <span className={isQuiet ? "quiet" : undefined}>Not listed</span>;
  return <Version value={release} isQuiet={isQuiet} />;
}
