const isPersonal = require('../personal-names.js');
const say = require('../say.js');

/** A form's field with personal data is kept in the register (`keptIn: register`) and never becomes a variable. */
module.exports = function formKeepsPersonalData() {
  function check(field, reporter) {
    const name = field.key ?? field.path;
    if (name && isPersonal(name) && field.properties?.keptIn !== 'register')
      say(reporter, field.id ?? name, 'The field “{name}” would make personal data a variable', { name });
  }

  return { check };
};
