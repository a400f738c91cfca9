import { Search, X } from "lucide-react";
import { Button, Input, SearchField as AriaSearchField } from "react-aria-components";

import { classes } from "./classes";
import "./SearchField.css";

/** A field that filters what is below it. `Esc` empties it. `isPageFilter`: Ctrl F goes here. */
export function SearchField({ label, value, onChange, placeholder, className, autoFocus, isPageFilter, controlsList }: SearchFieldProps) {
  return (
    <AriaSearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      className={classes("search-field", className)}
    >
      <Search aria-hidden="true" />
      <Input
        className="input"
        placeholder={placeholder ?? label}
        spellCheck={false}
        data-page-filter={isPageFilter || undefined}
        {...(controlsList && { role: "combobox", "aria-expanded": true, "aria-haspopup": "listbox" })}
      />
      <Button className="search-clear" aria-label="Clear the filter">
        <X aria-hidden="true" />
      </Button>
    </AriaSearchField>
  );
}

interface SearchFieldProps {
  label: string;
  value?: string;
  onChange?: (value: string) => void;
  placeholder?: string;
  className?: string;
  autoFocus?: boolean;
  isPageFilter?: boolean;
  /** Whether arrow keys walk through a list below it: inside an `Autocomplete`. */
  controlsList?: boolean;
}
