/**
 * Reports a finding whose text can be told in another language: `template` with its `{places}` is the key of a catalogue.
 * @param reporter bpmnlint's, @param {string} id of the element, @param {string} template in English
 * @param {Record<string, string | number>} [values] for the places
 */
module.exports = function say(reporter, id, template, values = {}) {
  const text = template.replace(/\{(\w+)\}/g, (_place, name) => String(values[name]));
  reporter.report(id, text, { template, values });
};
