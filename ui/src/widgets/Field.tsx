import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from "react-aria-components";

import { classes } from "./classes";
import "./Field.css";

interface FieldProps extends Omit<AriaTextFieldProps, "className" | "style" | "children" | "isInvalid"> {
  label: string;
  /** One sentence below the field. */
  description?: React.ReactNode;
  /** What is wrong with the value, in place of the description. */
  error?: React.ReactNode;
  placeholder?: string;
  className?: string;
}

/** A line of text. */
export function TextField({ label, description, error, placeholder, className, mono, after, ...rest }: TextFieldProps) {
  return (
    <AriaTextField {...rest} isInvalid={Boolean(error)} className={classes("field", className)}>
      <Label className="field-label">{label}</Label>
      <div className="field-line">
        <Input className={classes("input", mono && "input-mono")} placeholder={placeholder} spellCheck={false} />
        {after}
      </div>
      <FieldNote description={description} error={error} />
    </AriaTextField>
  );
}

interface TextFieldProps extends FieldProps {
  /** For versions, hashes, paths and branch names. */
  mono?: boolean;
  /** What stands right of the input, e.g. a button. */
  after?: React.ReactNode;
}

/** Several lines of text. */
export function TextArea({ label, description, error, placeholder, className, rows = 3, mono, ...rest }: TextAreaProps) {
  return (
    <AriaTextField {...rest} isInvalid={Boolean(error)} className={classes("field", className)}>
      <Label className="field-label">{label}</Label>
      <AriaTextArea className={classes("input", "input-area", mono && "input-mono")} placeholder={placeholder} rows={rows} />
      <FieldNote description={description} error={error} />
    </AriaTextField>
  );
}

interface TextAreaProps extends FieldProps {
  rows?: number;
  mono?: boolean;
}

/** The line below a control: what is wrong with it, else what it is for. */
export function FieldNote({ description, error }: { description?: React.ReactNode; error?: React.ReactNode }) {
  if (error) return <FieldError className="field-error">{error}</FieldError>;
  if (description) {
    return (
      <Text slot="description" className="field-description">
        {description}
      </Text>
    );
  }
  return null;
}
