import { javascript } from "@codemirror/lang-javascript";
import { json } from "@codemirror/lang-json";
import { sql } from "@codemirror/lang-sql";
import { yaml } from "@codemirror/lang-yaml";
import type { Extension } from "@codemirror/state";

/** How a file of this name is coloured; Toolscript (`.rsx`) reads like JSX. Others are plain. */
export function languageOf(path: string): Extension {
  switch (/\.([^./]+)$/.exec(path)?.[1]?.toLowerCase()) {
    case "rsx":
    case "jsx":
    case "js":
    case "mjs":
      return javascript({ jsx: true });
    case "ts":
    case "tsx":
      return javascript({ jsx: true, typescript: true });
    case "sql":
      return sql();
    case "json":
      return json();
    case "yml":
    case "yaml":
      return yaml();
    default:
      return [];
  }
}
