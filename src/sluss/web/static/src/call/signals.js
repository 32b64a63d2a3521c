// What the parties tell each other to find a way: up by posts, one after the other; down by the stream, in order, once.
import { answered, post } from "../post.js";

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8000;

/** `heard(signal)` is given each signal once. `refused(code)`: the server no longer knows this party. */
export function signals(base, device, heard, refused) {
  let sending = Promise.resolve();
  let last = 0;
  let round = 0;

  async function deliver(fields, mine) {
    for (let pause = FIRST_PAUSE; mine === round; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        const response = await post(`${base}/signal`, fields);
        if (response.ok) return;
        // What was refused is not said again; a server that is being restarted is asked once more.
        if (response.status < 500) return refused((await answered(response)).code);
      } catch {
        // The network is away: the order of what is said holds when it is back.
      }
      await new Promise((on) => setTimeout(on, pause));
    }
  }

  return {
    send(to, kind, body) {
      const [fields, mine] = [{ device, to, kind, body: JSON.stringify(body) }, round];
      sending = sending.then(() => deliver(fields, mine));
    },
    receive(data) {
      const signal = JSON.parse(data);
      if (signal.id && signal.id <= last) return;
      last = signal.id ?? last;
      heard({ ...signal, body: typeof signal.body === "string" ? JSON.parse(signal.body) : signal.body });
    },
    last: () => last,
    /** What has not been said by now belongs to an earlier place in the call. */
    forget: () => (round += 1),
  };
}

/** Gathers for a moment and hands on together: candidates come in dozens. */
export function gathered(say, within = 50) {
  let waiting = [];
  let timer;
  return (candidate) => {
    waiting.push(candidate);
    timer ??= setTimeout(() => {
      const all = waiting;
      [waiting, timer] = [[], undefined];
      say(all);
    }, within);
  };
}
