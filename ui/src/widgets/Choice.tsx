import { Check } from "lucide-react";
import {
  Checkbox as AriaCheckbox,
  Label,
  Radio,
  RadioGroup as AriaRadioGroup,
  Switch as AriaSwitch,
  ToggleButton,
  ToggleButtonGroup,
} from "react-aria-components";

import { classes } from "./classes";
import { FieldNote } from "./Field";
import "./Choice.css";

export interface Option<T extends string> {
  value: T;
  label: React.ReactNode;
  description?: React.ReactNode;
  isDisabled?: boolean;
}

/** One of a few, all visible. */
export function RadioGroup<T extends string>(props: RadioGroupProps<T>) {
  const { label, value, onChange, options, description, error, isRow, isDisabled } = props;
  return (
    <AriaRadioGroup
      className={classes("field", "radio-group", isRow && "radio-group-row")}
      value={value}
      onChange={(chosen) => onChange(chosen as T)}
      isDisabled={isDisabled}
      isInvalid={Boolean(error)}
    >
      <Label className="field-label">{label}</Label>
      <div className="radio-options">
        {options.map((option) => (
          <Radio key={option.value} value={option.value} isDisabled={option.isDisabled} className="choice">
            <span className="radio-mark" aria-hidden="true" />
            <ChoiceText label={option.label} description={option.description} />
          </Radio>
        ))}
      </div>
      <FieldNote description={description} error={error} />
    </AriaRadioGroup>
  );
}

interface RadioGroupProps<T extends string> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: Option<T>[];
  description?: React.ReactNode;
  error?: React.ReactNode;
  /** Beside one another, where they are short. */
  isRow?: boolean;
  isDisabled?: boolean;
}

/** Yes or no, done with the rest of a form. */
export function Checkbox({ isSelected, onChange, isDisabled, children, description }: ToggleProps) {
  return (
    <AriaCheckbox isSelected={isSelected} onChange={onChange} isDisabled={isDisabled} className="choice">
      <span className="check-mark" aria-hidden="true">
        <Check />
      </span>
      <ChoiceText label={children} description={description} />
    </AriaCheckbox>
  );
}

/** Yes or no, done at once. */
export function Switch({ isSelected, onChange, isDisabled, children, description }: ToggleProps) {
  return (
    <AriaSwitch isSelected={isSelected} onChange={onChange} isDisabled={isDisabled} className="choice">
      <span className="switch-mark" aria-hidden="true" />
      <ChoiceText label={children} description={description} />
    </AriaSwitch>
  );
}

interface ToggleProps {
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean;
  children: React.ReactNode;
  description?: React.ReactNode;
}

function ChoiceText({ label, description }: { label: React.ReactNode; description?: React.ReactNode }) {
  return (
    <span className="choice-text">
      <span>{label}</span>
      {description && <span className="choice-description">{description}</span>}
    </span>
  );
}

/** One of a few views of the same thing. */
export function Segments<T extends string>({ label, value, onChange, options }: SegmentsProps<T>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className="segments"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const [chosen] = keys;
        if (chosen !== undefined) onChange(chosen as T);
      }}
    >
      {options.map((option) => (
        <ToggleButton key={option.value} id={option.value} isDisabled={option.isDisabled} className="segment">
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

interface SegmentsProps<T extends string> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: Option<T>[];
}
