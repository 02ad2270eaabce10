// Keeps what has [data-live] up to date while the worker is at it; then shows the whole page anew.
// Without this file the link inside it does the same.
const PAUSE = 2000;

async function look() {
  const shown = document.querySelector("[data-live]");
  if (!shown) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const news = page.querySelector("[data-live]");
    if (answer.ok && !news) return location.reload();
    if (news && news.textContent !== shown.textContent) shown.replaceWith(news);
  } catch {
    // The network is away for a moment: the next look may find it again.
  }
  setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
