// Reads flowcharts, a JSON list of texts on stdin, with Mermaid's own parser, and prints what it found in each.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(pathToFileURL(`${process.argv[2]}/`));
const load = async (name) => (await import(pathToFileURL(require.resolve(name)))).default;
// There is no browser here to clean HTML in, and what is asked is how the text is read.
const purify = (await import(pathToFileURL(`${process.argv[2]}/node_modules/dompurify/dist/purify.es.mjs`))).default;
purify.addHook = () => {};
purify.sanitize = (text) => text;
const mermaid = await load('mermaid');
const found = [];
for (const text of JSON.parse(readFileSync(0, 'utf8'))) {
  await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  found.push({
    nodes: [...db.getVertices().values()].map(({ id, text: label }) => [id, label ?? '']),
    edges: db.getEdges().map(({ start, end, text: label }) => [start, end, label ?? '']),
  });
}
process.stdout.write(JSON.stringify(found));
