import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { packageRoot } from './package-root.ts';

export interface PagesOptions {
  /** Folder of the built pages; by default the one that `npm run build` fills. */
  directory?: string;
}

/** The folder that `npm run build` fills. */
export function builtPagesDirectory(): string {
  return join(packageRoot(), 'dist', 'browser');
}

/** A page of a few words for what is not there, in both languages. */
function plainPage(title: string, zh: string, en: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>body{margin:15vh auto;max-width:34rem;padding:0 1.25rem;font:1.1rem/1.7 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1b2430}a{color:#14507f}</style>
<main><h1>${zh}</h1><p lang="en">${en}</p><p><a href="/">返回首页 · Home</a></p></main>
</html>
`;
}

/** Answers 404 with a page instead of JSON; for addresses that a person typed. */
export function sendUnknownPage(reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .type('text/html; charset=utf-8')
    .send(plainPage('404', '没有这个页面', 'There is no such page.'));
}

/**
 * The built browser pages: `/`, `/petitions/:businessKey`, `/modeler`, `/login`, `/account`, `/accounts`, `/handover` and what they load from `/assets/`.
 * A petition's page is the same file for every number; whether the number exists, the page asks the register.
 * Without a build the pages answer 503 and say how to make one; the rest of the server is not touched.
 */
export async function pages(app: FastifyInstance, options: PagesOptions = {}): Promise<void> {
  const directory = options.directory ?? builtPagesDirectory();
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // The editors write styles on the elements they draw.
        styleSrc: ["'self'", "'unsafe-inline'"],
        fontSrc: ["'self'", 'data:'],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // The server speaks plain HTTP; whoever puts TLS before it decides about this header.
    strictTransportSecurity: false,
  });
  if (existsSync(join(directory, 'assets'))) {
    await app.register(fastifyStatic, {
      root: join(directory, 'assets'),
      prefix: '/assets/',
      dotfiles: 'deny',
      index: false,
      // The build lays a compressed form beside what is worth it.
      preCompressed: true,
      // Vite writes a hash of the content into each name.
      immutable: true,
      maxAge: '365d',
    });
  }
  const page = (address: string, file: string) => {
    const path = join(directory, file);
    app.get(address, (_request, reply) => {
      reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8');
      if (existsSync(path)) return reply.send(createReadStream(path));
      const hint = 'The pages are not built yet: run npm run build.';
      return reply.code(503).send(plainPage('503', '页面尚未生成，请先运行 npm run build', hint));
    });
  };
  page('/', 'desk/home.html');
  page('/petitions/:businessKey', 'desk/petition.html');
  page('/modeler', 'modeler/modeler.html');
  page('/login', 'desk/login.html');
  page('/account', 'desk/account.html');
  page('/accounts', 'desk/accounts.html');
  page('/handover', 'desk/handover.html');
}
