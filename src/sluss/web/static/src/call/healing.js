// When a way breaks: wait a moment, look for another (ICE restart), and give up after some attempts.

const WAITED = 4000;
const ATTEMPTS = 2;
const LONGEST = 12000;

/** `restart()` looks for another way; `changed` is told: connecting, connected, broken or failed. */
export function healing(restart, changed) {
  let timer;
  let attempts = 0;

  function later(act, pause) {
    clearTimeout(timer);
    timer = setTimeout(act, pause);
  }

  function attempt() {
    attempts += 1;
    if (attempts > ATTEMPTS) return changed("failed");
    restart();
    later(attempt, LONGEST);
  }

  return {
    /** A first way that is not found soon is seldom found later. */
    begin() {
      attempts = ATTEMPTS - 1;
      changed("connecting");
      later(attempt, LONGEST);
    },
    watch(state) {
      if (state === "connected" || state === "completed") {
        clearTimeout(timer);
        attempts = 0;
        changed("connected");
      } else if (state === "disconnected") {
        changed("broken");
        later(attempt, WAITED);
      } else if (state === "failed") {
        changed("broken");
        attempt();
      }
    },
    /** The network is another now: not waited for. */
    now() {
      attempts = 0;
      later(attempt, LONGEST);
      restart();
    },
    end() {
      clearTimeout(timer);
    },
  };
}
