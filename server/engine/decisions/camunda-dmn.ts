/** The extension attributes of the Camunda 7 line in DMN files, as a package for the reader. */
export const CAMUNDA_DMN = {
  name: 'Camunda',
  uri: 'http://camunda.org/schema/1.0/dmn',
  prefix: 'camunda',
  types: [
    {
      name: 'DecisionAttributes',
      extends: ['dmn:Decision'],
      properties: [
        { name: 'historyTimeToLive', isAttr: true, type: 'String' },
        { name: 'versionTag', isAttr: true, type: 'String' },
      ],
    },
    {
      name: 'InputAttributes',
      extends: ['dmn:InputClause'],
      properties: [{ name: 'inputVariable', isAttr: true, type: 'String' }],
    },
  ],
};
