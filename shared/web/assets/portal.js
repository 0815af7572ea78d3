// What pages gain from a script. Every page also works without it.
(() => {
  "use strict";

  const all = (where, what) => [...where.querySelectorAll(what)];
  // Builds an element; text is always text, so names of files can do nothing.
  const make = (tag, props = {}, ...inside) => {
    const it = document.createElement(tag);
    for (const [name, value] of Object.entries(props)) {
      if (name.startsWith("on")) it.addEventListener(name.slice(2), value);
      else if (value === true) it.setAttribute(name, "");
      else if (value !== false && value != null) it.setAttribute(name, value);
    }
    it.append(...inside);
    return it;
  };
  const hidden = (text) => make("span", { class: "govuk-visually-hidden" }, text);
  const said = make("div", { class: "govuk-visually-hidden", role: "status", "aria-live": "polite" });
  document.body.append(said);
  const say = (text) => { said.textContent = text; };
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const key = () => crypto.randomUUID();

  // Asks the hall for JSON; a problem is thrown in the words that people see.
  const ask = async (path, body, id) => {
    let reply;
    try {
      const headers = { accept: "application/json" };
      if (body) Object.assign(headers, { "content-type": "application/json", "idempotency-key": id || key() });
      reply = await fetch(path, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) });
    } catch {
      throw new Error("网络不通，请检查网络后重试");
    }
    const data = await reply.json().catch(() => ({}));
    if (reply.ok) return data;
    if (reply.status === 401) throw new Error("登录已过期，请重新登录后再上传");
    throw new Error((data.errors && data.errors[0] && data.errors[0].text) || data.title || "系统暂时繁忙，请稍后再试");
  };

  // A page whose work goes on elsewhere counts along, and is asked for again when that is over or stands still.
  const underWay = document.querySelector("[data-under-way]");
  const follow = async (state, version, still) => {
    await wait(2000);
    const now = await ask(underWay.dataset.underWay).catch(() => ({ state, version }));
    if (now.state !== state || still === 30) return location.reload();
    all(document, "[data-gone]").forEach((it) => { it.value = it.textContent = now.taken + now.failed; });
    return follow(state, now.version, now.version === version ? still + 1 : 0);
  };
  if (underWay) follow(underWay.dataset.state, "", 0);

  // What is wrong comes first.
  const summary = document.querySelector("[data-summary]");
  if (summary) summary.focus();

  // Nobody loses what was typed by leaving, and a second click sends nothing.
  let changed = false;
  let busy = 0;
  const watch = (form) => {
    let sent = 0;
    if (form.matches("[data-guard]")) form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      if ("sent" in form.dataset) delete form.dataset.sent;
      else if (Date.now() - sent < 2000) return event.preventDefault();
      sent = Date.now();
      changed = false;
    });
  };
  all(document, "form").forEach(watch);

  // What is typed is kept by itself while it is not saved. Nothing is kept after the form was sent: a keeping that is still
  // under way is waited for, so that it does not come back after what it kept was saved.
  const keepers = all(document, "form[data-draft]").map((form) => {
    let timer;
    let dirty = false;
    let under = null;
    let stopped = false;
    // Another window kept the form, or there is nothing any more of which it is the form: it is kept no more, and says so.
    const stop = async (reply) => {
      const { title } = await reply.json().catch(() => ({}));
      stopped = changed = true;
      const words = `${title || "这里填写的内容没有暂存"}。请点击“保存并关闭”或“暂存”查看不同之处。`;
      form.prepend(make("div", { class: "govuk-inset-text portal-returned", role: "alert" }, words));
    };
    const send = (keepalive) => {
      dirty = false;
      const body = new URLSearchParams(new FormData(form));
      return fetch(form.dataset.draft, { method: "POST", headers: { accept: "application/json" }, body, keepalive });
    };
    const keep = async (always) => {
      clearTimeout(timer);
      if (under) await under;
      if (stopped || (!dirty && !always)) return;
      under = send(false).then((reply) => { if (reply.ok) say("已自动暂存"); else if (reply.status === 409) return stop(reply); }, () => { dirty = true; }).finally(() => { under = null; });
      await under;
    };
    const later = () => {
      dirty = true;
      clearTimeout(timer);
      timer = setTimeout(keep, 1500);
    };
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    addEventListener("pagehide", () => { if (dirty && !stopped) send(true); });
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      clearTimeout(timer);
      dirty = false;
      if (!under) return;
      event.preventDefault();
      const button = event.submitter;
      under.finally(() => { form.dataset.sent = ""; form.requestSubmit(button); });
    });
    // What is new gets its papers only once it was begun.
    return () => keep(!form.querySelector("input[name=version]"));
  });
  const begin = () => Promise.all(keepers.map((keep) => keep()));

  // What cannot be taken back is asked for twice.
  document.addEventListener("submit", (event) => {
    const words = event.target.dataset.confirm;
    if (words && !confirm(words)) event.preventDefault();
  }, true);
  addEventListener("beforeunload", (event) => { if (changed || busy > 0) event.preventDefault(); });

  // Fields that are asked only while another has a value.
  for (const field of all(document, "[data-when]")) {
    const [name, value] = field.dataset.when.split("=");
    const form = field.closest("form");
    const look = () => { field.hidden = !new FormData(form).getAll(name).includes(value); };
    form.addEventListener("change", look);
    look();
  }

  // The next level of a cascade comes at once. The level that is being chosen from stays as it is, so that keys go on in
  // it; of several answers on the way only the last counts.
  let turn = 0;
  document.addEventListener("change", async (event) => {
    const box = event.target.closest("[data-cascade]");
    if (!box) return;
    const asked = ++turn;
    const levels = all(box, "select");
    const below = levels.slice(levels.indexOf(event.target) + 1);
    below.forEach((level) => { level.value = ""; });
    const form = box.closest("form");
    const data = new URLSearchParams(new FormData(form));
    data.append("_again", levels[0].name);
    try {
      const reply = await fetch(form.action, { method: "POST", headers: { accept: "text/html" }, body: data });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      const fresh = page.getElementById(levels[0].id);
      if (!fresh || asked !== turn) return;
      below.forEach((level) => level.remove());
      const next = all(fresh.closest("[data-cascade]"), "select").slice(levels.indexOf(event.target) + 1);
      event.target.after(...next);
      box.querySelector("button").textContent = fresh.closest("[data-cascade]").querySelector("button").textContent;
    } catch { /* The button 下一级 is still there. */ }
  });

  // Search and choose: a list of hits under the input; the choice itself stays a radio button of the form.
  const lookup = (box) => {
    const name = box.dataset.lookup;
    const input = box.querySelector("input[type=search]");
    const button = box.querySelector("button");
    const found = box.querySelector(".portal-lookup__found");
    const list = make("ul", { class: "portal-options", role: "listbox", id: `${name}-options`, "aria-label": "查找结果", hidden: true });
    input.after(list);
    for (const [attr, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) input.setAttribute(attr, value);
    let at = -1;
    let asked = 0;
    let timer;
    const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
    const choose = (id, text) => {
      const radio = make("input", { class: "govuk-radios__input", type: "radio", id: `${name}-1`, name, value: id, checked: true });
      found.replaceChildren(make("div", { class: "govuk-radios__item" }, radio, make("label", { class: "govuk-label govuk-radios__label", for: radio.id }, text)));
      input.value = text;
      changed = true;
      close();
      say(`已选择 ${text}`);
    };
    const MORE = "还有更多，请输入更多字";
    const show = (items, more) => {
      list.replaceChildren(...items.map(({ id, name: text }, n) => make("li", { role: "option", id: `${name}-option-${n}`, "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); choose(id, text); } }, text)));
      if (more) list.append(make("li", { role: "option", class: "portal-options__more", "aria-disabled": "true", "aria-selected": "false", onmousedown: (event) => event.preventDefault() }, MORE));
      at = -1;
      list.hidden = !list.children.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      say(items.length ? `找到 ${items.length} 个，按上下键选择${more ? `；${MORE}` : ""}` : more ? MORE : "没有找到，请换几个字");
    };
    const search = async () => {
      const turn = ++asked;
      const data = await ask(`/registrations/units?q=${encodeURIComponent(input.value.trim())}`);
      if (turn === asked) show(data.items, data.more);
    };
    const move = (by) => {
      const options = all(list, "li:not([aria-disabled])");
      if (list.hidden || !options.length) return;
      if (at >= 0) options[at].setAttribute("aria-selected", "false");
      at = (at + by + options.length) % options.length;
      options[at].setAttribute("aria-selected", "true");
      options[at].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[at].id);
    };
    input.addEventListener("input", () => {
      clearTimeout(timer);
      if ([...input.value.trim()].length < 2) return close();
      timer = setTimeout(() => search().catch(close), 250);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown") { event.preventDefault(); move(1); }
      else if (event.key === "ArrowUp") { event.preventDefault(); move(-1); }
      else if (event.key === "Escape") close();
      else if (event.key === "Enter") {
        event.preventDefault();
        const option = list.children[at];
        if (option) option.dispatchEvent(new MouseEvent("mousedown"));
        else button.click();
      }
    });
    input.addEventListener("blur", close);
  };
  all(document, "[data-lookup]").forEach(lookup);

  // A window over the page; Esc and 关闭 end it.
  const dialog = (title, body, onclose) => {
    const close = make("button", { type: "button", class: "govuk-button govuk-button--secondary portal-small", onclick: () => it.close() }, "关闭");
    const it = make("dialog", { class: "portal-dialog", "aria-labelledby": "dialog-title", onclose: () => { onclose(); it.remove(); } },
      make("div", { class: "portal-dialog__head" }, make("h2", { class: "govuk-heading-m", id: "dialog-title" }, title), close), body);
    document.body.append(it);
    it.showModal();
    return it;
  };

  // A page that opens in a window. Where it cannot be fetched, or another one answers, the link leads there as ever.
  const look = async (link) => {
    const reply = await fetch(link.href, { headers: { accept: "text/html" } });
    if (!reply.ok || reply.redirected) throw new Error("another page");
    const main = new DOMParser().parseFromString(await reply.text(), "text/html").querySelector("main");
    const title = main.querySelector("h1");
    all(main, "[data-beyond]").concat(title).forEach((it) => it.remove());
    const body = make("div", { class: "portal-dialog__body" }, ...main.childNodes);
    all(body, "form").forEach(watch);
    dialog(title.textContent, body, () => link.focus());
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-window]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link.ariaBusy === "true") return;
    link.ariaBusy = "true";
    look(link).catch(() => location.assign(link.href)).finally(() => { link.ariaBusy = null; });
  });

  // What papers.js builds upon.
  const work = { begin() { busy += 1; }, end() { busy -= 1; } };
  window.hall = { all, make, hidden, say, wait, key, ask, work, dialog, begin };
})();
