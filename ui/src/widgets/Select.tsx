import { Check, ChevronDown } from "lucide-react";
import { Button, Label, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue } from "react-aria-components";

import type { Option } from "./Choice";
import { classes } from "./classes";
import { FieldNote } from "./Field";
import "./Menu.css";
import "./Select.css";

/** One of several, in a list that opens. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { label, value, onChange, options, description, error, isLabelHidden, isDisabled, className, placeholder } = props;
  return (
    <AriaSelect
      className={classes("field", className)}
      aria-label={isLabelHidden ? label : undefined}
      selectedKey={value}
      onSelectionChange={(key) => {
        if (key !== null) onChange(key as T);
      }}
      isDisabled={isDisabled}
      isInvalid={Boolean(error)}
      placeholder={placeholder ?? "Choose"}
    >
      {!isLabelHidden && <Label className="field-label">{label}</Label>}
      <Button className="select-button">
        <SelectValue className="select-value" />
        <ChevronDown aria-hidden="true" />
      </Button>
      <FieldNote description={description} error={error} />
      <Popover className="floating select-popover" offset={4}>
        <ListBox className="menu" items={options}>
          {(option) => (
            <ListBoxItem
              id={option.value}
              className="menu-item"
              isDisabled={option.isDisabled}
              textValue={typeof option.label === "string" ? option.label : option.value}
            >
              <span className="menu-item-text">
                <span>{option.label}</span>
                {option.description && <span className="menu-item-description">{option.description}</span>}
              </span>
              <Check className="menu-item-check" aria-hidden="true" />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

interface SelectProps<T extends string> {
  label: string;
  value: T | null;
  onChange: (value: T) => void;
  options: Option<T>[];
  description?: React.ReactNode;
  error?: React.ReactNode;
  placeholder?: string;
  isLabelHidden?: boolean;
  isDisabled?: boolean;
  className?: string;
}
