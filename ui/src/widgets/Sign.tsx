import "./Sign.css";

/** The four meanings, each with a shape of its own, and the mark of Production. */
export type SignName = "ok" | "latest" | "broken" | "attention" | "production";

const paths: Record<SignName, React.ReactNode> = {
  ok: <path d="M2.5 6.5 5 9l4.5-6" />,
  latest: <path d="M1.8 4.9c1.4-1.5 2.8-1.5 4.2 0s2.8 1.5 4.2 0M1.8 8.3c1.4-1.5 2.8-1.5 4.2 0s2.8 1.5 4.2 0" />,
  broken: <path d="m3 3 6 6M9 3 3 9" />,
  attention: <path d="M6 2v4.6M6 9.4v.6" strokeWidth="2" />,
  production: <path d="M6 1.2 10.8 6 6 10.8 1.2 6Z" fill="currentColor" stroke="none" />,
};

/** A sign: decoration beside the word that says the same, unless it has a label of its own. */
export function Sign({ name, label }: { name: SignName; label?: string }) {
  return (
    <svg
      className={`sign sign-${name}`}
      viewBox="0 0 12 12"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {paths[name]}
    </svg>
  );
}

/** The dashed arrow between what is and what a branch that is not merged would make of it. */
export function OnTheWay() {
  return (
    <svg className="sign on-the-way" viewBox="0 0 12 12" role="img" aria-label="on the way to">
      <path d="M1 6h1.8M4.6 6h1.8M8.2 6H10M7 3l3 3-3 3" />
    </svg>
  );
}

/** The arrow between what is and what will be. */
export function Becomes() {
  return (
    <svg className="sign becomes" viewBox="0 0 12 12" role="img" aria-label="becomes">
      <path d="M1.5 6h8.5M7 3l3 3-3 3" />
    </svg>
  );
}
