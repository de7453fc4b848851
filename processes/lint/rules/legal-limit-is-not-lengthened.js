const { is } = require('../diagram.js');
const { decision, limits } = require('../legal-limits.json');
const say = require('../say.js');

/** The text of the cell in the column of this name, without quotes; undefined when there is no such column. */
function cell(table, row, name) {
  const index = (table.output ?? []).findIndex((each) => each.name === name);
  return row.outputEntry?.[index]?.text?.trim().replace(/^"|"$/g, '');
}

const isAbsent = (text) => text === undefined || text === '' || text === 'null' || text === '-';

/** Whether `text` is no number, or one above what the law allows. A limit in days is not told in working days, which last longer. */
function isLonger(text, unit, limit) {
  const amount = Number(text);
  if (!Number.isInteger(amount) || amount < 0) return true;
  return amount > limit.amount || (unit !== limit.unit && unit !== 'day');
}

/** No row of the table of legal limits allows more time than its article, and none of them is missing. */
module.exports = function legalLimitIsNotLengthened() {
  function checkRow(table, row, limit, reporter) {
    const { article } = limit;
    if (isLonger(cell(table, row, 'amount'), cell(table, row, 'unit'), limit))
      say(reporter, row.id, '{article} allows {amount} {unit} for “{step}”, no more', { ...limit, article });
    const extension = cell(table, row, 'extendDays');
    if (!isAbsent(extension) && !(Number(extension) <= limit.extendDays))
      say(reporter, row.id, '{article} allows an extension of {extendDays} days for “{step}”, no more', limit);
  }

  function check(node, reporter) {
    if (!is(node, 'dmn:Decision') || node.id !== decision) return;
    const table = node.decisionLogic ?? {};
    const rows = table.rule ?? [];
    const stepOf = (row) => row.inputEntry?.[0]?.text?.trim();
    for (const limit of limits) {
      const named = rows.filter((row) => stepOf(row) === `"${limit.step}"`);
      if (named.length === 0) say(reporter, node.id, 'The limit of {article} for “{step}” is missing', limit);
      for (const row of named) checkRow(table, row, limit, reporter);
    }
  }

  return { check };
};
