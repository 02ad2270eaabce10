// Logging out empties what this device keeps of a leader, and warns before it empties the queue.
import * as queue from "./queue.js";

async function isWished() {
  try {
    const unsent = new Set((await queue.mine()).map(queue.rowOf)).size;
    const warning = `${unsent} noch nicht gesendet. Wenn Sie sich abmelden, gehen sie verloren.`;
    if (unsent && !confirm(warning)) return false;
    await queue.forgetEverything();
  } catch {
    // A browser that can keep nothing has nothing to forget.
  }
  return true;
}

// A page that was kept may have the token of an older login, with which nobody is logged out.
async function renewToken(form) {
  try {
    const answer = await fetch("/kursleitung/ausweis.json", { headers: { Accept: "application/json" } });
    if (answer.ok) form.querySelector("[name=csrfmiddlewaretoken]").value = (await answer.json()).token;
  } catch {
    // Without network nobody is logged out anyway.
  }
}

for (const form of document.querySelectorAll('form[action="/konto/logout/"]')) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!(await isWished())) return;
    await renewToken(form);
    document.documentElement.dataset.leaving = "";
    form.submit();
  });
}
