// Sends the request of the console, and shows the response without reloading the page.
for (const form of document.querySelectorAll(".console")) {
  const show = (id, text) => { document.querySelector(id).textContent = text; };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const query = new URLSearchParams(new FormData(form)).toString();
    const url = form.dataset.list + (query && `?${query}`);
    show("#request code", url);
    show("#command", url);
    document.querySelector("#request").href = url;
    document.querySelector(".cut")?.remove();
    const response = await fetch(url).catch(() => null);
    show("#status", response?.status ?? "unknown: the server did not respond");
    show("#answer code", response ? JSON.stringify(await response.json(), null, 2) : "");
  });
}
