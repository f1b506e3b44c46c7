// Makes pages quicker to use. Pages show the same content without it.
"use strict";

const words = (text) => text.replaceAll("_", " ");

// Updates the states of missions for another year without reloading the page.
const slider = document.querySelector("#as_of");
if (slider) {
  const day = document.querySelector("#day");
  let latestRequest = 0;
  slider.addEventListener("input", async () => {
    day.textContent = `the end of ${slider.value}`;
    const request = ++latestRequest;
    const response = await fetch(slider.dataset.apiUrl + slider.value);
    if (!response.ok || request !== latestRequest) return;
    for (const mission of (await response.json()).items) {
      const state = document.querySelector(`[data-id="${mission.id}"] .state`);
      const { status, type, seats, after_documents: isAfter } = mission.state;
      const parts = [words(status), type && words(type), seats.length > 0 && `in ${seats.map((seat) => seat.name).join(", ")}`, isAfter && "as last known"];
      if (state) state.textContent = parts.filter(Boolean).join(", ");
    }
  });
}

// Completes example commands with the address of this server.
for (const origin of document.querySelectorAll(".origin")) origin.textContent = location.origin;

// Adds a copy button after each example.
for (const code of document.querySelectorAll(".copy")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = "Copied";
  });
  code.after(button);
}
