import { useEffect, useState } from "react";

import { Button } from "./Button";
import { Spinner } from "./Spinner";
import "./Progress.css";

const SPINNER_AFTER = 300;
const WORDS_AFTER = 2000;

/** Whether this much time has passed since `started`; both in milliseconds. */
export function useElapsed(started: number | null, milliseconds: number): boolean {
  const [passed, setPassed] = useState<number | null>(null);
  useEffect(() => {
    if (started === null) return;
    const timer = setTimeout(() => setPassed(started), Math.max(0, started + milliseconds - Date.now()));
    return () => clearTimeout(timer);
  }, [started, milliseconds]);
  return started !== null && passed === started;
}

/** Long work: nothing at first, soon a spinner, after two seconds words and numbers, with Cancel. */
export function Progress({ started, words, done, total, isEager, onCancel }: ProgressProps) {
  const showsSpinner = useElapsed(started, isEager ? 0 : SPINNER_AFTER) || isEager;
  const showsWords = useElapsed(started, isEager ? 0 : WORDS_AFTER) || isEager;
  if (started === null || !showsSpinner) return null;
  return (
    <div className="progress" role="group" aria-label="Progress">
      <Spinner />
      {showsWords && (
        <span className="progress-words numbers">
          {words}
          {total > 0 && ` ${done.toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")}`}
          {total === 0 && done > 0 && ` ${done.toLocaleString("en-GB")}`}
        </span>
      )}
      {showsWords && total > 0 && (
        <progress className="progress-bar" value={done} max={total} aria-label={words} />
      )}
      {onCancel && (
        <Button variant="quiet" onPress={onCancel}>
          Cancel
        </Button>
      )}
    </div>
  );
}

interface ProgressProps {
  /** When the work started, in milliseconds; nothing where it does not run. */
  started: number | null;
  words: string;
  done: number;
  total: number;
  /** Words from the beginning, where the work is known to be long. */
  isEager?: boolean;
  onCancel?: () => void;
}
