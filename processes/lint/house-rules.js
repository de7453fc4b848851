/** Every house rule with its weight, by the kind of file it reads. An error forbids publishing, a warning wants a reason. */
module.exports = {
  bpmn: {
    'user-task-has-deadline': 'error',
    'user-task-has-recipient': 'error',
    'late-task-reaches-someone': 'error',
    'escalation-is-caught': 'error',
    'topic-has-worker': 'error',
    'reference-exists': 'error',
    'accusation-avoids-accused-unit': 'error',
    'resident-gets-an-answer': 'error',
    'no-personal-data-in-variables': 'error',
    'period-stands-in-a-table': 'warn',
  },
  dmn: {
    'legal-limit-is-not-lengthened': 'error',
    'row-names-its-source': 'warn',
  },
  form: {
    'form-keeps-personal-data': 'error',
  },
};
