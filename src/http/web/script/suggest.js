// Suggests what there is to find while words are typed into the search of the header.
{
  const input = document.querySelector("#q");
  const list = document.querySelector("#suggestions");
  let latestRequest = new AbortController();
  let pause;
  const suggest = async () => {
    latestRequest.abort();
    const { signal } = latestRequest = new AbortController();
    const words = input.value.trim();
    if (words.length < 2) return;
    const url = `/v1/search?limit=8&fields=title&q=${encodeURIComponent(words)}`;
    const response = await fetch(url, { signal }).catch(() => null);
    const found = response?.ok && await response.json().catch(() => null);
    if (!found || signal.aborted) return;
    const titles = new Set(found.items.map((item) => item.title));
    list.replaceChildren(...[...titles].map((title) => new Option(title, title)));
  };
  input?.addEventListener("input", (event) => {
    const isChosen = event.inputType === undefined || event.inputType === "insertReplacementText";
    if (isChosen && [...list.options].some((option) => option.value === input.value)) return input.form.requestSubmit();
    clearTimeout(pause);
    pause = setTimeout(suggest, 150);
  });
}

