import type { CommitsSince } from "../ipc/generated/CommitsSince";
import { RelativeTime } from "../widgets/RelativeTime";
import { VisibleText } from "../widgets/VisibleText";
import { plural } from "../widgets/words";
import "./CommitList.css";

/** The commits to a folder since its newest release, newest first. */
export function CommitList({ commits, newest }: { commits: CommitsSince; newest: string | null }) {
  const more = commits.count - commits.newest.length;
  return (
    <section>
      <h3 className="change-heading">
        Commits <span className="quiet small">{newest !== null && `since ${newest}`}</span>
      </h3>
      <ol className="commit-list">
        {commits.newest.map((commit) => (
          <li key={commit.commit} className="commit-line">
            <code className="commit-id">{commit.commit.slice(0, 7)}</code>
            <span className="commit-subject">
              <VisibleText text={commit.subject} />
            </span>
            <span className="commit-about small quiet">
              <VisibleText text={commit.author} />, <RelativeTime time={commit.time} isStatic />
            </span>
          </li>
        ))}
      </ol>
      {more > 0 && <p className="quiet small">and {plural(more, "older commit")}</p>}
    </section>
  );
}
