// Lists the operations of /api/openapi.json. Everything is written as text, so
// that nothing in the description can become markup.
const methods = ["get", "post", "put", "patch", "delete"];

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

const nameOf = (ref) => ref.split("/").pop();

// typeOf puts a schema into a few words, with a link where it has a name.
function typeOf(schema) {
  if (!schema) return document.createTextNode("");
  if (schema.$ref) return element("a", { href: `#schema-${nameOf(schema.$ref)}` }, nameOf(schema.$ref));
  const type = [schema.type].flat().join(" or ") || "anything";
  if (schema.items) return element("span", {}, "list of ", typeOf(schema.items));
  const words = [type];
  if (schema.format) words.push(`(${schema.format})`);
  if (schema.enum) words.push(`: ${schema.enum.join(", ")}`);
  if (schema.minimum !== undefined || schema.maximum !== undefined) words.push(`${schema.minimum ?? ""}…${schema.maximum ?? ""}`);
  return document.createTextNode(words.join(" "));
}

function table(rows) {
  const head = element("tr", {}, element("th", { scope: "col" }, "Name"), element("th", { scope: "col" }, "Type"), element("th", { scope: "col" }, "Meaning"));
  const body = rows.map(([name, type, meaning]) => element("tr", {}, element("td", {}, element("code", {}, name)), element("td", {}, type), element("td", {}, meaning)));
  return element("table", {}, element("thead", {}, head), element("tbody", {}, ...body));
}

function operation(path, method, op) {
  const parts = [element("p", {}, op.description ?? "")];
  if (op["x-permission"]) parts.push(element("p", {}, "Needs the permission ", element("code", {}, op["x-permission"]), "."));
  if (op.parameters?.length) {
    parts.push(table(op.parameters.map((p) => [p.name + (p.required ? " *" : ""), typeOf(p.schema), `${p.description ?? ""} (${p.in})`])));
  }
  for (const [type, content] of Object.entries(op.requestBody?.content ?? {})) parts.push(element("p", {}, `Body, ${type}: `, typeOf(content.schema)));
  for (const [status, response] of Object.entries(op.responses ?? {})) {
    const [type, content] = Object.entries(response.content ?? {})[0] ?? [];
    parts.push(element("p", {}, `${status}: ${response.description ?? ""} `, type ? `(${type}) ` : "", typeOf(content?.schema)));
  }
  const line = element("summary", {}, element("span", { class: "method" }, method.toUpperCase()), element("code", {}, path), element("span", { class: "about" }, op.summary ?? ""));
  const entry = element("details", { id: op.operationId }, line, ...parts);
  entry.dataset.words = `${method} ${path} ${op.summary ?? ""}`.toLowerCase();
  return entry;
}

function schemas(all) {
  const entries = Object.entries(all).map(([name, schema]) => {
    const required = new Set(schema.required ?? []);
    const rows = Object.entries(schema.properties ?? {}).map(([field, s]) => [field + (required.has(field) ? " *" : ""), typeOf(s), s.description ?? ""]);
    return element("details", { id: `schema-${name}` }, element("summary", {}, element("code", {}, name)), table(rows));
  });
  return element("section", {}, element("h2", { id: "schemas" }, "Schemas"), element("p", {}, "An asterisk marks what is always present."), ...entries);
}

function show(description) {
  const chapters = new Map();
  for (const [path, operations] of Object.entries(description.paths)) {
    for (const method of methods) {
      const op = operations[method];
      if (!op) continue;
      const tag = op.tags?.[0] ?? "Other";
      if (!chapters.has(tag)) chapters.set(tag, []);
      chapters.get(tag).push(operation(path, method, op));
    }
  }
  const sections = [...chapters].map(([tag, entries]) => element("section", {}, element("h2", { id: `chapter-${tag}` }, tag), ...entries));
  const links = [...chapters.keys()].map((tag) => element("a", { href: `#chapter-${tag}` }, tag));
  document.getElementById("chapters").append(...links, element("a", { href: "#schemas" }, "Schemas"), element("a", { href: "#problems" }, "Problems"));
  document.getElementById("operations").replaceChildren(...sections, schemas(description.components.schemas));
  reveal();
}

// reveal opens what the address names.
function reveal() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target instanceof HTMLDetailsElement) target.open = true;
  target.scrollIntoView();
}

document.getElementById("filter").addEventListener("input", (event) => {
  const word = event.target.value.trim().toLowerCase();
  for (const entry of document.querySelectorAll("details[data-words]")) entry.hidden = !entry.dataset.words.includes(word);
});
window.addEventListener("hashchange", reveal);

const answer = await fetch("/api/openapi.json");
if (answer.ok) show(await answer.json());
else document.getElementById("state").textContent = `The description could not be loaded (${answer.status}).`;
