// Reads the server's schema and every src/**/*.graphql, and writes x.generated.ts beside x.graphql: the text of each
// operation with the types of its variables and its answer. `--check` writes nothing and fails when a file is stale,
// or when an operation does not fit the schema.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  buildASTSchema,
  concatAST,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  parse,
  print,
  stripIgnoredCharacters,
  typeFromAST,
  validate,
} from 'graphql';

const SCALARS = {
  ID: 'string', String: 'string', Int: 'number', Float: 'number', Boolean: 'boolean',
  Int64: 'number', Duration: 'number', DateTime: 'string', JSONString: 'string', JSON: 'unknown',
};
const HEADER = '// Written by scripts/graphql-types.mjs from the .graphql file beside it; `npm run types` renews it.\n';

export function filesBelow(folder, extension) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('node_modules') && !path.includes('target'))
    .sort();
}

export function readSchema(folder) {
  const files = filesBelow(folder, '.graphqls');
  if (files.length === 0) throw new Error(`No .graphqls file below ${folder}`);
  return buildASTSchema(concatAST(files.map((file) => parse(readFileSync(file, 'utf8')))));
}

/** The TypeScript of one document; throws with every complaint when it does not fit the schema. */
export function generate(schema, text, name) {
  const document = parse(text);
  const complaints = validate(schema, document);
  if (complaints.length > 0) throw new Error(`${name}: ${complaints.map((error) => error.message).join('; ')}`);
  const fragments = new Map(
    document.definitions.filter((node) => node.kind === 'FragmentDefinition').map((node) => [node.name.value, node]),
  );
  const parts = [];
  for (const node of fragments.values()) {
    const type = schema.getType(node.typeCondition.name.value);
    parts.push(`export type ${node.name.value} = ${objectType(schema, fragments, type, node.selectionSet, '')};`);
  }
  for (const node of document.definitions.filter((each) => each.kind === 'OperationDefinition')) {
    parts.push(operation(schema, fragments, node));
  }
  return `${HEADER}import { operation } from '@/lib/graphql';\n\n${parts.join('\n\n')}\n`;
}

function operation(schema, fragments, node) {
  const name = node.name.value;
  const root = schema.getRootType(node.operation);
  const variables = node.variableDefinitions
    .map((each) => {
      const type = typeFromAST(schema, each.type);
      const optional = !isNonNullType(type) || each.defaultValue !== undefined;
      return `  ${each.variable.name.value}${optional ? '?' : ''}: ${inputType(type)};`;
    })
    .join('\n');
  const source = stripIgnoredCharacters([node, ...reachable(fragments, node)].map(print).join('\n'));
  return [
    `export type ${name}Variables = {${variables === '' ? '' : `\n${variables}\n`}};`,
    `export type ${name}Result = ${objectType(schema, fragments, root, node.selectionSet, '')};`,
    `export const ${name} = operation<${name}Result, ${name}Variables>(\n  '${name}',\n  ${JSON.stringify(source)},\n);`,
  ].join('\n\n');
}

function reachable(fragments, node, seen = new Set()) {
  const visit = (selectionSet) => {
    for (const selection of selectionSet?.selections ?? []) {
      if (selection.kind === 'FragmentSpread' && !seen.has(fragments.get(selection.name.value))) {
        const fragment = fragments.get(selection.name.value);
        seen.add(fragment);
        visit(fragment.selectionSet);
      } else {
        visit(selection.selectionSet);
      }
    }
  };
  visit(node.selectionSet);
  return [...seen];
}

function objectType(schema, fragments, type, selectionSet, indent) {
  if (isAbstractType(type)) {
    return schema
      .getPossibleTypes(type)
      .map((possible) => objectType(schema, fragments, possible, selectionSet, indent))
      .join('\n' + indent + '| ');
  }
  const fields = new Map();
  const mixed = [];
  collect(schema, fragments, type, selectionSet, indent, fields, mixed);
  const body = [...fields].map(([key, value]) => `${indent}  ${key}: ${value};`).join('\n');
  const own = fields.size === 0 ? [] : [`{\n${body}\n${indent}}`];
  return [...mixed, ...own].join(' & ');
}

function collect(schema, fragments, type, selectionSet, indent, fields, mixed) {
  for (const selection of selectionSet.selections) {
    if (selection.kind === 'FragmentSpread') {
      mixed.push(selection.name.value);
    } else if (selection.kind === 'InlineFragment') {
      const condition = selection.typeCondition === undefined ? type : schema.getType(selection.typeCondition.name.value);
      const fits = condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
      if (fits) collect(schema, fragments, type, selection.selectionSet, indent, fields, mixed);
    } else {
      fields.set(selection.alias?.value ?? selection.name.value, fieldType(schema, fragments, type, selection, indent));
    }
  }
}

function fieldType(schema, fragments, parent, selection, indent) {
  if (selection.name.value === '__typename') return `'${parent.name}'`;
  const type = parent.getFields()[selection.name.value].type;
  const inner = selection.selectionSet
    ? objectType(schema, fragments, getNamedType(type), selection.selectionSet, indent + '  ')
    : leafType(getNamedType(type));
  return wrapped(type, inner);
}

function leafType(type) {
  if (isEnumType(type)) return enumType(type);
  return SCALARS[type.name] ?? 'unknown';
}

function enumType(type) {
  return type.getValues().map((value) => `'${value.name}'`).join(' | ');
}

function wrapped(type, inner) {
  if (isNonNullType(type)) return present(type.ofType, inner);
  return `${present(type, inner)} | null`;
}

function present(type, inner) {
  if (!isListType(type)) return inner;
  const element = wrapped(type.ofType, inner);
  return /[|&]/.test(element) ? `(${element})[]` : `${element}[]`;
}

function inputType(type) {
  if (isNonNullType(type)) return inputPresent(type.ofType);
  return `${inputPresent(type)} | null`;
}

function inputPresent(type) {
  if (isListType(type)) {
    const element = inputType(type.ofType);
    return element.includes(' ') ? `(${element})[]` : `${element}[]`;
  }
  if (!isInputObjectType(type)) return leafType(type);
  const fields = Object.values(type.getFields()).map((field) => {
    const optional = isNonNullType(field.type) && field.defaultValue === undefined ? '' : '?';
    return `${field.name}${optional}: ${inputType(field.type)}`;
  });
  return `{ ${fields.join('; ')} }`;
}

/** Every stale or ill-fitting document, as `path: why`; writes the fresh files unless `check`. */
export function renew(root, schema, check) {
  const complaints = [];
  for (const file of filesBelow(join(root, 'src'), '.graphql')) {
    const target = file.replace(/\.graphql$/, '.generated.ts');
    try {
      const fresh = generate(schema, readFileSync(file, 'utf8'), basename(file));
      let known = '';
      try {
        known = readFileSync(target, 'utf8');
      } catch {
        // Not generated yet: as stale as can be.
      }
      if (fresh !== known && check) complaints.push(`${basename(target)}: stale, run npm run types`);
      if (fresh !== known && !check) writeFileSync(target, fresh);
    } catch (error) {
      complaints.push(error.message);
    }
  }
  return complaints;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const schema = readSchema(process.env.TUNEBOOK_SCHEMA ?? join(root, '../server/src/main/resources'));
  const complaints = renew(root, schema, process.argv.includes('--check'));
  for (const complaint of complaints) console.error(complaint);
  process.exitCode = complaints.length > 0 ? 1 : 0;
}
