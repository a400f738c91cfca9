export function CreateReleasesPage(_: { folders: string[] }) { return null; }
