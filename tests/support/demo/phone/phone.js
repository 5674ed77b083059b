const find = (id) => document.getElementById(id);
const [owner, log, form, text, image] = ["owner", "log", "form", "text", "image"].map(find);
const [trouble, chosen, preview, pick] = ["trouble", "chosen", "preview", "pick"].map(find);
const IMAGE_AT_MOST = 5 * 1024 * 1024;

let state;

const channel = () => document.querySelector("[name=channel]:checked").value;
const talk = () => ({ channel: channel(), number: owner.value });
const bubbles = () => state?.talks[`${channel()}:${owner.value}`] ?? [];
const complain = (why) => {
  trouble.hidden = !why;
  trouble.textContent = why ? trouble.dataset[why] : "";
};

const post = (path, body) =>
  fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

const inPairs = (number) => number.replace(/^\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, "+33 $1 $2 $3 $4 $5");

function listOwners() {
  if (owner.options.length > 0) return;
  for (const [index, { name, number }] of state.owners.entries()) {
    const label = [name, index === 0 && owner.dataset.yours, `· ${inPairs(number)}`]
      .filter(Boolean)
      .join(" ");
    owner.add(new Option(label, number));
  }
}

/** Builds it once, then only says what changed: whoever listens hears each message once. */
function show(bubble) {
  let line = find(bubble.id);
  if (!line) {
    line = find("bubble").content.firstElementChild.cloneNode(true);
    line.id = bubble.id;
    line.classList.add(bubble.by);
    const by = line.querySelector("[data-part=by]");
    by.textContent = by.dataset[bubble.by];
    line.querySelector("p").textContent = bubble.text;
    const picture = line.querySelector("img");
    picture.hidden = !bubble.imageId;
    if (bubble.imageId) picture.src = `/media/${bubble.imageId}`;
    const time = line.querySelector("time");
    time.dateTime = bubble.at;
    time.textContent = new Date(bubble.at).toLocaleTimeString(navigator.language, {
      hour: "2-digit",
      minute: "2-digit",
    });
    log.append(line);
  }
  const mark = line.querySelector("[data-part=state]");
  const name = bubble.by === "company" && bubble.state === "sent" ? "arriving" : bubble.state;
  const ticks = { sent: "✓ ", delivered: "✓✓ ", read: "✓✓ " }[name] ?? "";
  const words = `· ${ticks}${mark.dataset[name]}`;
  if (mark.textContent !== words) mark.textContent = words;
  mark.className = name;
}

function render() {
  if (!state) return;
  listOwners();
  find("number").textContent = inPairs(state.numbers[channel()]);
  pick.hidden = channel() === "sms";
  const shown = bubbles();
  const ids = new Set(shown.map(({ id }) => id));
  for (const line of [...log.children]) if (!ids.has(line.id)) line.remove();
  const before = log.childElementCount;
  shown.forEach(show);
  if (log.childElementCount > before) log.scrollTop = log.scrollHeight;
  look();
}

/** Whoever has the conversation before their eyes has read it. */
function look() {
  const unread = bubbles().some(({ by, state }) => by === "company" && state === "delivered");
  if (unread && channel() === "whatsapp" && document.visibilityState === "visible") {
    post("/read", talk()).catch(() => undefined);
  }
}

async function chooseImage() {
  const [file] = image.files;
  const isUsable = !file || (/^image\/(png|jpeg)$/.test(file.type) && file.size <= IMAGE_AT_MOST);
  complain(isUsable ? undefined : "image");
  if (!isUsable) image.value = "";
  chosen.hidden = image.files.length === 0;
  if (chosen.hidden) return;
  preview.src = await readAsUrl(file);
}

function readAsUrl(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

function dropImage() {
  image.value = "";
  preview.removeAttribute("src");
  chosen.hidden = true;
}

async function send() {
  const [words, to] = [text.value.trim(), talk()];
  const [file] = to.channel === "whatsapp" ? image.files : [];
  text.focus();
  if (!words && !file) return;
  // Empty at once: a second Enter sends nothing.
  text.value = "";
  dropImage();
  const picture = file && { type: file.type, content: (await readAsUrl(file)).split(",")[1] };
  const answer = await post("/messages", { ...to, text: words, image: picture }).catch(() => undefined);
  complain(answer?.ok ? undefined : "failed");
  if (!answer?.ok && !text.value) text.value = words;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  send();
});
image.addEventListener("change", chooseImage);
find("remove").addEventListener("click", () => {
  dropImage();
  text.focus();
});
for (const control of [owner, ...document.querySelectorAll("[name=channel]")]) {
  control.addEventListener("change", () => {
    dropImage();
    log.replaceChildren();
    render();
  });
}
document.addEventListener("visibilitychange", look);

const events = new EventSource("/events");
events.addEventListener("message", ({ data }) => {
  state = JSON.parse(data);
  render();
});
events.addEventListener("open", () => complain());
events.addEventListener("error", () => complain("lost"));
