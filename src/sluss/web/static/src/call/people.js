// Those who take part: a picture each, with the name and how it stands in words.

const TALKS = 0.02;
const EVERY = 400;
const ROLES = { staff: "vårdpersonal", external: "gäst", resident: "" };

/** `list` is where the tiles are put, `speaking` the line that says who is heard, `silenced()` when sound is refused. */
export function people(list, speaking, silenced) {
  const tiles = new Map();
  let spared = false;
  setInterval(hear, EVERY);

  function tileOf(id) {
    if (!tiles.has(id)) tiles.set(id, made(list, id));
    return tiles.get(id);
  }

  function draw(tile) {
    const { name, role, lost, muted, camera, screen } = tile.known;
    const title = ROLES[role] ? `${name}, ${ROLES[role]}` : name;
    const shows = (camera || screen) && !lost;
    const pictured = shows && !spared;
    const words = [
      lost && "tappade kontakten",
      screen && "delar skärm",
      muted && "mikrofonen av",
      shows && spared && "bilden pausad",
      !shows && !lost && "utan bild",
    ];
    tile.name.textContent = title ?? "";
    tile.state.textContent = words.filter(Boolean).join(", ");
    tile.item.classList.toggle("tile--dark", !pictured);
    tile.item.classList.toggle("tile--screen", Boolean(screen));
    tile.initial.textContent = (name ?? "").trim().charAt(0);
    tile.video.setAttribute("aria-label", `Bild av ${title ?? "deltagaren"}`);
  }

  function hear() {
    const heard = [];
    for (const { item, known, receiver } of tiles.values()) {
      const talks = !known.muted && loud(receiver);
      item.classList.toggle("tile--talks", talks);
      if (talks) heard.push(known.name);
    }
    const words = heard.length ? `${heard.join(" och ")} talar` : "";
    if (speaking.textContent !== words) speaking.textContent = words;
  }

  return {
    /** Draws those who are here. Answers with the names of who came and who left. */
    set(parties) {
      const [came, left] = [[], []];
      for (const [id, tile] of tiles) {
        if (parties.some((party) => party.id === id)) continue;
        if (tile.known.name) left.push(tile.known.name);
        tile.item.remove();
        tiles.delete(id);
      }
      for (const { id, name, role, lost } of parties) {
        const tile = tileOf(id);
        if (!tile.known.name) came.push(name);
        Object.assign(tile.known, { name, role, lost: Boolean(lost) });
        draw(tile);
      }
      list.dataset.many = tiles.size;
      return { came, left };
    },
    state(id, { muted, camera, screen }) {
      Object.assign(tileOf(id).known, { muted, camera, screen });
      draw(tileOf(id));
    },
    media(id, kind, track, receiver) {
      const tile = tileOf(id);
      for (const old of tile.stream.getTracks()) if (old.kind === kind) tile.stream.removeTrack(old);
      tile.stream.addTrack(track);
      if (kind === "audio") tile.receiver = receiver;
      tile.video.play().catch((error) => error.name === "NotAllowedError" && silenced());
    },
    /** Whether somebody is away, so that it is not our own network that is to blame. */
    away: () => [...tiles.values()].some(({ known }) => known.lost),
    /** Sound alone is wished for here: pictures that no longer move are not shown. */
    spare(yes) {
      spared = yes;
      tiles.forEach(draw);
    },
    play: () => tiles.forEach(({ video }) => video.play().catch(() => {})),
    listen: (speaker) => tiles.forEach(({ video }) => video.setSinkId?.(speaker).catch(() => {})),
    /** The picture that matters most: what is shown from a screen, else the first that is there. */
    largest() {
      const all = [...tiles.values()];
      return (all.find(({ known }) => known.screen) ?? all.find(({ known }) => known.camera) ?? all[0])?.video;
    },
    clear() {
      tiles.forEach(({ item }) => item.remove());
      tiles.clear();
      list.dataset.many = 0;
    },
  };
}

const loud = (receiver) => (receiver?.getSynchronizationSources?.()[0]?.audioLevel ?? 0) > TALKS;

function made(list, id) {
  const item = document.createElement("li");
  item.className = "tile tile--dark";
  item.dataset.party = id;
  const [initial, video, caption] = ["span", "video", "p"].map((tag) => document.createElement(tag));
  initial.className = "tile__initial";
  initial.setAttribute("aria-hidden", "true");
  Object.assign(video, { className: "tile__video", autoplay: true, playsInline: true, srcObject: new MediaStream() });
  caption.className = "tile__caption";
  const [name, state] = ["tile__name", "tile__state"].map((of) => {
    const part = document.createElement("span");
    part.className = of;
    return part;
  });
  caption.append(name, " ", state);
  item.append(initial, video, caption);
  list.append(item);
  return { item, video, initial, name, state, stream: video.srcObject, receiver: null, known: {} };
}
