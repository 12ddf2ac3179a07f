/** What an event says beside its name. */
export interface PirschEventOptions {
  /** Seconds. */
  duration?: number;
  /** At most 20 pairs; values are turned into texts. */
  meta?: Record<string, unknown>;
  /** Whether the session still counts as bounced. */
  non_interactive?: boolean;
}

export interface Pirsch {
  /** Tells an event. Resolves when the browser has it; rejects if the name is empty. */
  (name: string, options?: PirschEventOptions): Promise<void>;
  /**
   * Counts the page at the present path at once, unless it is the one that was counted
   * last. Silent in frames and with `data-disable-page-views`.
   */
  view(): void;
  /** Objects to being counted, by the script and by the server. */
  optOut(): void;
  /** Takes an objection back. */
  optIn(): void;
}

declare global {
  const pirsch: Pirsch;
  /** Tells the event "404 Page Not Found", unless the server has told it. */
  function pirschNotFound(): Promise<void>;
  /** Does nothing: what is added to a page later is tracked anyway. */
  function pirschInit(): void;
  /** Ends the pings that `data-enable-sessions` asks for. */
  function pirschClearSession(): void;

  interface Window {
    pirsch: Pirsch;
  }
}
