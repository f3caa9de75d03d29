// Reads lines and writes what parse-ingredient makes of each, one JSON value a line.
import readline from "node:readline";
import { parseIngredient } from "parse-ingredient";

let out = [];
const flush = () => {
  if (out.length > 0) process.stdout.write(out.join("\n") + "\n");
  out = [];
};
for await (const line of readline.createInterface({ input: process.stdin })) {
  out.push(JSON.stringify(parseIngredient(line)));
  if (out.length === 500) flush();
}
flush();
