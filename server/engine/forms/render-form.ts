import type { ExpressionScope } from '../expressions/expression-scope.ts';
import { toPlain } from '../expressions/typed-value.ts';
import type { FormField, FormSpec } from '../model/graph.ts';
import { fieldText } from './field-value.ts';
import { defaultOf } from './submit-form.ts';

const TYPES = { string: 'String', enum: 'String', date: 'Date', long: 'Long', boolean: 'Boolean' } as const;

/**
 * The generated form of a task or start event as HTML, with the names and the `cam-…` attributes by which the reference's
 * pages bind it. Every text of the diagram is escaped.
 */
export function renderForm({ fields, businessKeyField }: FormSpec, scope: ExpressionScope): string {
  const groups = fields.map((field) => {
    const label = field.label ? textOf(field.label.evaluate(scope)) : '';
    const id = escapeHtml(field.id);
    const heading = label === '' ? '' : `\n    <label for="${id}">${escapeHtml(label)}</label>`;
    return `  <div class="form-group">${heading}\n    ${control(field, field.id === businessKeyField, scope)}\n${faults(field)}\n  </div>`;
  });
  return `<form name="generatedForm" role="form">\n${groups.join('\n')}\n</form>\n`;
}

function control(field: FormField, isBusinessKey: boolean, scope: ExpressionScope): string {
  const value = defaultOf(field, scope);
  const id = escapeHtml(field.id);
  const binding = isBusinessKey
    ? 'cam-business-key'
    : `cam-variable-type="${TYPES[field.type]}" cam-variable-name="${id}"`;
  const attributes = `class="form-control" name="${id}" id="${id}" ${binding}${constraints(field)}`;
  const text = value ? fieldText(field, value) : '';
  switch (field.type) {
    case 'enum': {
      const options = field.options.map((option) => {
        const chosen = option.id === text ? ' selected' : '';
        return `      <option value="${escapeHtml(option.id)}"${chosen}>${escapeHtml(option.name)}</option>`;
      });
      return `<select ${attributes}>\n${options.join('\n')}\n    </select>`;
    }
    case 'boolean':
      return `<input ${attributes} type="checkbox"${value && toPlain(value) === true ? ' value="true" checked' : ''} />`;
    case 'date':
      return `<input ${attributes} type="text" uib-datepicker-popup="${escapeHtml(field.datePattern)}"${valueAttribute(text)} />`;
    default:
      return `<input ${attributes} type="text"${valueAttribute(text)} />`;
  }
}

const valueAttribute = (text: string): string => (text === '' ? '' : ` value="${escapeHtml(text)}"`);

function constraints(field: FormField): string {
  return field.constraints
    .map(({ name, config }) => {
      if (name === 'readonly') return ' disabled';
      return config === null ? ` ${name}` : ` ${name}="${escapeHtml(config)}"`;
    })
    .join('');
}

/** What the page says beside a field that is filled in wrongly. */
function faults(field: FormField): string {
  const name = `this.generatedForm.${escapeHtml(field.id)}`;
  const [kind, wrong] =
    field.type === 'date'
      ? ['date', `Invalid date format: the date should have the pattern '${escapeHtml(field.datePattern)}'`]
      : ['camVariableType', `Only a ${field.type === 'enum' ? 'string' : field.type} value is allowed`];
  return [
    `    <div ng-if="${name}.$invalid && ${name}.$dirty" class="has-error">`,
    `      <div ng-show="${name}.$error.required" class="help-block">Required field</div>`,
    `      <div ng-show="${name}.$error.${kind}" class="help-block">${wrong}</div>`,
    '    </div>',
  ].join('\n');
}

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
