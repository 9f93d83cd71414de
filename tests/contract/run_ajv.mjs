// Judges documents by their published schemas with ajv, another validator in another language.
//
//   node run_ajv.mjs <folder of ajv> <judged.json> <verdicts.json>
//
// judged.json is {schemas: {<name>: schema}, records: [[<name>, document]]}; verdicts.json becomes the
// list of each document's errors as {path, keyword}.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [ajv, judged, verdicts] = process.argv.slice(2);
const { Ajv2020 } = createRequire(import.meta.url)(join(ajv, "dist", "2020.js"));
const { schemas, records } = JSON.parse(readFileSync(judged, "utf8"));
const validators = Object.fromEntries(
  Object.entries(schemas).map(([tool, schema]) => [tool, new Ajv2020({ strict: true, allErrors: true }).compile(schema)]),
);
const said = records.map(([tool, record]) => {
  validators[tool](record);
  return (validators[tool].errors ?? []).map((error) => ({ path: error.instancePath, keyword: error.keyword }));
});
writeFileSync(verdicts, JSON.stringify(said));
