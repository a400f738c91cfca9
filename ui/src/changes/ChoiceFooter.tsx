import { useNavigation } from "../shell/navigation";
import { Button } from "../widgets/Button";
import "./choice.css";

/** The foot of a page on which one chooses what to review: what is chosen, and the way on. */
export function ChoiceFooter({ words, cancelLabel, children }: ChoiceFooterProps) {
  const { back } = useNavigation();
  return (
    <div className="choice-footer">
      <p className="choice-words" role="status">
        {words}
      </p>
      {cancelLabel && <Button onPress={back}>{cancelLabel}</Button>}
      {children}
    </div>
  );
}

interface ChoiceFooterProps {
  words: React.ReactNode;
  /** Leaves the page. */
  cancelLabel?: string;
  children: React.ReactNode;
}
