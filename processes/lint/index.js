const HOUSE_RULES = require('./house-rules.js');

/** The plugin as bpmnlint's command line finds it: a rule lies in `rules/` under its own name. `.bpmnlintrc` switches it on. */
module.exports = { configs: { recommended: { rules: HOUSE_RULES.bpmn } } };
