// Leaves empty controls, and columns that are shown anyway, out of the request of a form.
for (const form of document.querySelectorAll(".filters")) {
  const boxes = [...form.querySelectorAll(".columns input")];
  const areChosen = new URLSearchParams(location.search).has("fields");
  form.addEventListener("formdata", ({ formData }) => {
    const isChanged = boxes.some((box) => box.checked !== box.defaultChecked);
    if (boxes.length > 0 && !areChosen && !isChanged) formData.delete("fields");
    for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  });
}

// Shows commands and links that need the address of this server.
for (const line of document.querySelectorAll(".with-origin")) line.hidden = false;
