import { DateTime } from 'luxon';
import { type ElValue, epochOf, toJson } from './el-value.ts';

/** A Double as Java prints it: `2.5`, `3.0`, `1.0E8`, `1.0E-5`, `Infinity`. */
export function doubleText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) return Number.isInteger(value) ? `${value}.0` : String(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${exponent.replace('+', '')}`;
}

/** Text of an evaluated value, as it lands in `order-${id}`: null is '', dates as `java.util.Date` prints them in UTC. */
export function textOf(value: ElValue): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  switch (value.type) {
    case 'Short':
    case 'Integer':
    case 'Long':
      return String(value.value);
    case 'Double':
      return doubleText(Number(value.value));
    case 'Date':
      return DateTime.fromMillis(epochOf(value), { zone: 'utc', locale: 'en' }).toFormat(
        "EEE MMM dd HH:mm:ss 'UTC' yyyy",
      );
    case 'DateTime':
      return DateTime.fromMillis(value.epochMs, { zone: value.zone }).toISO() ?? '';
    case 'Json':
      return JSON.stringify(value.json);
    case 'List':
      return `[${value.items.map((item) => (item === null ? 'null' : textOf(item))).join(', ')}]`;
    case 'opaque':
      return String(value.typed.value);
    case 'Xml':
      return value.toString();
    case 'XmlAttribute':
      return value.attribute.value;
    case 'XPath':
      return value.path;
    case 'JsonPath':
      return JSON.stringify(value.found) ?? '';
    default:
      return String(toJson(value));
  }
}

/** The Java class the reference would name in an error about this value. */
export function javaClass(value: ElValue): string {
  if (typeof value === 'string') return 'java.lang.String';
  if (typeof value === 'boolean') return 'java.lang.Boolean';
  if (value === null) return 'null';
  switch (value.type) {
    case 'Short':
    case 'Integer':
    case 'Long':
    case 'Double':
      return `java.lang.${value.type}`;
    case 'Date':
      return 'java.util.Date';
    case 'DateTime':
      return 'org.joda.time.DateTime';
    case 'List':
      return 'java.util.ArrayList';
    case 'Json':
      return 'org.camunda.spin.impl.json.jackson.JacksonJsonNode';
    case 'JsonPath':
      return 'org.camunda.spin.impl.json.jackson.query.JacksonJsonPathQuery';
    case 'Xml':
      return 'org.camunda.spin.impl.xml.dom.DomXmlElement';
    case 'XmlAttribute':
      return 'org.camunda.spin.impl.xml.dom.DomXmlAttribute';
    case 'XPath':
      return 'org.camunda.spin.impl.xml.dom.query.DomXPathQuery';
    case 'execution':
      return 'org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity';
    case 'task':
      return 'org.camunda.bpm.engine.impl.persistence.entity.TaskEntity';
    case 'externalTask':
      return 'org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity';
    case 'decisionResult':
      return 'org.camunda.bpm.dmn.engine.impl.DmnDecisionResultImpl';
    case 'variableMap':
      return 'org.camunda.bpm.engine.variable.impl.VariableMapImpl';
    case 'decisionRow':
      return 'org.camunda.bpm.dmn.engine.impl.DmnDecisionResultEntriesImpl';
    default:
      return 'java.lang.Object';
  }
}
