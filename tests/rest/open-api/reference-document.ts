import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/**
 * The reference's own description of its REST interface, published as a Maven artifact: a jar that holds `openapi.json`.
 * It is looked for in Maven's local repository, whither `fetchReferenceDocument` brings it.
 */

const ARTIFACT = 'org.camunda.bpm:camunda-engine-rest-openapi:7.23.0';
const JAR = join(
  process.env['MAVEN_REPOSITORY'] ?? join(homedir(), '.m2', 'repository'),
  'org/camunda/bpm/camunda-engine-rest-openapi/7.23.0/camunda-engine-rest-openapi-7.23.0.jar',
);
const FETCH_TIMEOUT_MS = 120_000;

/** A JSON schema as OpenAPI 3.0 writes it, as far as it is looked into. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  nullable?: boolean;
  format?: string;
  enum?: unknown[];
  allOf?: Schema[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
}

export interface Operation {
  tags: string[];
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

export interface ReferenceDocument {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/**
 * Downloads the document with Maven, unless it is there.
 * @returns why it cannot be had, or undefined when it is there
 */
export function fetchReferenceDocument(): string | undefined {
  if (existsSync(JAR)) return undefined;
  try {
    const arguments_ = ['-q', '-B', 'dependency:get', `-Dartifact=${ARTIFACT}`, '-Dtransitive=false'];
    execFileSync('mvn', arguments_, { timeout: FETCH_TIMEOUT_MS, stdio: 'pipe' });
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT'
      ? 'there is no mvn on the PATH'
      : 'mvn dependency:get failed';
  }
  return existsSync(JAR) ? undefined : `mvn did not put it at ${JAR}`;
}

/** The document, or undefined when it could not be had. */
export function readReferenceDocument(): ReferenceDocument | undefined {
  if (!existsSync(JAR)) return undefined;
  return JSON.parse(zipEntry(readFileSync(JAR), 'openapi.json')) as ReferenceDocument;
}

const END_OF_DIRECTORY = 0x06054b50;
const DEFLATED = 8;

/** The text of one file of a zip archive (PKWARE APPNOTE 4.3: its directory stands at the end). */
function zipEntry(zip: Buffer, name: string): string {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== END_OF_DIRECTORY) end--;
  if (end < 0) throw new Error('the archive has no directory');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = zip.readUInt16LE(at + 28);
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const header = zip.readUInt32LE(at + 42);
      const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
      const bytes = zip.subarray(start, start + zip.readUInt32LE(at + 20));
      return (zip.readUInt16LE(at + 10) === DEFLATED ? inflateRawSync(bytes) : bytes).toString('utf8');
    }
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  throw new Error(`the archive has no ${name}`);
}
