// Papers: uploads with progress, 高拍仪, and looking at scans. Without a script the same pages upload by plain forms.
(() => {
  "use strict";

  const { all, make, hidden, say, wait, key, ask, work, dialog, begin } = window.hall;
  const MOST = 20 * 1024 * 1024;
  const KINDS = ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png";
  const unfit = (file) => {
    if (!/\.(pdf|jpe?g|png)$/i.test(file.name)) return "只能上传 PDF、JPG、PNG";
    if (file.size === 0) return "这个文件是空的";
    if (file.size > MOST) return "超过 20 MB，请压缩后再上传";
    return "";
  };
  const send = (ticket, file, progress, stop) => new Promise((done, fail) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(ticket.fields)) body.append(name, value);
    body.append("file", file);
    const call = new XMLHttpRequest();
    call.open("POST", ticket.url);
    call.upload.onprogress = (event) => { if (event.lengthComputable) progress(event.loaded / event.total); };
    call.onload = () => (call.status < 400 ? done() : fail(new Error("上传没有成功，请重试")));
    call.onerror = () => fail(new Error("网络不通，请检查网络后重试"));
    call.onabort = () => fail(new Error("stopped"));
    stop(() => call.abort());
    call.send(body);
  });
  const looked = async (id, stopped) => {
    const until = Date.now() + 60000;
    for (let pause = 300; Date.now() < until && !stopped(); pause = Math.min(pause * 1.5, 3000)) {
      const it = await ask(`/attachments/${id}`).catch(() => ({ state: "waiting" }));
      if (it.state !== "waiting") return it;
      await wait(pause);
    }
    return null;
  };

  const remover = (row, id, name, word) => make("button", {
    type: "button", class: "portal-link", onclick: async (event) => {
      event.target.disabled = true;
      try {
        await ask(`/attachments/${id}/removal`, {});
        const slot = row.closest("[data-slot]");
        row.remove();
        say(`已移除 ${name}`);
        settle(slot);
        slot.focus();
      } catch (problem) {
        event.target.disabled = false;
        say(problem.message);
        event.target.after(make("span", { class: "govuk-error-message", role: "alert" }, problem.message));
      }
    },
  }, word, hidden(` ${name}`));
  const settle = (slot) => slot.classList.toggle("portal-slot--error", slot.querySelector("[data-complaint], [data-errors] > *") !== null);
  const complain = (slot, name, words, id) => {
    const box = make("div", { class: "portal-refused", role: "alert" }, make("p", { class: "govuk-error-message" }, `${name}：${words}`));
    box.append(id ? remover(box, id, name, "知道了") : make("button", { type: "button", class: "portal-link", onclick: () => { box.remove(); settle(slot); } }, "知道了", hidden(` ${name}`)));
    slot.querySelector("[data-errors]").append(box);
    settle(slot);
  };
  const admitted = (row, id, name, pages) => {
    const thumb = make("a", { class: "portal-thumb", href: `/attachments/${id}/view`, "data-pages": pages || 1 }, make("img", { src: `/attachments/${id}/pages/thumb`, alt: `查看 ${name}`, width: 60, height: 45 }));
    row.dataset.id = id;
    row.dataset.state = "admitted";
    row.replaceChildren(thumb, make("span", { class: "portal-file__name" }, name), make("span", { class: "govuk-hint" }, pages ? `${pages} 页` : ""), make("strong", { class: "govuk-tag govuk-tag--green" }, "已核验"), make("a", { class: "govuk-link", href: `/attachments/${id}/original` }, "下载", hidden(` ${name}`)), remover(row, id, name, "移除"));
    const slot = row.closest("[data-slot]");
    if (slot && slot.dataset.ticks) {
      const box = make("input", { class: "govuk-checkboxes__input", type: "checkbox", id: `tick-${id}`, name: "paper", value: id, form: slot.dataset.ticks, checked: true });
      const label = make("label", { class: "govuk-label govuk-checkboxes__label", for: `tick-${id}` }, "用于本条", hidden(`：${name}`));
      row.lastChild.before(make("span", { class: "govuk-checkboxes govuk-checkboxes--small" }, make("span", { class: "govuk-checkboxes__item" }, box, label)));
    }
    if (slot) {
      all(slot, "[data-complaint]").forEach((it) => it.remove());
      settle(slot);
    }
    say(`${name} 已核验`);
  };

  const upload = async (slot, file, row) => {
    const { for: matter, of, kind } = slot.dataset;
    const bar = make("progress", { max: 100, value: 0, "aria-label": `${file.name} 上传进度` });
    const share = make("span", { class: "govuk-hint" }, "0%");
    let halt = () => {};
    let stopped = false;
    const cancel = make("button", { type: "button", class: "portal-link", onclick: () => { stopped = true; halt(); row.remove(); } }, "取消", hidden(` ${file.name}`));
    row.replaceChildren(make("span", { class: "portal-thumb", "aria-hidden": "true" }), make("span", { class: "portal-file__name" }, file.name), bar, share, cancel);
    work.begin();
    try {
      await begin();
      const ticket = await ask("/attachments", { for: matter, ...(of && { of }), kind, name: file.name, size: file.size }, row.dataset.key);
      if (stopped) return;
      await send(ticket, file, (done) => { bar.value = done * 100; share.textContent = `${Math.round(done * 100)}%`; }, (stop) => { halt = stop; });
      bar.removeAttribute("value");
      share.textContent = "核验中";
      cancel.remove();
      const it = await looked(ticket.id, () => stopped);
      if (!it) {
        row.replaceChildren(make("span", { class: "portal-thumb" }), make("span", { class: "portal-file__name" }, file.name), make("strong", { class: "govuk-tag govuk-tag--yellow" }, "核验中"), make("span", { class: "govuk-hint", role: "status" }, "核验需要较长时间，请稍后刷新页面查看"));
      } else if (it.state === "admitted") {
        admitted(row, ticket.id, it.name || file.name, it.pages);
      } else {
        row.remove();
        complain(slot, file.name, it.reason || "没有通过核验", ticket.id);
      }
    } catch (problem) {
      if (stopped) return;
      const again = make("button", { type: "button", class: "portal-link", onclick: () => { row.dataset.key = key(); upload(slot, file, row); } }, "重试", hidden(` ${file.name}`));
      const drop = make("button", { type: "button", class: "portal-link", onclick: () => row.remove() }, "取消", hidden(` ${file.name}`));
      row.replaceChildren(make("span", { class: "portal-thumb" }), make("span", { class: "portal-file__name" }, file.name), make("span", { class: "govuk-error-message", role: "alert" }, problem.message), make("span", { class: "portal-several portal-retry" }, again, drop));
    } finally {
      work.end();
    }
  };
  const queue = [];
  let running = 0;
  const next = () => {
    while (running < 3 && queue.length) {
      running += 1;
      const [slot, file, row] = queue.shift();
      upload(slot, file, row).finally(() => { running -= 1; next(); });
    }
  };
  const take = (slot, files) => {
    for (const file of files) {
      const wrong = unfit(file);
      if (wrong) { complain(slot, file.name, wrong); continue; }
      const row = make("li", { "data-key": key() }, make("span", { class: "portal-file__name" }, file.name), make("span", { class: "govuk-hint" }, "等待上传"));
      slot.querySelector("[data-files]").append(row);
      queue.push([slot, file, row]);
    }
    next();
  };
  // The input is there from the start, for those whose tools look for it; people press the button.
  const prepare = (slot) => {
    const input = make("input", { type: "file", multiple: true, accept: KINDS, class: "govuk-visually-hidden", tabindex: "-1", "aria-label": `选择文件：${slot.dataset.name}`, "data-picked": true, onchange: () => { const files = [...input.files]; input.value = ""; take(slot, files); } });
    slot.append(input);
  };
  const pick = (slot) => slot.querySelector("[data-picked]").click();

  // 高拍仪: pages from a camera become one PDF, each page a JPEG as it is.
  const pdf = async (shots) => {
    const parts = [];
    const offsets = [];
    let length = 0;
    const put = (part) => {
      const bytes = typeof part === "string" ? new TextEncoder().encode(part) : part;
      parts.push(bytes);
      length += bytes.length;
    };
    const object = (n, text, stream) => {
      offsets[n] = length;
      put(`${n} 0 obj\n${text}\n`);
      if (stream) { put("stream\n"); put(stream); put("\nendstream\n"); }
      put("endobj\n");
    };
    put("%PDF-1.4\n");
    put(new Uint8Array([37, 226, 227, 207, 211, 10]));
    object(1, "<< /Type /Catalog /Pages 2 0 R >>");
    object(2, `<< /Type /Pages /Count ${shots.length} /Kids [${shots.map((_, n) => `${3 + n * 3} 0 R`).join(" ")}] >>`);
    for (const [n, { blob, width, height }] of shots.entries()) {
      const scale = 842 / Math.max(width, height);
      const [w, h] = [width * scale, height * scale].map((side) => side.toFixed(2));
      const jpeg = new Uint8Array(await blob.arrayBuffer());
      const draw = new TextEncoder().encode(`q ${w} 0 0 ${h} 0 0 cm /I Do Q`);
      const page = 3 + n * 3;
      object(page, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Resources << /XObject << /I ${page + 2} 0 R >> >> /Contents ${page + 1} 0 R >>`);
      object(page + 1, `<< /Length ${draw.length} >>`, draw);
      object(page + 2, `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>`, jpeg);
    }
    const start = length;
    const line = (offset) => `${String(offset).padStart(10, "0")} 00000 n \n`;
    put(`xref\n0 ${offsets.length}\n0000000000 65535 f \n${offsets.slice(1).map(line).join("")}trailer\n<< /Size ${offsets.length} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
    return new Blob(parts, { type: "application/pdf" });
  };

  const camera = (slot) => {
    const shots = [];
    let stream;
    const button = (label, secondary, onclick) => make("button", { type: "button", class: `govuk-button${secondary ? " govuk-button--secondary" : ""}`, disabled: true, onclick }, label);
    const video = make("video", { class: "portal-camera", autoplay: true, playsinline: true, "aria-label": "摄像头画面" });
    video.muted = true;
    const choice = make("select", { class: "govuk-select", id: "camera", onchange: () => open(choice.value) });
    const pages = make("ul", { class: "portal-shots", "aria-label": "已拍的页" });
    const told = make("p", { class: "govuk-body", role: "status" }, "正在打开摄像头……");
    const shoot = button("拍照", false, () => snap());
    const retake = button("重拍", true, () => { shots.pop(); draw(); });
    const finish = button("完成上传", true, () => done());
    const files = make("button", { type: "button", class: "govuk-button govuk-button--secondary", hidden: true, onclick: () => { it.close(); pick(slot); } }, "选择文件");
    const live = make("div", {}, video, make("div", { class: "portal-dialog__row" }, make("label", { class: "govuk-label", for: "camera" }, "摄像头"), choice));
    const stop = () => { if (stream) stream.getTracks().forEach((track) => track.stop()); };
    const draw = () => {
      all(pages, "img").forEach((image) => URL.revokeObjectURL(image.src));
      pages.replaceChildren(...shots.map(({ blob }, n) => make("li", {}, make("img", { src: URL.createObjectURL(blob), alt: "" }), `第 ${n + 1} 页`)));
      retake.disabled = finish.disabled = shots.length === 0;
      told.textContent = shots.length ? `已拍 ${shots.length} 页。可以继续拍下一页，或者点击“完成上传”，各页合成一个 PDF。` : "把材料放平，对准后点击“拍照”。";
    };
    const without = (words) => {
      live.hidden = shoot.hidden = retake.hidden = finish.hidden = true;
      files.hidden = false;
      told.textContent = words;
      files.focus();
    };
    const open = async (id) => {
      stop();
      shoot.disabled = true;
      try {
        const device = id ? { deviceId: { exact: id } } : { facingMode: "environment" };
        stream = await navigator.mediaDevices.getUserMedia({ video: { ...device, width: { ideal: 3264 }, height: { ideal: 2448 } } });
      } catch (problem) {
        return without(problem && problem.name === "NotAllowedError" ? "浏览器没有允许使用摄像头。请在地址栏旁允许后再试，或者选择文件上传。" : "未找到摄像头，请选择文件上传。");
      }
      if (!it.open) return stop();
      video.srcObject = stream;
      const cameras = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === "videoinput");
      const current = stream.getVideoTracks()[0].getSettings().deviceId;
      choice.replaceChildren(...cameras.map(({ deviceId, label }, n) => make("option", { value: deviceId, selected: deviceId === current }, label || `摄像头 ${n + 1}`)));
      await video.play().catch(() => {});
      shoot.disabled = false;
      draw();
    };
    const snap = async () => {
      const canvas = make("canvas", { width: video.videoWidth, height: video.videoHeight });
      canvas.getContext("2d").drawImage(video, 0, 0);
      const blob = await new Promise((ready) => canvas.toBlob(ready, "image/jpeg", 0.85));
      if (!blob) return;
      shots.push({ blob, width: canvas.width, height: canvas.height });
      draw();
    };
    const done = async () => {
      finish.disabled = true;
      // The hall's clock, UTC+8, whatever the machine's is.
      const at = new Date(Date.now() + 8 * 3600 * 1000).toISOString();
      const stamp = at.slice(0, 19).replace(/[-:]/g, "").replace("T", "-");
      const file = new File([await pdf(shots)], `${slot.dataset.name.replace(/[\\/]/g, "-")}-${stamp}.pdf`, { type: "application/pdf" });
      it.close();
      take(slot, [file]);
    };
    const it = dialog(`高拍仪：${slot.dataset.name}`, make("div", { class: "portal-dialog__body" }, live, told, pages, make("div", { class: "portal-dialog__row" }, shoot, retake, finish, files)), stop);
    if (navigator.mediaDevices && navigator.mediaDevices.getUserMedia) open("");
    else without("未找到摄像头，请选择文件上传。");
  };

  const slots = all(document, "[data-slot][data-open]");
  if (slots.length) for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());
  for (const slot of slots) {
    const link = slot.querySelector("[data-pick]");
    const shot = slot.querySelector("[data-camera]");
    link.addEventListener("click", (event) => { event.preventDefault(); pick(slot); });
    link.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); pick(slot); } });
    prepare(slot);
    shot.hidden = false;
    shot.addEventListener("click", () => camera(slot));
    slot.querySelector("[data-drop]").hidden = false;
    const over = (on) => (event) => { event.preventDefault(); slot.classList.toggle("portal-slot--over", on); };
    slot.addEventListener("dragover", over(true));
    slot.addEventListener("dragleave", over(false));
    slot.addEventListener("drop", (event) => { over(false)(event); take(slot, event.dataTransfer.files); });
    for (const button of all(slot, "[data-remove]")) {
      const row = button.closest("[data-id]");
      const name = row.querySelector(".portal-file__name");
      const word = button.firstChild.textContent;
      button.closest("form").replaceWith(remover(row, row.dataset.id, name ? name.textContent : "", word));
    }
    for (const row of all(slot, "li[data-state=waiting]")) {
      const name = row.querySelector(".portal-file__name").textContent;
      looked(row.dataset.id, () => !row.isConnected).then((it) => {
        if (it && it.state === "admitted") admitted(row, row.dataset.id, it.name || name, it.pages);
        else if (it && it.state === "refused") { row.remove(); complain(slot, name, it.reason || "没有通过核验", row.dataset.id); }
      });
    }
  }

  // The page that waits for one file: without a script it is asked for again and again, which disturbs those who listen.
  const awaits = document.querySelector("[data-awaits]");
  if (awaits) looked(awaits.dataset.awaits, () => false).then((it) => { if (it) location.reload(); });

  // Scans are looked at in the page; without a script the same link leads to a page of its own.
  document.addEventListener("click", (event) => {
    const thumb = event.target.closest("a[data-pages]");
    if (!thumb || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const base = thumb.getAttribute("href").replace(/view$/, "pages/");
    const count = Math.min(Number(thumb.dataset.pages) || 1, 200);
    const pages = Array.from({ length: count }, (_, n) => make("p", {}, make("img", { class: "portal-page-image", src: `${base}${n + 1}`, alt: `第 ${n + 1} 页，共 ${count} 页`, loading: "lazy" })));
    const image = thumb.querySelector("img");
    dialog((image && image.alt) || "查看", make("div", { class: "portal-dialog__body" }, ...pages), () => thumb.focus());
  });
})();
