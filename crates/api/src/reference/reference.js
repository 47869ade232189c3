// Draws /api/openapi.json as a page. It builds elements and never HTML from text, so nothing needs escaping.
"use strict";

const METHODS = ["get", "post", "put", "patch", "delete"];
const DEEPEST = 6;

/** An element with attributes and children; what is null is left out. */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child != null));
  return element;
}

/** Text with `code` and blank-line paragraphs, as descriptions have them. */
function prose(text) {
  return (text ?? "").split(/\n\n+/).filter(Boolean).map((paragraph) => el("p", {}, inline(paragraph)));
}
function inline(text) {
  return text.split(/(`[^`]+`)/).filter(Boolean)
    .map((part) => (part.startsWith("`") ? el("code", {}, part.slice(1, -1)) : part));
}

class Reference {
  constructor(spec) {
    this.spec = spec;
  }

  resolve(schema) {
    const name = schema?.$ref?.split("/").pop();
    return name ? this.spec.components.schemas[name] ?? {} : schema ?? {};
  }

  operations() {
    return Object.entries(this.spec.paths).flatMap(([path, item]) =>
      METHODS.filter((method) => item[method]).map((method) => ({ path, method, ...item[method] })));
  }

  /** The operations by tag, in the document's order of tags. */
  groups() {
    const operations = this.operations();
    const named = (this.spec.tags ?? []).map((tag) => tag.name);
    const others = operations.map((operation) => operation.tags?.[0] ?? "other");
    return [...new Set([...named, ...others])]
      .map((tag) => ({
        tag,
        description: this.spec.tags?.find((known) => known.name === tag)?.description,
        operations: operations.filter((operation) => (operation.tags?.[0] ?? "other") === tag),
      }))
      .filter((group) => group.operations.length > 0);
  }

  typeName(schema) {
    if (schema?.$ref) return schema.$ref.split("/").pop();
    const { type, items, oneOf, anyOf, allOf, enum: cases, format } = schema ?? {};
    if (cases) return cases.map((value) => JSON.stringify(value)).join(" | ");
    const parts = oneOf ?? anyOf ?? allOf;
    if (parts) return parts.map((part) => this.typeName(part)).join(allOf ? " & " : " | ");
    const names = [type ?? "any"].flat().map((name) => (name === "array" ? `list of ${this.typeName(items)}` : name));
    return names.join(" | ") + (format ? ` (${format})` : "");
  }

  /** The fields of an object, with those of what it is put together from. */
  fields(schema) {
    const { properties = {}, required = [], allOf = [] } = this.resolve(schema);
    const own = Object.entries(properties).map(([name, field]) => ({ name, field, required: required.includes(name) }));
    return [...allOf.flatMap((part) => this.fields(part)), ...own];
  }

  example(schema, depth = 0) {
    const full = { ...this.resolve(schema), ...(schema?.$ref ? {} : schema) };
    if (full.example !== undefined) return full.example;
    if (full.examples?.length) return full.examples[0];
    if (full.default !== undefined) return full.default;
    if (full.enum) return full.enum[0];
    if (depth > DEEPEST) return null;
    const first = (full.oneOf ?? full.anyOf)?.find((part) => part.type !== "null");
    if (first) return this.example(first, depth + 1);
    const fields = this.fields(full);
    if (fields.length) return Object.fromEntries(fields.map(({ name, field }) => [name, this.example(field, depth + 1)]));
    const type = [full.type].flat().find((name) => name !== "null");
    if (type === "array") return [this.example(full.items, depth + 1)];
    const plain = { string: full.format === "date-time" ? "2026-11-20T12:00:00Z" : "…", integer: 0, number: 0, boolean: false, object: {} };
    return plain[type] ?? null;
  }

  menu() {
    return this.groups().map(({ tag, operations }) =>
      el("section", { "data-group": "" },
        el("h2", {}, tag),
        el("ul", {}, operations.map((operation) =>
          el("li", { "data-words": `${operation.operationId} ${operation.method} ${operation.path} ${operation.summary}`.toLowerCase() },
            el("a", { href: `#${operation.operationId}` }, operation.summary ?? operation.operationId))))));
  }

  page() {
    const { info } = this.spec;
    return [
      el("h1", {}, `${info.title} API ${info.version ?? ""}`),
      prose(info.description),
      el("p", {}, el("a", { href: "/api/openapi.json" }, "The OpenAPI document"), " · ", el("a", { href: "/problems" }, "What the problems mean")),
      this.groups().map(({ tag, description, operations }) =>
        el("section", {}, el("h2", { id: `tag-${tag}` }, tag), prose(description), operations.map((operation) => this.operation(operation)))),
    ].flat(2);
  }

  operation(operation) {
    const body = operation.requestBody?.content?.["application/json"]?.schema;
    return el("article", { id: operation.operationId },
      el("h3", {}, operation.summary ?? operation.operationId),
      el("p", { class: "endpoint" },
        el("span", { class: "method" }, operation.method.toUpperCase()),
        el("code", {}, operation.path),
        el("span", { class: "needs" }, operation["x-permission"] ?? "")),
      prose(operation.description),
      this.parameters(operation.parameters),
      body ? [el("h4", {}, "Body"), this.schema(body), el("pre", { tabindex: "0" }, this.curl(operation, body))] : el("pre", { tabindex: "0" }, this.curl(operation)),
      el("h4", {}, "Answers"),
      Object.entries(operation.responses ?? {}).map(([status, response]) => this.answer(status, response)));
  }

  parameters(parameters = []) {
    if (parameters.length === 0) return null;
    const rows = parameters.map(({ name, in: place, required, schema, description }) =>
      el("tr", {}, el("td", {}, el("code", {}, name)), el("td", {}, place + (required ? ", required" : "")),
        el("td", {}, this.typeName(schema)), el("td", {}, inline(description ?? ""))));
    return table(["Parameter", "In", "Type", ""], rows);
  }

  schema(schema) {
    const target = schema.type === "array" ? schema.items : schema;
    const fields = this.fields(target);
    if (fields.length === 0) return el("p", { class: "dim" }, this.typeName(schema));
    const rows = fields.map(({ name, field, required }) =>
      el("tr", {}, el("td", {}, el("code", {}, name), required ? "" : el("span", { class: "dim" }, " optional")),
        el("td", {}, this.typeName(field)), el("td", {}, inline(field.description ?? this.resolve(field).description ?? ""))));
    return table(["Field", "Type", ""], rows);
  }

  answer(status, { description, content = {} }) {
    const schema = content["application/json"]?.schema;
    const head = [el("code", {}, status), ` ${description ?? ""}`];
    if (!schema) return el("p", {}, head);
    return el("details", {}, el("summary", {}, head), this.schema(schema),
      el("pre", { tabindex: "0" }, JSON.stringify(this.example(schema), null, 2)));
  }

  curl({ method, path, security }, body) {
    const lines = [`curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}${location.origin}${path}`];
    const isPublic = security?.some((requirement) => Object.keys(requirement).length === 0);
    if (!isPublic) lines.push("-H 'Authorization: Bearer bh_…'");
    if (body) lines.push("-H 'Content-Type: application/json'", `-d '${JSON.stringify(this.example(body), null, 2)}'`);
    return lines.join(" \\\n  ");
  }
}

function table(heads, rows) {
  return el("div", { class: "scroll" },
    el("table", {}, el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))), el("tbody", {}, rows)));
}

/** Hides what does not contain every word that was typed. */
function filter(menu, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  for (const item of menu.querySelectorAll("li")) item.hidden = !words.every((word) => item.dataset.words.includes(word));
  for (const group of menu.querySelectorAll("[data-group]")) group.hidden = !group.querySelector("li:not([hidden])");
}

async function main() {
  const content = document.getElementById("content");
  try {
    const response = await fetch("/api/openapi.json");
    if (!response.ok) throw new Error(`the document answered ${response.status}`);
    const reference = new Reference(await response.json());
    const menu = document.getElementById("menu");
    menu.replaceChildren(...reference.menu());
    content.replaceChildren(...reference.page());
    document.getElementById("filter").addEventListener("input", (event) => filter(menu, event.target.value));
    // The place was not there yet when the browser looked for it.
    if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  } catch (error) {
    content.replaceChildren(el("p", { role: "alert" }, `The reference cannot be shown: ${error.message}.`));
  }
}

main();
