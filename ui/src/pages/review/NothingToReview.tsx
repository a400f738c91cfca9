import { ClipboardCheck } from "lucide-react";

import { EmptyState } from "../../widgets/EmptyState";

/** In place of a review that has lost all its changes. */
export function NothingToReview({ action, children }: { action: React.ReactNode; children: React.ReactNode }) {
  return (
    <EmptyState icon={<ClipboardCheck />} title="There is nothing to review." action={action}>
      {children}
    </EmptyState>
  );
}
