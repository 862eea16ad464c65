// Prints what is wrong with a Dockerfile, one line each.
import { readFileSync } from 'node:fs';
import { validate } from 'dockerfile-utils';

const [path] = process.argv.slice(2);
for (const { range, message } of validate(readFileSync(path, 'utf8'))) {
  console.log(`line ${range.start.line + 1}: ${message}`);
}
