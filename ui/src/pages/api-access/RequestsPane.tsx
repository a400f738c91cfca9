import { Activity } from "lucide-react";

import type { ApiAccessPage } from "../../ipc/generated/ApiAccessPage";
import type { ApiRequest } from "../../ipc/generated/ApiRequest";
import { EmptyState } from "../../widgets/EmptyState";
import { RelativeTime } from "../../widgets/RelativeTime";
import { Settings } from "../../widgets/Settings";
import { Sign } from "../../widgets/Sign";
import { VisibleText } from "../../widgets/VisibleText";

/** What was asked lately. */
export function RequestsPane({ repository, page: { state, requests } }: { repository: string; page: ApiAccessPage }) {
  const isServed = state.kind === "listening" && state.repository.id === repository;
  return (
    <Settings
      title="Requests"
      description="The last 200 to this repository, kept only while Manifold is open, and without what they carried."
    >
      {requests.length === 0 ? (
        <EmptyState icon={<Activity />} title="No requests yet.">
          {isServed ? "They appear here as soon as a program asks." : "They appear here while this repository is served."}
        </EmptyState>
      ) : (
        <div className="api-requests" role="region" aria-label="Requests" tabIndex={0}>
          <table className="settings-table">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Request</th>
                <th scope="col">Status</th>
                <th scope="col" className="settings-table-number">
                  Took
                </th>
                <th scope="col">Token</th>
              </tr>
            </thead>
            <tbody>
              {requests.map((request) => (
                <RequestRow key={request.number} request={request} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Settings>
  );
}

function RequestRow({ request: { time, method, path, status, milliseconds, token } }: { request: ApiRequest }) {
  return (
    <tr>
      <td className="api-when">
        <RelativeTime time={time} isStatic />
      </td>
      <td className="api-path">
        <span className="mono selectable">
          <VisibleText text={`${method} ${path}`} />
        </span>
      </td>
      <td>
        <span className="api-status">
          {status >= 500 ? <Sign name="broken" label="Failed" /> : status >= 400 && <Sign name="attention" label="Refused" />}
          {status}
        </span>
      </td>
      <td className="settings-table-number">{milliseconds === 0 ? "< 1" : milliseconds.toLocaleString("en-GB")} ms</td>
      <td className="api-name">{token === null ? <span className="quiet">None</span> : <VisibleText text={token} />}</td>
    </tr>
  );
}
