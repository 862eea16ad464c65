// Prints what a run's tests took and which failed: summary.mjs FOLDER COUNT, where the folder holds the run's CTRF reports.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, count] = process.argv.slice(2);
const tests = readdirSync(folder, { recursive: true })
  .filter((file) => file.endsWith(".ctrf"))
  .flatMap((file) => JSON.parse(readFileSync(join(folder, file), "utf8")).results.tests);

console.log(`the slowest ${count} of ${tests.length} tests, in seconds`);
for (const { name, duration } of tests.sort((a, b) => b.duration - a.duration).slice(0, Number(count))) {
  console.log(`${(duration / 1000).toFixed(1).padStart(7)}  ${name}`);
}

const failed = new Map(tests.filter((test) => test.status === "failed").map((test) => [test.name, test]));
const passed = new Set(tests.filter((test) => test.status === "passed").map((test) => test.name));
for (const { name, message, trace } of failed.values()) {
  if (!passed.has(name)) {
    console.log(`failed: ${name}\n${message ?? ""}\n${trace ?? ""}`);
  }
}
