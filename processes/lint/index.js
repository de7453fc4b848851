/** The house rules: one rule, one file beside this one. `.bpmnlintrc` at the root switches them on. */
module.exports = {
  rules: {
    'user-task-has-deadline': './user-task-has-deadline.js',
  },
  configs: {
    recommended: {
      rules: {
        'user-task-has-deadline': 'error',
      },
    },
  },
};
