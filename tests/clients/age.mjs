// A second implementation of age opens what we sealed: node age.mjs <secret key> <file>… prints what is inside.
import { readFileSync } from "node:fs";
import { Decrypter } from "age-encryption";

const [key, ...files] = process.argv.slice(2);
for (const file of files) {
  const opener = new Decrypter();
  opener.addIdentity(key);
  process.stdout.write(await opener.decrypt(readFileSync(file)));
}
