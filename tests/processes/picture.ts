import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Where the picture of a diagram lies: beside it, under the same name. */
export const pictureOf = (path: string): string => path.replace(/\.bpmn$/, '.svg');

/** Hash of a diagram, by which its picture says what it shows. */
export const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

const MARK = /<!-- of the diagram with sha256 (\w+) -->/;

/** Marks a picture with the diagram it was drawn from, and gives it a title for those who do not see it. */
export const marked = (svg: string, hash: string, title: string): string =>
  svg
    .replace(/<!-- created with [\s\S]*?-->/, '')
    .replace(/<svg[^>]*>/, (open) => `<!-- of the diagram with sha256 ${hash} -->\n${open}<title>${title}</title>`);

/** The hash a picture is marked with, or null. */
export const markOf = (picture: string): string | null => MARK.exec(readFileSync(picture, 'utf8'))?.[1] ?? null;
