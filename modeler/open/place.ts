import { queryOf } from '../../desk/shell/http.ts';
import type { FileKind } from '../editors/editor.ts';

/** Which deployed definition the address names: `/modeler?process=key&version=2` or `/modeler?decision=key`. */
export interface Place {
  kind: FileKind;
  key: string;
  version: number | undefined;
}

/** Reads the address; undefined for the list of all models. */
export function placeOf(search: string): Place | undefined {
  const query = new URLSearchParams(search);
  const process = query.get('process');
  const decision = query.get('decision');
  const form = query.get('form');
  const version = Number(query.get('version'));
  const key = process ?? decision ?? form;
  if (key === null || key === '') return undefined;
  return {
    kind: process !== null ? 'bpmn' : decision !== null ? 'dmn' : 'form',
    key,
    version: Number.isInteger(version) && version > 0 ? version : undefined,
  };
}

/** The address of a place; without one, of the list. */
export function addressOf(place?: Place): string {
  if (!place) return '/modeler';
  const name = { bpmn: 'process', dmn: 'decision', form: 'form' }[place.kind];
  return `/modeler${queryOf({ [name]: place.key, version: place.version })}`;
}
