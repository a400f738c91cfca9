const regions = new Map<"polite" | "assertive", HTMLElement>();

/** Says a status to people who cannot see it. */
export function announce(message: string, urgency: "polite" | "assertive" = "polite"): void {
  let region = regions.get(urgency);
  if (!region) {
    region = document.createElement("div");
    region.className = "visually-hidden";
    region.setAttribute("role", urgency === "assertive" ? "alert" : "status");
    document.body.append(region);
    regions.set(urgency, region);
  }
  // The same words twice are two messages.
  region.textContent = region.textContent === message ? `${message}\u00a0` : message;
}
