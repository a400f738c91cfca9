import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";

import { announce } from "./announce";
import { Button, IconButton } from "./Button";

/** Copies a text and says so. With `children`, a button with words. */
export function CopyButton({ text, label, children, autoFocus }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [isCopied]);

  const copy = async () => {
    await copyText(text);
    setCopied(true);
    announce("Copied");
  };
  const icon = isCopied ? <Check /> : <Copy />;
  if (children) {
    return (
      <Button icon={icon} autoFocus={autoFocus} onPress={() => void copy()}>
        {isCopied ? "Copied" : children}
      </Button>
    );
  }
  return <IconButton className="copy-button" label={isCopied ? "Copied" : label} icon={icon} onPress={() => void copy()} />;
}

interface CopyButtonProps {
  text: string;
  /** What it does, where it has no words. */
  label: string;
  children?: React.ReactNode;
  autoFocus?: boolean;
}

/** Puts a text on the clipboard. WebKitGTK refuses the clipboard API outside of secure pages: then the old way does it. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "visually-hidden";
    const focused = document.activeElement;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
