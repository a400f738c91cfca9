import { ChevronRight } from "lucide-react";
import { Button, Disclosure as AriaDisclosure, DisclosurePanel, Heading } from "react-aria-components";

import { classes } from "./classes";
import "./Disclosure.css";

/** A line that opens to show more. What is inside is built only when it opens. */
export function Disclosure({ title, note, children, isQuiet, defaultExpanded, isExpanded, onExpandedChange }: DisclosureProps) {
  const button = (
    <Button slot="trigger" className="disclosure-button">
      <ChevronRight aria-hidden="true" />
      <span className="disclosure-title">{title}</span>
      {note && <span className="disclosure-note">{note}</span>}
    </Button>
  );
  return (
    <AriaDisclosure
      className={classes("disclosure", isQuiet && "disclosure-quiet")}
      defaultExpanded={defaultExpanded}
      isExpanded={isExpanded}
      onExpandedChange={onExpandedChange}
    >
      {({ isExpanded: isOpen }) => (
        <>
          {isQuiet ? (
            <div className="disclosure-heading">{button}</div>
          ) : (
            <Heading level={2} className="disclosure-heading">
              {button}
            </Heading>
          )}
          <DisclosurePanel className="disclosure-panel">{isOpen && children}</DisclosurePanel>
        </>
      )}
    </AriaDisclosure>
  );
}

interface DisclosureProps {
  title: React.ReactNode;
  /** What can be known without opening it. */
  note?: React.ReactNode;
  children: React.ReactNode;
  /** As part of a sentence or a row: no weight of its own. */
  isQuiet?: boolean;
  defaultExpanded?: boolean;
  isExpanded?: boolean;
  onExpandedChange?: (isExpanded: boolean) => void;
}
