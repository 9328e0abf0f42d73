// Passes requests on to another server and changes every answer: `control.mjs PORT TARGET`.
import http from "http";

const [port, target] = process.argv.slice(2);

function changed(value) {
  if (value === null) return "changed";
  if (typeof value === "string") return value + "x";
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) return value.length ? value.map(changed) : ["changed"];
  const entries = Object.entries(value).map(([key, one]) => [key, changed(one)]);
  return entries.length ? Object.fromEntries(entries) : { changed: true };
}

function line(text) {
  const [, field, rest] = /^(data: ?)?(.*)$/s.exec(text);
  if (!rest || (!field && !rest.startsWith("{"))) return text;
  try {
    return (field ?? "") + JSON.stringify(changed(JSON.parse(rest)));
  } catch {
    return (field ?? "") + rest + "x";
  }
}

function body(type, bytes) {
  if (bytes.length === 0) return bytes;
  const text = bytes.toString("utf8");
  if (/event-stream|jsonl/.test(type)) return Buffer.from(text.split("\n").map(line).join("\n"));
  try {
    return Buffer.from(JSON.stringify(changed(JSON.parse(text))));
  } catch {
    return Buffer.concat([bytes, Buffer.from("x")]);
  }
}

http
  .createServer((request, response) => {
    const url = new URL(request.url, target);
    const { method, headers } = request;
    const onward = http.request(url, { method, headers }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => {
        const bytes = body(answer.headers["content-type"] ?? "", Buffer.concat(parts));
        const { "content-length": _, "transfer-encoding": __, ...rest } = answer.headers;
        response.writeHead(answer.statusCode, bytes.length ? { ...rest, "content-length": bytes.length } : rest);
        response.end(bytes);
      });
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  })
  .listen(Number(port), "localhost");
