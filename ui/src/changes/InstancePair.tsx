import { ArrowLeftRight } from "lucide-react";

import type { Column } from "../ipc/generated/Column";
import { IconButton } from "../widgets/Button";
import { Select } from "../widgets/Select";
import { visibleString } from "../widgets/visible";
import "./InstancePair.css";

/** Which two instances, one after the other. */
export function InstancePair({ labels, source, target, columns, onChange }: InstancePairProps) {
  const options = (other: string) =>
    columns.map((column) => ({
      value: column.manifest,
      label: `${column.isProduction ? "◆ " : ""}${visibleString(column.manifest)}`,
      description: column.unreadable === null ? undefined : "Its manifest cannot be read",
      isDisabled: column.manifest === other || column.unreadable !== null,
    }));
  return (
    <div className="instance-pair">
      <Select label={labels[0]} value={source} options={options(target)} onChange={(chosen) => onChange(chosen, target)} />
      <IconButton label="Swap" icon={<ArrowLeftRight />} onPress={() => onChange(target, source)} />
      <Select label={labels[1]} value={target} options={options(source)} onChange={(chosen) => onChange(source, chosen)} />
    </div>
  );
}

interface InstancePairProps {
  /** What the two are called: "From" and "To". */
  labels: [string, string];
  source: string;
  target: string;
  columns: Column[];
  onChange: (source: string, target: string) => void;
}
