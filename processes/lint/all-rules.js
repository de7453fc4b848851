/** Every house rule by name; `rules/` holds one a file. */
module.exports = {
  'accusation-avoids-accused-unit': require('./rules/accusation-avoids-accused-unit.js'),
  'escalation-is-caught': require('./rules/escalation-is-caught.js'),
  'form-keeps-personal-data': require('./rules/form-keeps-personal-data.js'),
  'late-task-reaches-someone': require('./rules/late-task-reaches-someone.js'),
  'legal-limit-is-not-lengthened': require('./rules/legal-limit-is-not-lengthened.js'),
  'no-personal-data-in-variables': require('./rules/no-personal-data-in-variables.js'),
  'period-stands-in-a-table': require('./rules/period-stands-in-a-table.js'),
  'reference-exists': require('./rules/reference-exists.js'),
  'resident-gets-an-answer': require('./rules/resident-gets-an-answer.js'),
  'row-names-its-source': require('./rules/row-names-its-source.js'),
  'topic-has-worker': require('./rules/topic-has-worker.js'),
  'user-task-has-deadline': require('./rules/user-task-has-deadline.js'),
  'user-task-has-recipient': require('./rules/user-task-has-recipient.js'),
};
