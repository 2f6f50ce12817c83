// usage: node chuffed.mjs FOLDER SECONDS < REQUEST
// Solves a project with Chuffed, a solver that learns clauses, which is part of the npm package minizinc installed in
// FOLDER/node_modules. The request is the data of project.mzn as JSON; the answer is a line of JSON with the best
// starts found within SECONDS of search, and whether they were proven best. Nothing else counts as its time: neither
// the start of the program nor the translation of the model. A project a process: a second one in the same memory fails.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [folder, seconds] = [resolve(process.argv[2]), Number(process.argv[3])];
const dist = join(folder, "node_modules", "minizinc", "dist");
const model = readFileSync(join(dirname(fileURLToPath(import.meta.url)), "project.mzn"), "utf8");

// The package meets node only beside a native MiniZinc; its WebAssembly is made for a browser's worker, whose two
// functions it needs are these.
let listener, finished, heard;
globalThis.addEventListener = (_, handler) => { listener = handler; };
globalThis.postMessage = (message) => {
    if (message.type === "ready" || message.type === "exit") finished(message);
    else heard(message);
};
globalThis.require = createRequire(import.meta.url);
globalThis.__filename = join(dist, "minizinc-worker.js");
globalThis.__dirname = dist;
(0, eval)(readFileSync(globalThis.__filename, "utf8"));

function send(data, hear = () => {}) {
    heard = hear;
    return new Promise((done) => {
        finished = done;
        listener({ data });
    });
}

await send({ wasmURL: join(dist, "minizinc.wasm"), dataURL: join(dist, "minizinc.data") });
const answer = { starts: null, proven: false };
const files = { "project.mzn": model, "project.json": readFileSync(0, "utf8") };
const args = ["--solver", "chuffed", "-f", "-i", "--output-mode", "json", "--solver-time-limit",
              String(Math.round(1000 * seconds)), ...Object.keys(files)];
const { code } = await send({ args, jsonStream: true, files }, (message) => {
    if (message.type === "solution") answer.starts = message.output.json.start;
    if (message.type === "status") answer.proven = message.status === "OPTIMAL_SOLUTION";
    if (message.type === "error") console.error(message.message);
});
if (code !== 0) process.exit(1);
console.log(JSON.stringify(answer));
