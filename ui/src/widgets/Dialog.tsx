import { X } from "lucide-react";
import { useEffect } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";

import { IconButton } from "./Button";
import { classes } from "./classes";
import "./Dialog.css";

/** A dialog over the page. `Esc` closes it and the focus goes back to where it was, or to where it belongs. */
export function Dialog({ title, isOpen, onClose, children, footer, isAlert, isWide, returnTo }: DialogProps) {
  return (
    <ModalOverlay
      className="dialog-shade"
      isOpen={isOpen}
      isDismissable={!isAlert}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={classes("dialog-frame", isWide && "dialog-frame-wide")}>
        {returnTo && <ReturnFocus to={returnTo} />}
        <AriaDialog className="dialog" role={isAlert ? "alertdialog" : "dialog"}>
          <header className="dialog-header">
            <Heading slot="title">{title}</Heading>
            {!isAlert && <IconButton label="Close" keys="Esc" icon={<X />} onPress={onClose} />}
          </header>
          <div className="dialog-body">{children}</div>
          {footer && <footer className="dialog-footer">{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Gives an element the focus once the dialog is gone, when the page can have it again. */
function ReturnFocus({ to }: { to: HTMLElement }) {
  useEffect(() => () => queueMicrotask(() => to.focus({ preventScroll: true })), [to]);
  return null;
}

interface DialogProps {
  title: React.ReactNode;
  isOpen: boolean;
  onClose: () => void;
  children: React.ReactNode;
  footer?: React.ReactNode;
  /** Asks something that must be answered. */
  isAlert?: boolean;
  /** For differences and other things that need room. */
  isWide?: boolean;
  /** What has the focus afterwards, where what had it before is gone. */
  returnTo?: HTMLElement;
}
