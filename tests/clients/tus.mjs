// A tus client of others sends a file, is stopped on the way, and goes on: node tus.mjs <files' address> <file>
import { readFileSync } from "node:fs";
import * as tus from "tus-js-client";

const [endpoint, path] = process.argv.slice(2);
const file = readFileSync(path);
const options = { endpoint, chunkSize: 100_000, retryDelays: [0, 100, 500], metadata: { filename: "van-tus.bin", filetype: "application/octet-stream" } };

const first = await new Promise((done, failed) => {
  const upload = new tus.Upload(file, {
    ...options,
    onError: failed,
    onSuccess: () => failed(new Error("it was to be stopped first")),
    onChunkComplete: () => upload.abort().then(() => done(upload.url)),
  });
  upload.start();
});
const url = await new Promise((done, failed) => {
  const upload = new tus.Upload(file, { ...options, uploadUrl: first, onError: failed, onSuccess: () => done(upload.url) });
  upload.start();
});
console.log(url);
