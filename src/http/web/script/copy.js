// Completes example commands and addresses with the address of this server.
for (const origin of document.querySelectorAll(".origin")) origin.textContent = location.origin;
for (const example of document.querySelectorAll(".copy[data-path]")) example.textContent = `curl -s '${location.origin}${example.dataset.path}'`;

// Adds a copy button after each example.
{
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
}

