/** Files that the visitor opens: chosen in a dialog, or dropped on the page. */

/**
 * @param {(name: string, text: string) => void} open  called with a file's name and its text
 * @returns {() => void} asks for a file
 */
export function fileDialog(open) {
  return () => {
    const input = Object.assign(document.createElement("input"), { type: "file", accept: ".json" });
    input.addEventListener("change", () => read(input.files, open));
    input.click();
  };
}

/**
 * @param {HTMLElement} root  shows that it takes what is held over the page
 * @param {(name: string, text: string) => void} open
 * @returns {() => void} stops listening
 */
export function takeDrops(root, open) {
  const stops = new AbortController();
  /** @param {"dragover"|"dragleave"|"drop"} type @param {(event: DragEvent) => void} hear */
  const listen = (type, hear) => {
    const onlyFiles = (/** @type {DragEvent} */ event) =>
      event.dataTransfer?.types.includes("Files") && hear(event);
    window.addEventListener(type, onlyFiles, { signal: stops.signal });
  };
  listen("dragover", (event) => (event.preventDefault(), root.setAttribute("data-drop", "")));
  listen("dragleave", (event) => event.relatedTarget === null && root.removeAttribute("data-drop"));
  listen("drop", (event) => {
    event.preventDefault(); // or the browser leaves the page for the file
    root.removeAttribute("data-drop");
    read(event.dataTransfer?.files ?? null, open);
  });
  return () => stops.abort();
}

/** @param {FileList|null} files @param {(name: string, text: string) => void} open */
async function read(files, open) {
  const file = files?.[0];
  if (file) open(file.name, await file.text().catch(() => ""));
}
