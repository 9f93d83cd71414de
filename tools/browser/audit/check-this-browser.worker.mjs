// What the page /check/ looks at in a worker, where the engine runs: whether WebAssembly is compiled.

const SMALLEST = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** Says "" where it works, else what the browser says. @param {string} reason */
const tell = (reason) => postMessage(JSON.stringify({ reason }));

if ("WebAssembly" in globalThis) {
  WebAssembly.compile(SMALLEST).then(
    () => tell(""),
    (error) => tell(String(error)),
  );
} else {
  tell("WebAssembly");
}
