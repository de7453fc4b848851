import { Form } from '@bpmn-io/form-js-viewer';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import { currentLanguage } from '../../desk/shell/language.ts';

/** What form-js says of a field, in Chinese; it asks no translator. */
const CHINESE: readonly [english: RegExp, chinese: string][] = [
  [/^Field is required\.$/, '必填'],
  [/^Field must have minimum length of (\d+)\.$/, '至少 $1 个字'],
  [/^Field must have maximum length of (\d+)\.$/, '最多 $1 个字'],
  [/^Field must have minimum value of (\S+)\.$/, '不小于 $1'],
  [/^Field must have maximum value of (\S+)\.$/, '不大于 $1'],
  [/^Field must match pattern (.+)\.$/, '格式不符：$1'],
  [/^Field must be a valid email\.$/, '不是有效的邮箱'],
  [/^Field must be a valid international phone number\..*$/, '不是有效的电话号码'],
  [/^Value is not a valid number\.$/, '不是数字'],
];

function inChinese(message: string): string {
  const known = CHINESE.find(([english]) => english.test(message));
  return known ? message.replace(known[0], known[1]) : message;
}

interface Validator {
  validateFieldInstance: (instance: unknown, value: unknown) => string[];
}

/** Shows a form to be filled in as its people will. `onSubmit` hears what completing the task would bring, and how many fields are wrong. */
export async function playForm(
  container: HTMLElement,
  schema: object,
  onSubmit: (data: object, wrong: number) => void,
): Promise<() => void> {
  const form = new Form({ container });
  if (currentLanguage() !== 'en') {
    const validator = form.get<Validator>('validator');
    const validate = validator.validateFieldInstance.bind(validator);
    validator.validateFieldInstance = (instance, value) => validate(instance, value).map(inChinese);
  }
  await form.importSchema({ ...schema }, {});
  form.on('submit', (event: { data: object; errors: object }) =>
    onSubmit(event.data, Object.keys(event.errors).length),
  );
  const submit = () => form.submit();
  container.addEventListener('play-form-submit', submit);
  return () => {
    container.removeEventListener('play-form-submit', submit);
    form.destroy();
  };
}
