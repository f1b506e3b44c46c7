// Makes pages quicker to use. Without it they show the same.
"use strict";

const words = (text) => text.replaceAll("_", " ");

// The missions of another year, without loading the page anew.
const slider = document.querySelector("#as_of");
if (slider) {
  const day = document.querySelector("#day");
  let asked = 0;
  slider.addEventListener("input", async () => {
    day.textContent = `the end of ${slider.value}`;
    const turn = ++asked;
    const answer = await fetch(slider.dataset.call + slider.value);
    if (!answer.ok || turn !== asked) return;
    for (const mission of (await answer.json()).items) {
      const state = document.querySelector(`[data-id="${mission.id}"] .state`);
      const { status, type, seats } = mission.state;
      const parts = [words(status), type && words(type), seats.length > 0 && `in ${seats.map((seat) => seat.name).join(", ")}`];
      if (state) state.textContent = parts.filter(Boolean).join(", ");
    }
  });
}

// Where this page is from, so that what is copied works.
for (const origin of document.querySelectorAll(".origin")) origin.textContent = location.origin;

// A button that copies what stands before it.
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
