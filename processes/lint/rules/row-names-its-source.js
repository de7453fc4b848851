const { is } = require('../diagram.js');
const say = require('../say.js');

const MARK = /\bV:[A-Z][A-Z0-9]+\b|\bGK\b|\bDEF\b|\bSEED\b/;

/** Every row of a table says where it comes from: verified in a source (V:…), general knowledge (GK), our default (DEF), the founding article (SEED). */
module.exports = function rowNamesItsSource() {
  function check(node, reporter) {
    if (is(node, 'dmn:DecisionRule') && !MARK.test(node.description ?? ''))
      say(reporter, node.id, 'The row does not say where it comes from');
  }

  return { check };
};
