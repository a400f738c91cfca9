import { useEffect, useRef } from "react";

import icon from "../../../../icons/icon.svg";
import { useNavigation } from "../../shell/navigation";
import { useSession } from "../../shell/session";
import { Banner } from "../../widgets/Banner";
import { Button } from "../../widgets/Button";
import { RecentRepositories } from "./RecentRepositories";
import { Starts } from "./Starts";
import "./WelcomePage.css";

/** Where everything starts: the three ways to a repository, and those opened before. */
export function WelcomePage() {
  const { start, repository } = useSession();
  const { back, canGoBack } = useNavigation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = "Manifold";
    heading.current?.focus();
  }, []);

  return (
    <div className="welcome">
      <div className="welcome-column">
        <header className="welcome-header">
          <img className="welcome-icon" src={icon} alt="" width="64" height="64" />
          <h1 ref={heading} tabIndex={-1} className="welcome-title">
            {repository ? "Add a repository" : "Welcome to Manifold"}
          </h1>
          <p className="welcome-sentence">
            See which release each Retool instance’s manifest names, and change it with a pull request.
          </p>
        </header>
        {start.notices.map((notice) => (
          <Banner key={notice} sign="attention">
            {notice}
          </Banner>
        ))}
        <Starts />
        <RecentRepositories />
        {repository && canGoBack && (
          <Button variant="quiet" className="welcome-back" onPress={back}>
            Back to {repository.name}
          </Button>
        )}
      </div>
    </div>
  );
}
