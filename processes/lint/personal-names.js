const { personal } = require('./house.json');

const WHOLE = new Set(personal.names.map((name) => name.toLowerCase()));
const ENDING = new RegExp(`(${personal.endings.join('|')})$`);

/** Whether a variable or field of this name would hold what tells who a person is. */
module.exports = (name) => WHOLE.has(name.toLowerCase()) || ENDING.test(name);
