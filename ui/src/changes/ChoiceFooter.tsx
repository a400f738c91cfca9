import { useNavigation } from "../shell/navigation";
import { Button } from "../widgets/Button";
import "./choice.css";

/** The foot of a page on which one chooses what to review: what is chosen, and the way on. */
export function ChoiceFooter({ words, children }: { words: React.ReactNode; children: React.ReactNode }) {
  const { back } = useNavigation();
  return (
    <div className="choice-footer">
      <p className="choice-words" role="status">
        {words}
      </p>
      <Button onPress={back}>Cancel</Button>
      {children}
    </div>
  );
}
