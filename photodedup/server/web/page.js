// The page for people: sends images, shows groups of duplicates and what looks alike.
"use strict";

const byId = (id) => document.getElementById(id);
const WORDS = {
  "identical": "identical file", "same-picture": "same picture", "edited": "edited copy",
  "burst": "burst", "similar": "similar",
};
let collection = null; // {id, names} of the images sent last

function headers() {
  const token = byId("token").value;
  return token ? { "Authorization": `Bearer ${token}` } : {};
}

async function ask(path, options = {}) {
  const answer = await fetch(path, { ...options, headers: headers() });
  if (answer.status === 401) byId("token-row").hidden = false;
  if (!answer.ok) {
    const facts = await answer.json().catch(() => ({}));
    const detail = facts.detail;
    throw new Error(typeof detail === "string" ? detail : `the server answered ${answer.status}`);
  }
  return answer;
}

function tell(id, text, isBad = false) {
  byId(id).textContent = text;
  byId(id).classList.toggle("bad", isBad);
}

async function picture(img, place, id) {
  const query = new URLSearchParams({ ...place, id });
  try {
    const blob = await (await ask(`/preview?${query}`)).blob();
    if (img.src.startsWith("blob:")) URL.revokeObjectURL(img.src);
    img.src = URL.createObjectURL(blob);
  } catch (error) {
    img.alt = error.message;
  }
}

function figure(place, id, lines, isKeeper = false) {
  const made = document.createElement("figure");
  const img = document.createElement("img");
  const caption = document.createElement("figcaption");
  img.alt = lines[0];
  if (isKeeper) made.className = "keeper";
  for (const line of lines) {
    const row = document.createElement("div");
    row.textContent = line;
    caption.append(row);
  }
  made.append(img, caption);
  picture(img, place, id);
  return made;
}

const percent = (share) => `${(share * 100).toFixed(1)}%`;

async function sendMany(files) {
  if (!files.length) return;
  tell("many-status", `Sending ${files.length} images…`);
  byId("groups").replaceChildren();
  const body = new FormData();
  for (const file of files) body.append("files", file);
  try {
    const facts = await (await ask("/images", { method: "POST", body })).json();
    const names = new Map(facts.images.map((image) => [image.id, image.name]));
    collection = { id: facts.request_id, names };
    const refused = facts.images.filter((image) => image.id === null);
    const reasons = refused.map((image) => `${image.name}: ${image.reason}`);
    byId("forget").hidden = false;
    offer();
    await showGroups();
    const text = `${facts.added} images taken. ${byId("many-status").textContent}`;
    tell("many-status", reasons.length ? `${text} Refused: ${reasons.join("; ")}` : text);
  } catch (error) {
    tell("many-status", error.message, true);
  }
}

async function showGroups() {
  if (collection === null) return;
  const place = { request_id: collection.id };
  const threshold = byId("threshold").value;
  const facts = await (await ask(`/duplicates/${collection.id}?threshold=${threshold}`)).json();
  tell("many-status", facts.message);
  byId("groups").replaceChildren(...facts.groups.map((group) => {
    const cards = document.createElement("div");
    cards.className = "cards group";
    cards.append(figure(place, group.keeper, [collection.names.get(group.keeper), "best one"], true));
    for (const member of group.members) {
      cards.append(figure(place, member.id, [
        collection.names.get(member.id),
        `${WORDS[member.verdict] ?? member.verdict}, ${percent(member.similarity)}`,
        member.reason,
      ]));
    }
    return cards;
  }));
}

async function forget() {
  try {
    await ask(`/collections/${collection.id}`, { method: "DELETE" });
    collection = null;
    byId("forget").hidden = true;
    byId("groups").replaceChildren();
    tell("many-status", "These images are deleted.");
    offer();
  } catch (error) {
    tell("many-status", error.message, true);
  }
}

function place() {
  const [kind, name] = byId("where").value.split(/:(.*)/s);
  return kind === "library" ? { library: name } : { request_id: name };
}

async function sendOne(files) {
  if (!files.length) return;
  if (!byId("where").value) {
    tell("one-status", "Send images first: there is nothing to look in.", true);
    return;
  }
  tell("one-status", "Looking…");
  const where = place();
  const body = new FormData();
  body.append("image", files[0]);
  const query = new URLSearchParams({ ...where, top_k: byId("top-k").value });
  try {
    const facts = await (await ask(`/similarity-search?${query}`, { method: "POST", body })).json();
    byId("asked").src = URL.createObjectURL(files[0]);
    tell("one-status", facts.ids.length ? `${facts.ids.length} matches.` : "Nothing looks like it.");
    byId("side-by-side").hidden = !facts.ids.length;
    byId("matches").replaceChildren(...facts.ids.map((id, rank) => card(facts, rank, where)));
    byId("matches").firstElementChild?.click();
  } catch (error) {
    tell("one-status", error.message, true);
  }
}

function card(facts, rank, where) {
  const id = facts.ids[rank];
  const verdict = facts.verdicts[rank];
  const text = `${percent(facts.similarities[rank])}, ${WORDS[verdict] ?? "looks alike"}`;
  const name = (where.request_id && collection?.names.get(id)) || `photo ${id}`;
  const made = document.createElement("button");
  made.type = "button";
  made.className = "card";
  made.append(figure(where, id, [name, text]));
  made.addEventListener("click", () => {
    for (const other of byId("matches").children) other.setAttribute("aria-pressed", other === made);
    byId("chosen-text").textContent = `${name}: ${text}`;
    picture(byId("chosen"), where, id);
  });
  return made;
}

let libraries = [];

function offer() {
  const places = libraries.map((name) => [`library:${name}`, `library ${name}`]);
  if (collection) places.unshift([`collection:${collection.id}`, "the images above"]);
  byId("where").replaceChildren(...places.map(([value, text]) => new Option(text, value)));
}

function takesFiles(dropId, inputId, send) {
  const [drop, input] = [byId(dropId), byId(inputId)];
  input.addEventListener("change", () => send([...input.files]).then(() => { input.value = ""; }));
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) {
    drop.addEventListener(kind, () => drop.classList.remove("over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    send([...event.dataTransfer.files]);
  });
}

async function start() {
  takesFiles("many-drop", "many", sendMany);
  takesFiles("one-drop", "one", sendOne);
  byId("forget").addEventListener("click", forget);
  byId("threshold").addEventListener("input", () => {
    byId("threshold-value").textContent = Number(byId("threshold").value).toFixed(2);
  });
  byId("threshold").addEventListener("change", () => {
    showGroups().catch((error) => tell("many-status", error.message, true));
  });
  try {
    const facts = await (await fetch("/", { headers: { "Accept": "application/json" } })).json();
    libraries = facts.libraries;
    const how = facts.model === "none" ? "hashes only" : `${facts.model} on ${facts.device}`;
    tell("health", `Version ${facts.version}, ${how}.`);
    offer();
  } catch (error) {
    tell("health", error.message, true);
  }
}

start();
