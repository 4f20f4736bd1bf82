/* Notes that open where a reader is: the whole reference behind a citation, the meaning of a
   term. By pointer, by keyboard (focus), by touch (the first tap). A note stays while the
   pointer is on it, and Escape closes it. Without this script the links lead to the same. */
(() => {
  "use strict";

  if (!HTMLElement.prototype.showPopover) return;
  const LINKS = "a[data-cite], a.cc-term";
  const SOON = 120;
  const LATER = 260;
  let open = null;
  let timer = 0;

  // A browser's own tooltip would stand over the note, and Escape does not close it.
  document.querySelectorAll("a.cc-term[title]").forEach((link) => {
    link.dataset.says = link.title;
    link.removeAttribute("title");
  });

  const further = (link) => {
    const more = document.createElement("a");
    more.href = link.href;
    more.textContent = link.matches(".cc-term") ? "Glossary" : "Study page";
    if (link.hash.startsWith("#f-")) more.textContent = "The finding on this page";
    if (link.pathname.endsWith("/bibliography/")) more.textContent = "Bibliography";
    return more;
  };

  /** What a link stands for, as a new element; nothing where the page does not say. */
  const written = (link) => {
    const source = link.dataset.cite && document.getElementById(`ref-${link.dataset.cite}`);
    if (!source && !link.dataset.says) return null;
    const note = document.createElement("span");
    note.className = "cc-note-box";
    note.id = "cc-note-box";
    note.popover = "manual";
    if (source) note.append(...source.cloneNode(true).childNodes);
    else note.textContent = link.dataset.says;
    note.append(" ", further(link));
    // The same links stand in the references: Tab need not pass through them at each citation.
    note.querySelectorAll("a").forEach((one) => { one.tabIndex = -1; });
    return note;
  };

  const close = () => {
    clearTimeout(timer);
    if (!open) return;
    open.link.removeAttribute("aria-describedby");
    open.note.remove();
    open = null;
  };

  const place = ({ link, note }) => {
    const at = link.getClientRects()[0] || link.getBoundingClientRect();
    const box = note.getBoundingClientRect();
    const room = document.documentElement;
    const left = Math.min(at.left, room.clientWidth - box.width - 8);
    const below = at.bottom + box.height + 8 < room.clientHeight;
    note.style.left = `${Math.max(8, left)}px`;
    note.style.top = `${below ? at.bottom : Math.max(8, at.top - box.height)}px`;
  };

  const show = (link) => {
    clearTimeout(timer);
    if (open && open.link === link) return;
    close();
    const note = written(link);
    if (!note) return;
    link.after(note);
    link.setAttribute("aria-describedby", note.id);
    open = { link, note };
    note.showPopover();
    place(open);
  };

  const later = (act, wait) => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };
  const linkOf = (target) => (target instanceof Element ? target.closest(LINKS) : null);
  const inside = (target) => open && target instanceof Node
    && (open.note.contains(target) || open.link.contains(target));

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkOf(event.target);
    if (inside(event.target)) clearTimeout(timer);
    else if (link) later(() => show(link), SOON);
    else if (open && !inside(document.activeElement)) later(close, LATER);
    else if (!open) clearTimeout(timer);
  });
  document.addEventListener("focusin", (event) => {
    const link = linkOf(event.target);
    if (link && link.matches(":focus-visible")) show(link);
    else if (open && !inside(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open) return;
    close();
  });
  document.addEventListener("click", (event) => {
    const link = linkOf(event.target);
    const first = link && event.pointerType === "touch" && !inside(link);
    if (first) show(link);
    if (first && open && open.link === link) event.preventDefault();
    else if (open && !inside(event.target)) close();
  });
  addEventListener("scroll", () => open && place(open), { passive: true, capture: true });
  addEventListener("resize", close);
})();
