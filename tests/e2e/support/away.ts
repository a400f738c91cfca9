import { renameSync } from "node:fs";

/** Takes a repository on this computer out of reach, until the returned function is called. */
export function moveAway(folder: string): () => void {
  const elsewhere = `${folder}-moved`;
  renameSync(folder, elsewhere);
  return () => renameSync(elsewhere, folder);
}
