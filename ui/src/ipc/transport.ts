import { invoke, isTauri } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type { Event } from "./generated/Event";
import type { Failure } from "./generated/Failure";

/** The way to the application layer: the desktop shell's, or the loopback bridge's for tests. */
export interface Transport {
  /** Answers a command, or rejects with its `Failure`. */
  call(command: string, request: unknown): Promise<unknown>;
  /** Hears every event until the returned function is called. */
  listen(hear: (event: Event) => void): () => void;
}

const desktop: Transport = {
  call: (command, request) => invoke(command, { request }),
  listen(hear) {
    const listening = listen<Event>("manifold", (message) => hear(message.payload));
    return () => void listening.then((stop) => stop());
  },
};

const bridge: Transport = {
  async call(command, request) {
    let response: Response;
    try {
      response = await fetch(`/ipc/${command}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(request),
      });
    } catch (error) {
      throw unreachable(String(error));
    }
    if (response.ok || response.status === 422) {
      const answer: unknown = await response.json();
      if (response.ok) return answer;
      throw answer;
    }
    throw unreachable(`${response.status} ${response.statusText}`);
  },
  listen(hear) {
    const stream = new EventSource("/events");
    stream.onmessage = (message: MessageEvent<string>) => hear(JSON.parse(message.data) as Event);
    return () => stream.close();
  },
};

function unreachable(details: string): Failure {
  return {
    code: "unreachable",
    message: "The window lost its connection to the program behind it.",
    unchanged: null,
    hint: "Close the window and open it again.",
    details,
    hostKey: null,
  };
}

export const transport: Transport = isTauri() ? desktop : bridge;
