const Linter = require('bpmnlint/lib/linter');
const HOUSE_RULES = require('./house-rules.js');
const recommended = require('./recommended.js');
const rules = require('./all-rules.js');

const PLUGIN = 'petitions';

/** Rules by name, as the linter asks for them: those of bpmnlint itself and those of the house. */
const resolver = {
  resolveRule: (pkg, name) => (pkg === 'bpmnlint' ? recommended.rules[name] : rules[name]),
  resolveConfig: (_pkg, name) => {
    throw new Error(`no configuration ${name} is asked for`);
  },
};

const houseConfig = (weights, deployed) =>
  Object.fromEntries(Object.entries(weights).map(([name, weight]) => [`${PLUGIN}/${name}`, [weight, deployed]]));

/**
 * What the rules find in a model that moddle has read: `bpmn:Definitions` or `dmn:Definitions`.
 * @param definitions the root, read with the Camunda attributes understood
 * @param deployed what the engine has (see `reference-exists`, `escalation-is-caught`); what is absent is not asked
 * @returns findings, errors first: `{rule, level: 'error' | 'warning', elementId, message, template, values}`
 */
async function lint(definitions, deployed = {}) {
  const isDmn = definitions.$type === 'dmn:Definitions';
  const config = isDmn
    ? houseConfig(HOUSE_RULES.dmn, deployed)
    : { ...recommended.weights, ...houseConfig(HOUSE_RULES.bpmn, deployed) };
  const reports = await new Linter({ config: { rules: config }, resolver }).lint(definitions);
  return sorted(
    Object.entries(reports).flatMap(([name, found]) =>
      found.map((report) => toFinding(name.split('/').at(-1), report)),
    ),
  );
}

/** The same for a form: its JSON, parsed. */
function lintForm(form) {
  const found = [];
  for (const [name, weight] of Object.entries(HOUSE_RULES.form)) {
    const report = (id, message, more) => found.push(toFinding(name, { id, message, category: weight, ...more }));
    const { check } = rules[name]();
    for (const field of fieldsIn(form)) check(field, { report });
  }
  return sorted(found);
}

const fieldsIn = (part) => (part.components ?? []).flatMap((field) => [field, ...fieldsIn(field)]);

const toFinding = (rule, { id = '', message, category, template = message, values = {} }) => ({
  rule,
  level: category === 'warn' || category === 'info' ? 'warning' : 'error',
  elementId: id,
  message,
  template,
  values,
});

const sorted = (findings) => findings.toSorted((a, b) => Number(a.level === 'warning') - Number(b.level === 'warning'));

module.exports = { lint, lintForm };
