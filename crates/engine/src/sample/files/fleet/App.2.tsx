import { useState } from "react";

type Van = { plate: string; driver: string; stops: number };

export default function App({ vans }: { vans: Van[] }) {
  const [selected, setSelected] = useState<string>();
  const van = vans.find((van) => van.plate === selected);
  return (
    <main className="map">
      <ul>
        {vans.map((van) => (
          <li key={van.plate}>
            <button onClick={() => setSelected(van.plate)}>{van.plate}</button> {van.driver}
          </li>
        ))}
      </ul>
      <p>{van ? `${van.stops} stops left` : "Choose a van"}</p>
    </main>
  );
}
