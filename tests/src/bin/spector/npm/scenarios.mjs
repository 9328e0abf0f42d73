// Writes what every scenario sends and gets to `scenarios.json`.
import { readdirSync, writeFileSync } from "fs";
import path from "path";
import { pathToFileURL } from "url";
import { isMatcher } from "@typespec/spec-api";

const root = path.resolve("node_modules/@typespec/http-specs/dist/specs");
const config = { baseUrl: "http://localhost" };

/** A value as JSON: matchers as a text that they match. */
function plain(value) {
  if (value === null || typeof value !== "object") return value;
  if (isMatcher(value)) return value.serialize?.(config) ?? value.toJSON(config);
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}

function content(body) {
  if (!body) return null;
  if (body.kind === "multipart") {
    const files = (body.files ?? []).map((file) => ({
      field: file.fieldname,
      name: file.originalname,
      media_type: file.mimetype,
      base64: Buffer.from(file.buffer).toString("base64"),
    }));
    return { media_type: body.contentType, multipart: { parts: plain(body.parts ?? {}), files } };
  }
  const raw = body.rawContent;
  const media_type = body.contentType;
  if (raw === undefined) return null;
  if (Buffer.isBuffer(raw)) return { media_type, base64: raw.toString("base64") };
  const text = typeof raw === "string" ? raw : raw.serialize(config);
  return { media_type, text };
}

/** Names of headers are the same in any case. */
function headers(map) {
  return Object.fromEntries(Object.entries(map ?? {}).map(([key, value]) => [key.toLowerCase(), plain(value)]));
}

const scenarios = [];
const files = readdirSync(root, { recursive: true }).filter((file) => path.basename(file) === "mockapi.js");
for (const file of files.sort()) {
  const { Scenarios } = await import(pathToFileURL(path.join(root, file)).href);
  for (const [name, scenario] of Object.entries(Scenarios)) {
    const exchanges = (scenario.apis ?? [scenario]).map((api) => ({
      method: api.method.toUpperCase(),
      path: api.uri.split("?")[0].replaceAll("\\", ""),
      query: plain(api.request?.query ?? {}),
      headers: headers(api.request?.headers),
      body: content(api.request?.body),
      status: api.response?.status ?? 200,
      answer_headers: headers(api.response?.headers),
      answer: content(api.response?.body),
    }));

    scenarios.push({ spec: path.dirname(file).replaceAll(path.sep, "_"), name, exchanges });
  }
}
writeFileSync("scenarios.json", JSON.stringify(scenarios));
