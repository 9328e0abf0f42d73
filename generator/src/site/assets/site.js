// Everything here adds to pages that are complete without it.
"use strict";
(() => {
  const doc = document, root = doc.documentElement;
  const all = (selector, from = doc) => [...from.querySelectorAll(selector)];
  // Storage fails if the browser blocks it.
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* not kept */ } };
  const chosen = recall("theme");
  if (chosen) root.dataset.theme = chosen;

  const theme = () => {
    const button = doc.getElementById("theme");
    const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
    const show = () => { button.textContent = dark() ? "Light" : "Dark"; button.setAttribute("aria-label", `Use the ${dark() ? "light" : "dark"} theme`); };
    button.onclick = () => { keep("theme", root.dataset.theme = dark() ? "light" : "dark"); show(); };
    show();
  };

  const copying = () => all("pre").forEach((pre) => {
    const button = doc.createElement("button");
    button.className = "copy";
    button.textContent = "Copy";
    button.onclick = async () => {
      const text = pre.textContent;
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        const area = doc.createElement("textarea");
        area.value = text;
        doc.body.append(area);
        area.select();
        doc.execCommand("copy");
        area.remove();
      }
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    };
    if (!pre.parentElement.classList.contains("c")) {
      const frame = doc.createElement("div");
      frame.className = "c";
      pre.replaceWith(frame);
      frame.append(pre);
    }
    pre.after(button);
  });

  const tabs = () => {
    const inputs = all(".tabs > input"), last = recall("tab");
    inputs.forEach((input) => {
      if (input.value === last) input.checked = true;
      input.onchange = () => keep("tab", input.value);
    });
  };

  const expanding = () => all(".x").forEach((bar) => {
    const details = all("details", bar.parentElement);
    if (!details.length) return;
    bar.hidden = false;
    all("button", bar).forEach((button, index) => {
      button.onclick = () => details.forEach((one) => { one.open = index === 0; });
    });
  });

  // Opens everything around the target of a deep link.
  const reveal = () => {
    const target = doc.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let at = target.parentElement; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };

  // On a phone, the contents are closed before the page is shown.
  if (matchMedia("(max-width: 48rem)").matches) new MutationObserver((_, observer) => {
    const side = doc.querySelector(".side details");
    if (side) { side.open = false; observer.disconnect(); }
  }).observe(root, { childList: true, subtree: true });

  const sidebar = () => {
    const side = doc.querySelector(".side details");
    const last = sessionStorage.getItem("side");
    if (last) side.scrollTop = last;
    const current = all("[aria-current]", side).pop();
    if (current) {
      const { top, bottom } = current.getBoundingClientRect(), frame = side.getBoundingClientRect();
      if (top < frame.top || bottom > frame.bottom) side.scrollTop += top - frame.top - frame.height / 3;
    }
    addEventListener("pagehide", () => sessionStorage.setItem("side", side.scrollTop));
  };

  const search = () => {
    doc.querySelector(".s").innerHTML = '<input id="search" type="search" placeholder="Search /" aria-label="Search" role="combobox" aria-expanded="false" aria-controls="found" aria-autocomplete="list" autocomplete="off"><ul id="found" role="listbox" aria-label="Results" hidden></ul>';
    const input = doc.getElementById("search"), list = doc.getElementById("found");
    let index = null, active = -1;
    window.found = (entries) => {
      index = entries.map((entry) => ({ entry, name: entry[1].toLowerCase(), rest: (entry[2] + " " + entry[4]).toLowerCase() }));
      update();
    };
    const load = () => {
      if (index || doc.getElementById("index")) return;
      const script = doc.createElement("script");
      script.id = "index";
      script.src = root.dataset.root + "search.js";
      doc.head.append(script);
    };
    const score = (one, words) => {
      let sum = 0;
      for (const word of words) {
        const at = one.name.indexOf(word);
        if (at >= 0) sum += at === 0 ? (one.name === word ? 9 : 6) : 4;
        else if (one.rest.includes(word)) sum += 1;
        else return 0;
      }
      return sum + (one.entry[0] ? 0 : .5) - one.name.length / 1000;
    };
    // A field that a word names leads to its place in the page.
    const field = (entry, words) => {
      const rest = words.filter((word) => !entry[1].toLowerCase().includes(word)), names = entry[4].split(" ");
      return names.find((name) => rest.includes(name.toLowerCase())) || names.find((name) => name && rest.some((word) => name.toLowerCase().includes(word)));
    };
    const update = () => {
      const words = input.value.toLowerCase().split(/[\s.()]+/).filter(Boolean);
      list.replaceChildren();
      active = -1;
      input.removeAttribute("aria-activedescendant");
      if (!index || !words.length) return show(false);
      const hits = index.map((one) => [score(one, words), one.entry]).filter(([points]) => points > 0);
      hits.sort((one, other) => other[0] - one[0]);
      hits.slice(0, 30).forEach(([, entry], at) => {
        const item = doc.createElement("li"), link = doc.createElement("a"), detail = doc.createElement("small");
        const name = field(entry, words);
        item.id = "r" + at;
        item.setAttribute("role", "option");
        link.tabIndex = -1;
        link.href = root.dataset.root + entry[3] + ".html" + (name ? (entry[0] ? "#field." : "#arg.") + name : "");
        link.textContent = entry[1] + (name ? " › " + name : "");
        detail.textContent = entry[2] || "type";
        link.append(detail);
        item.append(link);
        list.append(item);
      });
      if (!hits.length) {
        const item = doc.createElement("li");
        item.setAttribute("role", "option");
        item.textContent = "Nothing found";
        list.append(item);
      } else move(0);
      show(true);
    };
    const show = (open) => { list.hidden = !open; input.setAttribute("aria-expanded", open); };
    const move = (to) => {
      const items = all("li[id]", list);
      if (!items.length) return;
      active = (to + items.length) % items.length;
      items.forEach((item, at) => item.setAttribute("aria-selected", at === active));
      input.setAttribute("aria-activedescendant", items[active].id);
      items[active].scrollIntoView({ block: "nearest" });
    };
    input.onfocus = load;
    input.oninput = update;
    input.onkeydown = (event) => {
      if (event.key === "ArrowDown") move(active + 1);
      else if (event.key === "ArrowUp") move(active - 1);
      else if (event.key === "Enter") { const link = list.querySelector("[aria-selected=true] a"); if (link) location.href = link.href; }
      else if (event.key === "Escape") { show(false); input.blur(); }
      else return;
      event.preventDefault();
    };
    doc.addEventListener("click", (event) => { if (!event.target.closest(".s")) show(false); });
    doc.addEventListener("keydown", (event) => {
      const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "radio";
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); input.focus(); }
    });
  };

  doc.addEventListener("DOMContentLoaded", () => {
    [theme, copying, tabs, expanding, search, reveal].forEach((start) => start());
    try { sidebar(); } catch { /* no storage */ }
  });
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => all("details").forEach((one) => { one.open = true; }));
})();
