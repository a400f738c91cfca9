import { SearchX } from "lucide-react";

import { Button } from "../widgets/Button";
import { EmptyState } from "../widgets/EmptyState";

/** In place of a list whose filter leaves nothing. */
export function NoHits({ typed, onClear }: { typed: string; onClear: () => void }) {
  return (
    <EmptyState
      icon={<SearchX />}
      title={`Nothing matches “${typed}”.`}
      action={<Button onPress={onClear}>Clear the filter</Button>}
    >
      Names, folders and uuids are searched.
    </EmptyState>
  );
}
