import { appendFileSync } from "node:fs";

/** What `manifold-bench --add` reads, one a line. */
export interface Measurement {
  name: string;
  /** Smaller is better. */
  value: number;
  unit: string;
  /** The goal; where there is none the value is only reported. */
  at_most?: number;
  /** What the same takes elsewhere, in the same run. */
  reference?: { name: string; value: number };
}

const file = process.env.MANIFOLD_MEASUREMENTS;

/** Adds a measurement to the table that `./x bench` prints. */
export function report(measurement: Measurement): void {
  if (file === undefined) throw new Error("MANIFOLD_MEASUREMENTS names no file; ./x bench does.");
  appendFileSync(file, `${JSON.stringify(measurement)}\n`);
}

export function median(samples: number[]): number {
  return quantile(samples, 0.5);
}

/** The smallest sample that this share of all samples does not exceed. */
export function quantile(samples: number[], share: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
