import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../../server/engine/expressions/compile-expression.ts';
import type { ExpressionScope } from '../../../server/engine/expressions/expression-scope.ts';
import type { TypedValue } from '../../../server/engine/expressions/typed-value.ts';
import { compileScript } from '../../../server/engine/scripts/compile-script.ts';
import { openSandbox } from '../../../server/sandbox/open-sandbox.ts';
import { NOW } from './scope.ts';

const scripts = await openSandbox();

const order = '{"id":7,"ok":true,"lines":[{"sku":"a","n":1},{"sku":"b","n":5},{"sku":"c","n":9}],"to":{"name":"路"}}';
const customers =
  '<customers xmlns:x="urn:x" kind="vip"><customer id="1"><name>Ann</name></customer><customer id="2"><name>Bob</name></customer><x:note>hi</x:note></customers>';

function scope(): ExpressionScope {
  const variables: Record<string, TypedValue> = {
    order: { type: 'Json', value: order },
    text: { type: 'String', value: order },
    customers: { type: 'Xml', value: customers },
  };
  return {
    now: NOW,
    scripts,
    get: (name) => variables[name],
    execution: {
      id: 'e',
      processInstanceId: 'i',
      processDefinitionId: 'd',
      processBusinessKey: null,
      currentActivityId: 'a',
      getLocal: () => undefined,
      all: () => variables,
      set: (name, value) => {
        variables[name] = value;
      },
    },
  };
}

/** The same call in an expression and in a script. */
const inExpression = (call: string) => compileExpression(`\${${call}}`).evaluateTyped(scope());
const inScript = (call: string) => compileScript(call, 'javascript').evaluateTyped(scope());

describe('JSON, in expressions and in scripts', () => {
  it.each([
    ['S(text).prop("id").numberValue()', 'Integer', 7],
    ['JSON(text).prop("ok").boolValue()', 'Boolean', true],
    ['order.prop("to").prop("name").stringValue()', 'String', '路'],
    ['order.prop("id").value()', 'Integer', 7],
    ['order.hasProp("nothing")', 'Boolean', false],
    ['order.prop("lines").elements().get(1).prop("sku").stringValue()', 'String', 'b'],
    ['order.prop("lines").elements().size()', 'Integer', 3],
    ['order.jsonPath("$.lines[1].n").numberValue()', 'Integer', 5],
    ['order.jsonPath("$[\'to\'].name").stringValue()', 'String', '路'],
    ['order.jsonPath("$.lines[?(@.n >= 5)].sku").element().toString()', 'String', '["b","c"]'],
    ['order.jsonPath("$.lines[?(@.sku == \'a\')]").elementList().size()', 'Integer', 1],
    ['order.jsonPath("$..n").elementList().size()', 'Integer', 3],
    ['order.jsonPath("$.to").element().prop("name").value()', 'String', '路'],
    ['JSON("{}").prop("a", 1).prop("b", "x").toString()', 'String', '{"a":1,"b":"x"}'],
    ['order.prop("to").deleteProp("name").toString()', 'String', '{}'],
    ['JSON("[1,2]").append(3).insertAt(0, 0).remove(2).toString()', 'String', '[0,1,3]'],
    ['JSON("[1,2,3]").removeAt(0).removeLast().toString()', 'String', '[2]'],
    ['JSON("[1,2,1]").lastIndexOf(1)', 'Integer', 2],
  ])('%s', (call, type, value) => {
    expect(inExpression(call)).toEqual({ type, value });
    expect(inScript(call)).toEqual({ type, value });
  });

  it.each([
    ['order.prop("nothing")', "Unable to find 'nothing'"],
    ['order.prop("id").stringValue()', "Unable to parse 'string' from a Number"],
    ['order.prop("id").prop("x", 1)', 'prop cannot change a Number'],
    ['order.append(1)', 'append cannot change a Object'],
    ['order.jsonPath("$.no").stringValue()', "Unable to find '$.no'"],
    ['order.jsonPath("$.lines[0:1]").elementList()', 'is not supported from position 7'],
    ['JSON("{").prop("a")', 'Unable to parse input into json node'],
  ])('%s fails and says why', (call, reason) => {
    expect(() => inExpression(call)).toThrow(reason);
    expect(() => inScript(call)).toThrow(reason);
  });

  it('given a value is changed, then the variable stays as it is until it is set', () => {
    const at = scope();
    const evaluate = (text: string) => compileExpression(text).evaluateTyped(at).value;
    expect(evaluate('${order.prop("to").prop("name", "巷").toString()}')).toBe('{"name":"巷"}');
    expect(evaluate('${order.prop("to").prop("name").value()}')).toBe('路');
    evaluate('${execution.setVariable("order", order.prop("id", 8))}');
    expect(evaluate('${order.prop("id").value()}')).toBe(8);
  });

  it('refuses mapTo when it is deployed', () => {
    expect(() => compileExpression('${order.mapTo("x")}')).toThrow("The method 'mapTo' is not supported");
  });

  it('is a JavaScript object too, in scripts', () => {
    expect(
      inScript(
        '[order.id, order.lines.length, order.lines.map((l) => l.sku).join(""), [...order.lines].length, JSON.stringify(order.to), Object.keys(order).length, "to" in order, order.nothing === undefined]',
      ).value,
    ).toBe('[7,3,"abc",3,"{\\"name\\":\\"路\\"}",4,true,true]');
    expect(inScript('execution.setVariable("copy", order); order').type).toBe('Json');
    expect(() => inScript('order.id = 5')).toThrow("'id' cannot be assigned: call a method that sets it");
  });
});

