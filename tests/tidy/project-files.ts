import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** A file of the project: its path relative to the root, with forward slashes, and its text ('' for images and the like). */
export interface ProjectFile {
  path: string;
  text: string;
}

const NOT_OURS = new Set(['node_modules', 'dist', 'data', 'coverage', '.git', '.vite']);
const TEXTS = new Set([
  '.ts',
  '.tsx',
  '.mjs',
  '.js',
  '.css',
  '.html',
  '.md',
  '.json',
  '.sql',
  '.csv',
  '.bpmn',
  '.dmn',
  '',
]);

/** Every file below `root` that is, or is about to be, in version control. */
export function projectFiles(root: string, below = ''): ProjectFile[] {
  return readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    // `.git` is a file in a second working tree.
    if (NOT_OURS.has(entry.name)) return [];
    if (entry.isDirectory()) return projectFiles(root, path);
    if (!entry.isFile() || /\.(log|cpuprofile)$/.test(entry.name)) return [];
    return [{ path, text: TEXTS.has(extname(entry.name)) ? readFileSync(join(root, path), 'utf8') : '' }];
  });
}
