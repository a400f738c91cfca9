import { ArrowLeftRight, ArrowRight, ChevronDown } from "lucide-react";
import { memo } from "react";

import type { Column } from "../../ipc/generated/Column";
import { useNavigation } from "../../shell/navigation";
import { Button } from "../../widgets/Button";
import { InstanceName } from "../../widgets/InstanceName";
import { Menu, type MenuEntry } from "../../widgets/Menu";
import { visibleString } from "../../widgets/visible";

/** From one instance to the next in their order; other pairs, and comparing, on the pages themselves. */
export const PromoteMenu = memo(function PromoteMenu({ columns }: { columns: Column[] }) {
  const { go } = useNavigation();
  const readable = columns.filter((column) => column.unreadable === null);
  const [first, second] = readable;
  const last = readable.at(-1);
  if (!first || !second || !last) return null;
  const pairs = readable.slice(1).map((target, index): MenuEntry => {
    const source = readable[index] ?? first;
    return {
      id: `${source.manifest}/${target.manifest}`,
      label: (
        <>
          <InstanceName name={source.manifest} isProduction={source.isProduction} /> →{" "}
          <InstanceName name={target.manifest} isProduction={target.isProduction} />
        </>
      ),
      textValue: `${visibleString(source.manifest)} to ${visibleString(target.manifest)}`,
      icon: <ArrowRight />,
      onAction: () => go({ name: "promote", source: source.manifest, target: target.manifest }),
    };
  });
  const others: MenuEntry = {
    id: "others",
    label: "Other instances…",
    startsGroup: true,
    onAction: () => go({ name: "promote", source: first.manifest, target: last.manifest }),
  };
  return (
    <Menu
      trigger={
        <Button className="promote-button">
          Promote <ChevronDown aria-hidden="true" />
        </Button>
      }
      entries={[
        ...pairs,
        ...(readable.length > 3 ? [others] : []),
        {
          id: "compare",
          label: "Compare instances…",
          icon: <ArrowLeftRight />,
          startsGroup: readable.length <= 3,
          onAction: () => go({ name: "compare", source: (readable.at(-2) ?? first).manifest, target: last.manifest }),
        },
      ]}
    />
  );
});
