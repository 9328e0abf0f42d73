// Converts every spec to a version of OpenAPI: `documents-3.1.0/SPEC/openapi.VERSION.yaml`.
import { compile, NodeHost } from "@typespec/compiler";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "fs";
import path from "path";

const openapi = process.argv[2] ?? "3.1.0";
const documents = `documents-${openapi}`;

/** Changes a file, so that it is the same after any number of runs. */
function edit(file, edits) {
  let text = readFileSync(file, "utf8");
  for (const [from, to] of edits) {
    text = text.replaceAll(from, to);
  }
  writeFileSync(file, text);
}

// The converter crashes on a parameter named `constructor`, whose examples it takes for its own.
edit("node_modules/@typespec/openapi3/dist/src/examples.js", [
  ["if (examples.length === 0)", "if (!Array.isArray(examples) || examples.length === 0)"],
]);

rmSync("specs", { recursive: true, force: true });
rmSync(documents, { recursive: true, force: true });
mkdirSync(documents);
cpSync("node_modules/@typespec/http-specs/specs", "specs", { recursive: true });
// The converter refuses queries in paths, and ranges of status codes other than 4XX.
edit("specs/routes/main.tsp", [["?fixed=true{&param", "{?param"]]);
edit("specs/response/status-code-range/main.tsp", [
  [/@minValue\(494\)\s*@maxValue\(499\)\s*@statusCode\s*_: int32/g, "@statusCode _: 494 | 495 | 496 | 497 | 498 | 499"],
]);

const found = readdirSync("specs", { recursive: true }).filter((file) => path.basename(file) === "main.tsp");
for (const file of found.sort()) {
  const spec = path.dirname(file).replaceAll(path.sep, "_");
  const folder = path.resolve(documents, spec);
  const program = await compile(NodeHost, path.resolve("specs", file), {
    emit: ["@typespec/openapi3"],
    options: {
      "@typespec/openapi3": {
        "emitter-output-dir": folder,
        "openapi-versions": [openapi],
        "file-type": "yaml",
        "seal-object-schemas": false,
      },
    },
  });
  const errors = program.diagnostics.filter((one) => one.severity === "error");
  for (const error of errors) {
    console.log(`${spec}: ${error.code}: ${error.message}`);
  }
}
