/** What form-js's editor asks to be translated; its palette and panel say the rest in English by themselves. */
export const formEditor: Readonly<Record<string, string>> = {
  '<empty>': '〈空〉',
  'Create new list item': '添加一项',
  Create: '添加',
  'Delete item': '删除',
  'FEEL expression is mandatory': '须为 FEEL 算式',
  'Open documentation': '打开说明',
  'Open pop-up editor': '在大窗口编辑',
  'Opened in editor': '已在大窗口打开',
  'Section contains an error': '这一组有错误',
  'Section contains edits': '这一组有修改',
  'Toggle list item': '展开或收起',
  'Toggle section': '展开或收起',
  'Unparsable FEEL expression.': '算式无法读取',
};