describe('XML, in expressions and in scripts', () => {
  it.each([
    ['customers.name()', 'String', 'customers'],
    ['customers.attr("kind").value()', 'String', 'vip'],
    ['customers.hasAttr("no")', 'Boolean', false],
    ['customers.attrs().size()', 'Integer', 2],
    ['customers.childElements("customer").size()', 'Integer', 2],
    ['customers.childElements().size()', 'Integer', 3],
    ['customers.childElements("customer").get(1).childElement("name").textContent()', 'String', 'Bob'],
    ['customers.childElement("urn:x", "note").textContent()', 'String', 'hi'],
    ['customers.xPath("/customers/customer[@id=\'2\']/name").element().textContent()', 'String', 'Bob'],
    ['customers.xPath("customer").elementList().size()', 'Integer', 2],
    ['customers.xPath("customer/@id").attribute().value()', 'String', '1'],
    ['customers.xPath("customer[1]/name").string()', 'String', 'Ann'],
    ['customers.xPath("count(//customer) div 4").number()', 'Double', 0.5],
    ['customers.xPath("//customer/@id=\'9\'").boolean()', 'Boolean', false],
    ['customers.xPath("//n:note").ns("n", "urn:x").string()', 'String', 'hi'],
    ['XML("<a/>").attr("b", "1").toString()', 'String', '<a b="1"/>'],
    ['S("<a><b/></a>").append(XML("<c>1</c>")).toString()', 'String', '<a><b/><c>1</c></a>'],
    ['XML("<a>1</a>").textContent("2 < 3").toString()', 'String', '<a>2 &lt; 3</a>'],
    ['XML("<a b=\'1\'/>").removeAttr("b").toString()', 'String', '<a/>'],
  ])('%s', (call, type, value) => {
    expect(inExpression(call)).toEqual({ type, value });
    expect(inScript(call)).toEqual({ type, value });
  });

  it('stays a variable of type Xml, as it was written', () => {
    expect(inExpression('customers')).toEqual({ type: 'Xml', value: customers });
    expect(inScript('customers.attr("kind").value(); customers')).toEqual({ type: 'Xml', value: customers });
    expect(inScript('customers.attr("kind", "new")').value).toContain('kind="new"');
  });

  it.each([
    ['customers.attr("no")', "attr('no'): Unable to find attribute 'no' of <customers>"],
    ['customers.childElement("no")', "childElement('no'): Unable to find child element of <customers>"],
    ['customers.childElement("customer")', 'More than one child element was found'],
    ['customers.xPath("//no").element()', "Unable to find an element for XPath expression '//no'"],
    ['customers.xPath("//[").string()', "Unable to evaluate XPath expression '//['"],
    ['customers.append(1)', 'append takes XML elements'],
    ['XML("<a>").name()', 'Unable to parse input into DOM document'],
    ['XML("<!DOCTYPE a [<!ENTITY x \'y\'>]><a>&x;</a>").textContent()', 'a DOCTYPE is not allowed in an XML variable'],
  ])('%s fails and says why', (call, reason) => {
    expect(() => inExpression(call)).toThrow(reason);
    expect(() => inScript(call)).toThrow(reason);
  });
});
