// Shows the states of another year without reloading the page: those of the same page as of that year.
{
  const slider = document.querySelector("#as_of");
  if (slider) {
    const day = document.querySelector("#day");
    let latestRequest = new AbortController();
    slider.addEventListener("input", async () => {
      day.textContent = `the end of ${slider.value}`;
      document.querySelector("#latest").hidden = false;
      latestRequest.abort();
      const { signal } = latestRequest = new AbortController();
      const response = await fetch(`?as_of=${slider.value}`, { signal }).catch(() => null);
      const text = response?.ok && await response.text().catch(() => null);
      if (!text || signal.aborted) return;
      const states = new DOMParser().parseFromString(text, "text/html").querySelectorAll(".on-day");
      document.querySelectorAll(".on-day").forEach((state, index) => states[index] && state.replaceWith(states[index]));
    });
  }
}

