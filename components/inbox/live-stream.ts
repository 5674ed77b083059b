const HIDDEN_FOR = 60_000;
const LOST_AFTER = 8_000;

interface Heard {
  /** The first notice only says that everything should be read again. */
  onNotice: (conversationIds: number[], isFirst: boolean) => void;
  onState: (isOpen: boolean) => void;
}

/** The events of `/inbox/live`, kept open while the tab is seen: a browser has few connections to a server. */
export class LiveStream {
  #source: EventSource | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #losing: ReturnType<typeof setTimeout> | undefined;
  #isFirst = true;
  readonly #heard: Heard;

  constructor(heard: Heard) {
    this.#heard = heard;
    this.#open();
    document.addEventListener("visibilitychange", this.#onVisibility);
    window.addEventListener("offline", this.#onOffline);
  }

  stop(): void {
    document.removeEventListener("visibilitychange", this.#onVisibility);
    window.removeEventListener("offline", this.#onOffline);
    clearTimeout(this.#waiting);
    clearTimeout(this.#losing);
    this.#close();
  }

  #open = (): void => {
    if (this.#source) return;
    const source = new EventSource("/inbox/live");
    source.onopen = () => this.#found();
    source.onmessage = ({ data }) => {
      this.#heard.onNotice(JSON.parse(data).conversationIds, this.#isFirst);
      this.#isFirst = false;
    };
    source.onerror = () => this.#lose();
    source.addEventListener("end", () => location.assign("/sign-in"));
    this.#source = source;
  };

  #close = (): void => {
    this.#source?.close();
    this.#source = undefined;
  };

  #found(): void {
    clearTimeout(this.#losing);
    this.#losing = undefined;
    this.#heard.onState(true);
  }

  #lose(): void {
    this.#losing ??= setTimeout(() => this.#heard.onState(false), LOST_AFTER);
    // Refused for good, and not only cut: the browser does not try again by itself.
    if (this.#source?.readyState !== EventSource.CLOSED) return;
    this.#close();
    this.#waiting = setTimeout(this.#open, LOST_AFTER);
  }

  #onOffline = (): void => this.#heard.onState(false);

  #onVisibility = (): void => {
    clearTimeout(this.#waiting);
    if (document.hidden) this.#waiting = setTimeout(this.#close, HIDDEN_FOR);
    else this.#open();
  };
}
